// The lab, over the built site in both browsers: every verb, links, files, and the way back.
import { expect, test } from "vitest";
import { browserNames, type Tab } from "../browsers.ts";
import { cards, choose, doVerb, failure, shows, side, status, waitForText } from "./lab-page.ts";
import { openExercise, ready, run, visit } from "./visit.ts";

const LESSON = "/lessons/time-travel/fork-properly/";

for (const browser of browserNames) {
  test(`${browser}: every verb runs the lines that it shows, and the tree is what the database then holds`, async () => {
    await using at = await visit(browser);
    const { tab } = at;
    await at.open(LESSON);
    await tab.click("lab-card [data-run]");
    await tab.waitFor(".tree-card", 60_000);
    await shows(tab, "s2·a");
    expect((await cards(tab)).map(({ name }) => name)).toEqual(["s-1·a", "s0·a", "s1·a", "s2·a"]);

    await choose(tab, "s1·a");
    const rerun = await doVerb(tab, "rerun");
    expect(rerun).toMatch(/await graph\.invoke\(null, config\)/);
    await shows(tab, "s3·b");
    expect(await failure(tab)).toBe("");
    expect(await status(tab)).toContain("Run again");
    expect(await cards(tab)).toContainEqual(expect.objectContaining({ name: "s2·b", source: "fork" }));

    await tab.click(".lab-bar button:nth-of-type(1)");
    await shows(tab, "s2·a");
    expect(
      (await cards(tab)).map(({ name }) => name),
      "undone",
    ).toEqual(["s-1·a", "s0·a", "s1·a", "s2·a"]);

    await choose(tab, "s1·a");
    const fork = await doVerb(tab, "fork", { selector: ".fork-form textarea", text: "refund" });
    expect(fork).toMatch(/const forked = await graph\.updateState\(config, \{ category: "refund" \}, "classify"\)/);
    await shows(tab, "s3·b");
    await waitForText(tab, ".state-panel", "refund");
    expect(await failure(tab)).toBe("");
    expect(await cards(tab)).toContainEqual(
      expect.objectContaining({ name: "s3·b", next: "next: send", latest: true }),
    );

    const before = await cards(tab);
    const goOn = await doVerb(tab, "continue");
    expect(goOn).toContain('const config = { configurable: { thread_id: "ticket-1" } };');
    await waitForText(tab, ".lab-status", "Went on");
    expect(await cards(tab), "nobody has answered, so it asks again where it was").toEqual(before);

    const resume = await doVerb(tab, "resume", { selector: ".verb-answers textarea", text: "yes" });
    expect(resume).toContain('new Command({ resume: "yes" })');
    await shows(tab, "s4·b");
    await waitForText(tab, ".state-panel", "send: refund");

    await choose(tab, "s2·a");
    const copied = await doVerb(tab, "copy");
    expect(copied).toContain("saver.copyThread");
    await waitForText(tab, ".lab-status", "Copied");
    expect((await cards(tab)).filter(({ name }) => name === "s4·b")).toHaveLength(2);

    await doVerb(tab, "delete");
    await waitForText(tab, ".lab-status", "deleted");
    expect((await cards(tab)).filter(({ name }) => name === "s4·b")).toHaveLength(1);
    expect(await failure(tab)).toBe("");
    expect(at.complaints).toEqual([]);
  });

  test(`${browser}: the lab of an exercise follows its runs; the SQL console answers, and refuses to write`, async () => {
    await using at = await visit(browser);
    const { tab } = at;
    await openExercise(at, "fork-properly");
    await run(tab);
    const ofTheLab = () =>
      tab.requests.filter((address) => /\/(lab-view|workspace-lab|reader\.worker)\./.test(address));
    expect(ofTheLab(), "nothing of the lab before it is opened").toEqual([]);
    await tab.click("#tab-lab");
    await tab.waitFor(".tree-card", 60_000);
    // The driver need not tell of what a worker asks for.
    expect(new Set(ofTheLab().map((address) => address.replace(/.*\./, "")))).toEqual(new Set(["css", "js"]));
    expect(await tab.evaluate(() => getComputedStyle(document.querySelector(".lab")!).display)).toBe("flex");
    // The thread is finished, so to continue is to run nothing; the starter's own fork left an update that nobody ran on from.
    await shows(tab, "s5·c");
    await tab.waitFor('.verb-buttons [data-verb="continue"][aria-disabled="true"]');
    await choose(tab, "s2·b");
    await doVerb(tab, "rerun");
    await waitForText(tab, ".state-panel", "refund");
    expect(await failure(tab)).toBe("");

    await side(tab, "sql");
    await tab.click(".sql-console textarea");
    await tab.evaluate(() => {
      const field = document.querySelector<HTMLTextAreaElement>(".sql-console textarea")!;
      field.value = "DELETE FROM checkpoints";
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await tab.press("Control+Enter");
    await tab.waitFor(".sql-error:not([hidden])");
    await tab.evaluate(() => {
      const field = document.querySelector<HTMLTextAreaElement>(".sql-console textarea")!;
      field.value = "SELECT count(*) AS checkpoints FROM v_checkpoints";
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await tab.click(".sql-console textarea");
    await tab.press("Control+Enter");
    await tab.waitFor(".sql-console table tbody td");
    expect(Number(await tab.text(".sql-console table tbody td"))).toBeGreaterThan(11);
    await side(tab, "growth");
    await tab.waitFor(".growth-meter svg, .lab-side svg");
    expect(at.complaints).toEqual([]);
  });
}

test("a link holds the code and the place; it replaces nobody's own without a yes", async () => {
  await using at = await visit("chromium");
  const { tab } = at;
  await openExercise(at, "fork-properly");
  await run(tab);
  await tab.click("#tab-lab");
  await tab.waitFor(".tree-card", 60_000);
  await choose(tab, "s3·a");
  await tab.click(".lab-bar button:last-of-type");
  await tab.waitFor("dialog[open]");
  await tab.press("Escape");
  const link = tab.url();
  expect(link).toContain("#lab=");

  const other = await at.newTab();
  await other.goto(link);
  await other.waitFor("exercise-workspace[data-ready]", 30_000);
  await other.waitFor(".lab-blank button");
  await other.click(".lab-blank button");
  await other.waitFor(".tree-card", 60_000);
  await shows(other, "s3·a");
  expect(other.url(), "taken, so a reload does not bring it again").not.toContain("#lab=");

  await other.type(".cm-content", "// mine\n");
  await other.waitFor(() => Object.values(localStorage).some((text) => String(text).includes("// mine")));
  await other.goto("about:blank");
  await other.goto(link);
  await waitForText(other, '[data-part="notices"]', "Yours stays until you choose");
  await ready(other);
  expect(await other.evaluate(() => document.querySelector("code-editor")?.shadowRoot?.textContent)).toContain(
    "// mine",
  );
  expect(other.url(), "not settled, so not forgotten").toContain("#lab=");

  await other.goto(`${new URL(link).origin}/exercises/fork-properly/#lab=damaged`);
  await other.reload();
  await waitForText(other, '[data-part="notices"]', "damaged");
});

test("a file that is none of ours is told with a next step, and undo brings back what was there", async () => {
  await using at = await visit("chromium");
  const { tab } = at;
  await at.open("/lab/");
  await waitForText(tab, ".lab-blank", "No database is open");
  await offerFile(tab, "notes.sqlite", "no database at all");
  await tab.waitFor('.lab[data-phase="unreadable"]');
  expect(await tab.text(".lab-blank")).toMatch(/cannot be read as a saver's file/);

  await at.open("/lessons/look/before-you-believe/");
  await tab.click("lab-card [data-run]");
  await tab.waitFor(".tree-card", 60_000);
  const before = await cards(tab);
  await offerFile(tab, "notes.sqlite", "no database at all");
  await tab.waitFor('.lab[data-phase="unreadable"] .lab-blank button');
  await tab.click(".lab-blank button");
  await tab.waitFor(".tree-card");
  expect(await cards(tab)).toEqual(before);
});

/** What a learner does who chooses a file in the browser's dialog. */
function offerFile(tab: Tab, name: string, text: string): Promise<void> {
  return tab.evaluate(
    ({ name, text }) => {
      const input = document.querySelector<HTMLInputElement>(".lab-bar input[type=file]")!;
      const given = new DataTransfer();
      given.items.add(new File([text], name));
      input.files = given.files;
      input.dispatchEvent(new Event("change"));
    },
    { name, text },
  );
}
