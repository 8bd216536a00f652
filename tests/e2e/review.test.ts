// The page that `interview review` writes, opened from the disk as a reviewer opens it: no server, no network.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import {
  browserNames,
  endSharedBrowsers,
  freshProfile,
  type LaunchOptions,
  type BrowserName,
  type Tab,
} from "../browsers.ts";
import { run } from "../cli/capture.ts";
import { type HandedInFile, handedInFile, SMALL_DECK } from "../interview/review-fixture.ts";
import { faults } from "./axe.ts";

const HARM = "</script><img src=x onerror=\"document.title='harmed'\"><script>document.title='harmed'</script>";

/** Made once: the tests only read it. */
const made: Promise<HandedInFile> = makePage();

afterAll(async () => {
  await endSharedBrowsers();
  await (await made)[Symbol.asyncDispose]();
});

async function makePage(): Promise<HandedInFile> {
  const at = await handedInFile((whole) => ({
    ...whole,
    name: `Ada ${HARM}`,
    answers: whole.answers.map((answer) => ({ ...answer, explanation: `${answer.explanation}\n${HARM}` })),
  }));
  const out = path.join(at.folder, "out");
  const { code, stderr } = await run(["interview", "review", at.file, "--deck", SMALL_DECK, "--out", out]);
  if (code !== 0) throw new Error(stderr);
  return at;
}

async function open(browserName: BrowserName, options: LaunchOptions = {}) {
  const address = pathToFileURL(path.join((await made).folder, "out/review.html")).href;
  const browser = await freshProfile(browserName, options);
  const tab = await browser.newTab();
  const complaints: string[] = [];
  tab.onConsole((text, level) => {
    if (level === "error") complaints.push(text);
  });
  await tab.goto(address);
  await tab.waitFor(".item");
  return { tab, complaints, address, [Symbol.asyncDispose]: () => browser.close() };
}

/** The files that the page saves, as text: a browser's own downloads go where a test cannot wait for them. */
const KEEP_SAVED = `globalThis.saved = [];
  const make = URL.createObjectURL;
  URL.createObjectURL = (blob) => { blob.text().then((text) => saved.push(text)); return make(blob); };`;

async function lockAs(tab: Tab, name: string, boxes: readonly number[]): Promise<void> {
  await tab.type("#reviewer", name);
  await tab.evaluate((ticked) => {
    const all = document.querySelectorAll<HTMLInputElement>(".rubric input");
    for (const index of ticked) all[index]!.click();
  }, boxes);
  await tab.click("#lock");
  await tab.click("#lock-now");
  await tab.waitFor("#seal");
}

/** As though the files had been chosen. */
function give(tab: Tab, texts: readonly string[]): Promise<void> {
  return tab.evaluate((all) => {
    const files = new DataTransfer();
    for (const [index, text] of all.entries()) files.items.add(new File([text], `scores-${index}.json`));
    const input = document.querySelector<HTMLInputElement>("#others")!;
    input.files = files.files;
    input.dispatchEvent(new Event("change"));
  }, texts);
}

const clickText = (tab: Tab, text: string) =>
  tab.evaluate((wanted) => {
    const buttons = [...document.querySelectorAll<HTMLButtonElement>("button")];
    buttons.find(({ textContent }) => textContent === wanted)!.click();
  }, text);

test.each(browserNames)("from the disk, the page shows the review and asks for nothing, in %s", async (browserName) => {
  await using page = await open(browserName);
  const { tab } = page;
  expect(await tab.text(".sum")).toBe("2 of 4 points");
  expect(await tab.text(".calibration .sum")).toBe("Brier score 0.325");
  expect(await tab.text(".level")).toContain("re-run by a reviewer");
  expect(await tab.text("#item-put-in-order .answer")).toBe(
    "The page is asked for with GET.The page is drawn.The page comes.",
  );
  expect(await tab.text("#item-put-in-order .diagnosis")).toContain("as if a page could be drawn before it came");
  // What the candidate wrote is text, to the last character.
  expect(await tab.text("h1")).toBe(`Ada ${HARM}`);
  expect(await tab.text("#item-break-the-claim .own-words")).toContain(HARM);
  expect(
    await tab.evaluate(() => [document.title, document.querySelectorAll("#review img, #review script").length]),
  ).toEqual([`Review of a practice interview: Ada ${HARM}`, 0]);
  // Firefox has fonts of its own, which it asks for by data:.
  expect(tab.requests.filter((url) => url !== page.address && !/^(blob|data):/.test(url))).toEqual([]);
  expect(page.complaints).toEqual([]);
});

test("reviewers lock before they see each other's scores, in one browser after the other", async () => {
  await using page = await open("chromium", { initScript: KEEP_SAVED });
  const { tab } = page;
  expect(await tab.evaluate(() => document.querySelector("#others"))).toBeNull();
  await tab.click("#lock");
  expect(await tab.text(".reviewer-status")).toContain("Enter your name first");
  await lockAs(tab, "Grace", [0, 2]);
  const seal = await tab.text("#seal");
  expect(seal).toMatch(/^[0-9a-f]{64}$/);

  // Locked is locked: neither a click nor a reload changes what was scored.
  await tab.evaluate(() => document.querySelector<HTMLInputElement>(".rubric input")!.click());
  await tab.reload();
  await tab.waitFor("#seal");
  expect(await tab.text("#seal")).toBe(seal);
  const ticked = () =>
    tab.evaluate(() => [...document.querySelectorAll<HTMLInputElement>(".rubric input")].map(({ checked }) => checked));
  expect(await ticked()).toEqual([true, false, true, false, false, false]);
  await clickText(tab, "Save the file again");
  await tab.waitFor(() => (globalThis as any).saved.length === 1);
  const grace = await tab.evaluate(() => (globalThis as any).saved[0] as string);

  await clickText(tab, "Begin as another reviewer");
  await clickText(tab, "Clear it");
  await tab.waitFor("#reviewer");
  expect(await ticked()).toEqual([false, false, false, false, false, false]);
  await lockAs(tab, "Alan", [1, 2]);
  await give(tab, [grace.replace('"Grace"', '"Grete"'), "{}", grace]);
  await tab.waitFor(".comparison");
  const said = await tab.text(".reviewer-status");
  expect(said).toContain("scores-0.json was not taken: its seal does not fit");
  expect(said).toContain("scores-1.json was not taken: it is no file of locked scores");
  expect(said).toContain("The scores of Grace are here");
  const rows = await tab.evaluate(() =>
    [...document.querySelectorAll(".comparison table:first-of-type tbody")].map((body) =>
      [...body.querySelectorAll("tr")].map((row) => [...row.children].slice(1).map(({ textContent }) => textContent)),
    ),
  );
  expect(rows[0]).toEqual([
    ["Says that “for every” falls with one number", "– not seen", "✓ seen"],
    ["Says that examples never prove it", "✓ seen", "– not seen"],
  ]);
  expect(rows[1]).toHaveLength(4);
  expect(await tab.text(".comparison p")).toBe("You agree on 4 of 6 lines.");
  expect(await faults(tab)).toEqual([]);
  expect(page.complaints).toEqual([]);
});

test("the replay is gone through by keyboard, and says what was self-checked", async () => {
  await using page = await open("chromium", { colorScheme: "dark" });
  const { tab } = page;
  await tab.setViewport(390, 800);
  await tab.evaluate(() => document.querySelector<HTMLElement>(".replay-fold summary")!.focus());
  await tab.press("Enter");
  await tab.waitFor(".replay");
  expect(await tab.text(".moment-words")).toBe("3:20 as it was handed in (8 of 8)");
  const slider = () =>
    tab.evaluate(() => document.querySelector(".replay [type=range]")!.getAttribute("aria-valuetext"));
  await tab.evaluate(() => document.querySelector<HTMLElement>(".replay [type=range]")!.focus());
  await tab.press("Home");
  expect(await slider()).toBe("1 of 8, at 0:00: as it was given");
  await tab.press("ArrowRight");
  await tab.press("ArrowRight");
  expect(await slider()).toBe("3 of 8, at 0:20: checked, 50 % sure, 0 of 1 visible rules held");
  await tab.press("ArrowRight");
  expect(await tab.text(".moment .note")).toBe("The clock stood for 10 min before this.");
  const changed = (kind: string) => tab.text(`.moment .${kind}`);
  expect(await changed("removed")).toContain("− export const example: number = NaN;");
  expect(await changed("added")).toContain("+ export const example: number = 2;");
  await tab.click('[data-do="green"]');
  expect(await tab.text(".moment-words")).toBe("1:05 checked, 60 % sure, 1 of 1 visible rules held (5 of 8)");
  expect(await tab.text(".self-checked summary")).toContain("Self-checked, in the candidate's browser");
  // Played from there, it comes to the end by itself and can be played again.
  await tab.evaluate(() => (document.querySelector<HTMLSelectElement>(".speed select")!.value = "60"));
  await tab.click('[data-do="play"]');
  expect(await tab.text('[data-do="play"]')).toBe("Pause");
  await tab.waitFor(() => document.querySelector(".moment-words")!.textContent!.includes("(8 of 8)"), 30_000);
  await tab.waitFor(() => document.querySelector('[data-do="play"]')!.textContent === "Play");
  expect(await faults(tab)).toEqual([]);
  expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  expect(page.complaints).toEqual([]);
});
