// What a learner wrote survives: a reload, a reset, another tab, a page that is lost.
import { expect, test } from "vitest";
import type { Tab } from "../browsers.ts";
import { mostlyChromium } from "../browser/share.ts";
import { openExercise, openWith, ready, visit } from "./visit.ts";

const EDITOR = ".cm-content";

/** The text of the file that is open in the editor, as far as it is drawn. */
const shown = (tab: Tab): Promise<string> =>
  tab.evaluate(
    () => document.querySelector("code-editor")?.shadowRoot?.querySelector(".cm-content")?.textContent ?? "",
  );

async function typeAtStart(tab: Tab, text: string): Promise<void> {
  await tab.click(EDITOR);
  await tab.press("Control+Home");
  await tab.type(EDITOR, text);
}

for (const browser of mostlyChromium) {
  test(`${browser}: what was typed is there after a reload`, async () => {
    await using at = await visit(browser);
    await openExercise(at, "fork-properly");
    await typeAtStart(at.tab, "// typed by me ");
    await at.tab.reload();
    await ready(at.tab);
    expect(await shown(at.tab)).toContain("// typed by me");
    expect(at.complaints).toEqual([]);
  });

  test(`${browser}: Reset says what is lost, brings the starter back, and can be undone after a reload`, async () => {
    await using at = await visit(browser);
    await openExercise(at, "fork-properly");
    await typeAtStart(at.tab, "// typed by me ");
    await at.tab.click(".action-bar button:nth-of-type(4)");
    await at.tab.waitFor("dialog[open]");
    expect(await at.tab.text("dialog")).toContain("Your changes in fork.ts will be replaced");
    await at.tab.click("dialog .primary");
    await at.tab.waitFor(".notice");
    expect(await shown(at.tab)).not.toContain("// typed by me");
    await at.tab.reload();
    await ready(at.tab);
    await at.tab.click(".notice button");
    expect(await shown(at.tab)).toContain("// typed by me");
  });

  test(`${browser}: an edit in another tab is offered and overwrites nothing`, async () => {
    await using at = await visit(browser);
    await openExercise(at, "fork-properly");
    const other = await at.newTab();
    await other.goto(at.tab.url());
    await ready(other);
    await typeAtStart(other, "// from the other tab ");
    await at.tab.waitFor(".notice");
    expect(await at.tab.text(".notice")).toContain("edited in another tab");
    expect(await shown(at.tab)).not.toContain("// from the other tab");
    await at.tab.click(".notice button:nth-of-type(2)");
    expect(await shown(at.tab)).toContain("// from the other tab");
  });

  test(`${browser}: a starter that changed is offered beside the learner's copy`, async () => {
    await using at = await visit(browser);
    await openWith(at, "fork-properly", { "fork.ts": "// my own work\n" });
    await at.tab.evaluate(() => {
      const key = "forkpoint.draft.fork-properly/fork.ts";
      const saved = JSON.parse(localStorage.getItem(key) ?? "{}") as object;
      localStorage.setItem(key, JSON.stringify({ ...saved, starter: "an older one" }));
    });
    await at.tab.reload();
    await ready(at.tab);
    expect(await at.tab.text(".notice")).toContain("the starter has changed since");
    expect(await shown(at.tab)).toContain("// my own work");
    await at.tab.click(".notice button");
    await at.tab.waitFor(() => document.querySelector(".notice") === null);
    expect(await shown(at.tab)).toContain("// my own work");
  });

  test(`${browser}: a page that was lost while code ran says so, with the draft as it was`, async () => {
    await using at = await visit(browser);
    await openWith(at, "count-the-checkpoints", { "main.ts": "for (;;) {}\n" });
    await at.tab.click(".actions .primary");
    await at.tab.waitFor('exercise-workspace[data-phase="running"]', 30_000);
    // As abrupt for the page as the end of its process: nothing of it is asked first.
    await at.tab.reload();
    await ready(at.tab);
    expect(await at.tab.text(".notice")).toContain("The page was lost during the last Run");
    await at.tab.click('[data-tab="main.ts"]');
    expect(await shown(at.tab)).toContain("for (;;) {}");
  });

  test(`${browser}: a browser that keeps nothing is told about, and everything still works`, async () => {
    await using at = await visit(browser);
    await openExercise(at, "fork-properly");
    await at.tab.evaluate(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    });
    await typeAtStart(at.tab, "// typed by me ");
    await at.tab.waitFor(".notice");
    expect(await at.tab.text(".notice")).toContain("storage is full");
    expect(await shown(at.tab)).toContain("// typed by me");
  });
}

test("chromium: the process of the page ends while code runs, and the next tab says so", async () => {
  await using at = await visit("chromium");
  await openWith(at, "count-the-checkpoints", { "main.ts": "for (;;) {}\n" });
  await at.tab.click(".actions .primary");
  await at.tab.waitFor('exercise-workspace[data-phase="running"]', 30_000);
  const crashed = new Promise<void>((resolve) => at.tab.onCrash(resolve));
  await at.tab.goto("chrome://crash").catch(() => "it never arrives");
  await crashed;
  const next = await at.newTab();
  await next.goto(new URL("/exercises/count-the-checkpoints/", at.address).href);
  await ready(next);
  expect(await next.text(".notice")).toContain("The page was lost during the last Run");
  await next.click('[data-tab="main.ts"]');
  expect(await shown(next)).toContain("for (;;) {}");
});
