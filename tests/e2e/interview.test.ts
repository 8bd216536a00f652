// The candidate's page, opened as what it is: one file, from the disk, without a network.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { exportSchema } from "../../src/interview/export-schema.ts";
import { type BrowserName, endSharedBrowsers, freshProfile, type LaunchOptions, type Tab } from "../browsers.ts";
import { run as runCommand } from "../cli/capture.ts";
import { FIXTURES } from "../fixture-course.ts";
import { faults } from "./axe.ts";

const folder = await mkdtemp(path.join(tmpdir(), "forkpoint-interview-"));
const file = path.join(folder, "interview.html");
const made = runCommand([
  "interview",
  "new",
  "--deck",
  path.join(FIXTURES, "decks/candidate"),
  "--items",
  "1,2",
  "--out",
  file,
]);

afterAll(async () => {
  await endSharedBrowsers();
  await rm(folder, { recursive: true, force: true });
});

const EDITOR = ".cm-content";
const RIGHT = "export const double = (value: number) => value * 2;";

async function candidate(name: BrowserName = "chromium", options: LaunchOptions = {}, opened = file) {
  expect((await made).stderr).toBe("");
  const browser = await freshProfile(name, options);
  const complaints: string[] = [];
  const newTab = async () => {
    const tab = await browser.newTab();
    tab.onConsole((text, level) => level === "error" && complaints.push(text));
    await tab.setViewport(1280, 860);
    if (name === "chromium") await tab.goOffline();
    await tab.goto(pathToFileURL(opened).href);
    return tab;
  };
  const tab = await newTab();
  return { tab, newTab, complaints, [Symbol.asyncDispose]: () => browser.close() };
}

const begin = async (tab: Tab): Promise<void> => {
  await tab.waitFor("#consent");
  await tab.click(".sheet-actions .primary");
  await tab.waitFor("#question");
};

const openItem = async (tab: Tab, place: number): Promise<void> => {
  await tab.click(`.item-strip li:nth-child(${place}) button`);
  await tab.waitFor(`.item-strip li:nth-child(${place}) [aria-current]`);
};

async function write(tab: Tab, text: string): Promise<void> {
  await tab.click(EDITOR);
  await tab.press("Control+a");
  // Text typed over a selection is given a style by Chromium itself, which the page's policy refuses and the console tells.
  await tab.press("Backspace");
  await tab.type(EDITOR, text);
}

async function saySure(tab: Tab, percent: number): Promise<void> {
  await tab.waitFor("dialog #confidence-number");
  await tab.evaluate(() => ((document.querySelector("#confidence-number") as HTMLInputElement).value = ""));
  await tab.type("#confidence-number", String(percent));
  await tab.press("Enter");
}

async function runSure(tab: Tab, percent: number): Promise<void> {
  await tab.click(".action-bar .primary");
  await saySure(tab, percent);
}

const see = (tab: Tab, text: string, timeoutMs = 30_000): Promise<void> =>
  tab.waitFor(`main:has-text(${JSON.stringify(text)})`, timeoutMs);

test("chromium, offline: a form and code are answered, a reload restores them, and the export is whole", async () => {
  await using at = await candidate();
  const { tab } = at;
  await tab.waitFor("#name");
  expect(await faults(tab)).toEqual([]);
  await tab.type("#name", "Ada");
  await begin(tab);

  await tab.click('[data-cell="knows/holds"] input[value="reject"]');
  await tab.click('[data-cell="alone/holds"] input[value="accept"]');
  await tab.click(".action-bar .primary");
  await tab.waitFor("dialog #confidence-slider");
  expect(await faults(tab)).toEqual([]);
  await tab.press("Enter");
  expect(await tab.text("#confidence-missing")).toContain("from 50 to 100");
  await saySure(tab, 80);
  await see(tab, "1 of 1 visible rule holds");
  expect(await tab.text(".sure")).toContain("You are 80 % sure.");

  await openItem(tab, 2);
  expect(await tab.evaluate(() => document.activeElement?.id)).toBe("question");
  await write(tab, RIGHT);
  await tab.press("Control+Enter");
  await saySure(tab, 95);
  await see(tab, "double(21) is 42");
  await tab.type("#explanation", "Zero, and a negative number.");
  expect(await faults(tab)).toEqual([]);

  await tab.reload();
  await tab.waitFor('[data-note="restored"]');
  expect(await tab.text('[data-note="restored"]')).toContain("The clock stood for");
  await see(tab, RIGHT);
  expect(await tab.evaluate(() => (document.querySelector("#explanation") as HTMLTextAreaElement).value)).toContain(
    "Zero",
  );
  expect(await tab.text('.item-mark[data-progress="run"]')).toBe("1");

  await tab.click(".way .primary");
  await see(tab, "What will be in the export");
  expect(await faults(tab)).toEqual([]);
  const saved = await tab.save(".sheet-actions .primary");
  const handedIn = exportSchema.parse(JSON.parse(saved.text));
  expect(saved.name).toBe(`interview-${handedIn.session.id}.json`);
  expect(handedIn).toMatchObject({ name: "Ada", recorded: false, session: { items: ["two-threads", "double"] } });
  const [form, code] = handedIn.answers;
  expect(form).toMatchObject({ confidence: 0.8, explanation: "", attempts: [{ did: "check", confidence: 0.8 }] });
  expect(form!.files["answer.ts"]).toContain('"holds": "reject"');
  expect(form!.attempts[0]!.report).toMatchObject({ exercise: "two-threads", problem: null, made: { tier: null } });
  expect(form!.attempts[0]!.report!.results.map(({ id }) => id)).toEqual(["answer/complete"]);
  expect(code).toMatchObject({
    confidence: 0.95,
    files: { "double.ts": RIGHT },
    attempts: [{ did: "run", report: null }],
  });
  expect(Object.keys(code!.files)).toEqual(["double.ts"]);
  expect(handedIn.log.map((entry) => (entry.what === "paused" ? entry.by : entry.what))).toEqual([
    "started",
    "closed",
    "finished",
  ]);

  // Nothing is final: back, and the clock goes on.
  await tab.click(".finish tbody tr:nth-child(2) button");
  await tab.waitFor(".item[data-exercise=double]");
  expect(await tab.evaluate(() => "promptRan" in window)).toBe(false);
  expect(tab.requests.filter((address) => !/^(file|blob|data):/.test(address))).toEqual([]);
  // The script in a prompt was refused by the page's policy, if it was ever tried; nothing else was complained about.
  expect(at.complaints).toEqual([]);
});

test("chromium: what was recorded can be seen and erased, and everything can be erased and brought back", async () => {
  await using at = await candidate("chromium", { colorScheme: "dark" });
  const { tab } = at;
  await tab.setViewport(390, 844);
  await tab.waitFor("#consent");
  await tab.click("#consent");
  await begin(tab);
  expect(await faults(tab)).toEqual([]);
  await openItem(tab, 2);
  await write(tab, RIGHT);
  await tab.click(".way .quiet");
  await tab.waitFor(".recorded");
  expect(await tab.text(".recorded")).toContain("edited 1 file of “Double”");
  expect(await faults(tab)).toEqual([]);
  await tab.click("dialog .recording .button");
  await tab.click("dialog:last-of-type .primary");
  await tab.waitFor('dialog .recording:has-text("Nothing.")');
  await tab.press("Escape");

  await tab.click(".way .primary");
  await tab.click(".sheet-actions .quiet:last-child");
  await tab.click("dialog .primary");
  await tab.waitFor('[data-note="erased"]');
  const kept = () => tab.evaluate(() => Object.keys(localStorage).filter((key) => key.endsWith(".state")));
  expect(await kept()).toEqual([]);
  await tab.click('[data-note="erased"] button');
  await see(tab, "Your answers");
  await tab.reload();
  await see(tab, "Your answers");
  expect(at.complaints).toEqual([]);
});

test("chromium: a loop without an end is stopped, and the next run is well", async () => {
  await using at = await candidate();
  const { tab } = at;
  await begin(tab);
  await openItem(tab, 2);
  await write(tab, "export const double = () => { while (true); };");
  await runSure(tab, 50);
  await tab.waitFor('.item[data-phase="running"]', 30_000);
  await tab.click(".action-bar .stop");
  await see(tab, "Stopped.");
  await runSure(tab, 50);
  await see(tab, "Still running after");
  await write(tab, RIGHT);
  await runSure(tab, 100);
  await see(tab, "double(21) is 42");
  expect(at.complaints).toEqual([]);
});

test("chromium: a judge that ends in the middle of a run is told of, and the next run is well", async () => {
  const ends = `addEventListener('message', ({ data }) => {
    if (data.kind === 'start' && JSON.stringify(data.work).includes('the last one'))
      setTimeout(() => { throw new Error('no memory left'); });
  });`;
  expect((await made).code).toBe(0);
  const mortal = path.join(folder, "mortal.html");
  await writeFile(
    mortal,
    (await readFile(file, "utf8")).replace('"judge":"', `$&${JSON.stringify(ends).slice(1, -1)}`),
  );
  await using at = await candidate("chromium", {}, mortal);
  const { tab } = at;
  await begin(tab);
  await openItem(tab, 2);
  await write(tab, `${RIGHT} // the last one`);
  await runSure(tab, 60);
  await see(tab, "no memory left");
  await write(tab, RIGHT);
  await runSure(tab, 80);
  await see(tab, "double(21) is 42");
});

test("chromium: a storage that is full is told of, and what it could not take is kept when there is room again", async () => {
  await using at = await candidate();
  const { tab } = at;
  await begin(tab);
  await openItem(tab, 2);
  await tab.evaluate(() => {
    for (let size = 1 << 20, n = 0; size >= 1; n++)
      try {
        localStorage.setItem(`filler ${n}`, "x".repeat(size));
      } catch {
        size = Math.floor(size / 2);
      }
  });
  await write(tab, RIGHT);
  await tab.type("#explanation", "Two times the value.");
  await tab.waitFor('[data-note="storage"]');
  expect(await tab.text('[data-note="storage"]')).toContain("storage is full");
  await tab.evaluate(() => {
    for (const key of Object.keys(localStorage)) if (key.startsWith("filler")) localStorage.removeItem(key);
  });
  await tab.type("#explanation", " Whole numbers only.");
  await tab.waitFor(() => !document.querySelector('[data-note="storage"]'));
  await tab.reload();
  await tab.waitFor("#explanation");
  await tab.waitFor(`${EDITOR}:has-text(${JSON.stringify(RIGHT)})`);
  const explained = await tab.evaluate(() => (document.querySelector("#explanation") as HTMLTextAreaElement).value);
  expect(explained).toBe("Two times the value. Whole numbers only.");
});

test("chromium: a second tab asks before it takes over, and the first gives way", async () => {
  await using at = await candidate();
  const { tab } = at;
  await begin(tab);
  await openItem(tab, 2);
  await tab.type("#explanation", "from the first tab");
  const other = await at.newTab();
  await see(other, "open in another tab");
  await other.click(".sheet-actions .primary");
  await other.waitFor("#explanation");
  expect(await other.evaluate(() => (document.querySelector("#explanation") as HTMLTextAreaElement).value)).toBe(
    "from the first tab",
  );
  await see(tab, "It went on there.");
});

test("chromium: what was kept and cannot be read is put aside, and a damaged file says so", async () => {
  await using at = await candidate();
  await begin(at.tab);
  await at.tab.waitFor(() => Object.keys(localStorage).some((key) => key.endsWith(".state")));
  await at.tab.evaluate(() => {
    const key = Object.keys(localStorage).find((each) => each.endsWith(".state"))!;
    // What the page itself saves when it is left must not take the place of this.
    const set = localStorage.setItem.bind(localStorage);
    set(key, "half of a sta");
    Storage.prototype.setItem = () => {};
  });
  await at.tab.reload();
  await at.tab.waitFor('[data-note="unreadable"]');
  await at.tab.waitFor("#consent");
  const damaged = path.join(folder, "damaged.html");
  await writeFile(damaged, (await readFile(file, "utf8")).replace('"items":["two-threads",', '"items":["elsewhere",'));
  await using with_ = await candidate("chromium", {}, damaged);
  await see(with_.tab, "This file is damaged");
});

test("chromium: without storage, and where WebAssembly does not start, it says so and answers can be given", async () => {
  const initScript =
    'Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } });';
  expect((await made).code).toBe(0);
  const broken = path.join(folder, "broken.html");
  // Its first four bytes, and no more.
  await writeFile(broken, (await readFile(file, "utf8")).replace(/"wasm":"[^"]*"/, '"wasm":"AGFzbQ=="'));
  await using at = await candidate("chromium", { initScript }, broken);
  const { tab } = at;
  await tab.waitFor('[data-note="storage"]');
  expect(await tab.text('[data-note="storage"]')).toContain("does not let the page keep anything");
  await begin(tab);
  await openItem(tab, 2);
  await write(tab, RIGHT);
  await runSure(tab, 70);
  await see(tab, "Your code could not be run here");
  await tab.click(".way .primary");
  const { text } = await tab.save(".sheet-actions .primary");
  expect(exportSchema.parse(JSON.parse(text)).answers[1]).toMatchObject({
    confidence: 0.7,
    files: { "double.ts": RIGHT },
  });
});

test("firefox: code is checked in a page from the disk", async () => {
  await using at = await candidate("firefox");
  const { tab } = at;
  await begin(tab);
  await openItem(tab, 2);
  await write(tab, RIGHT);
  await tab.press("Control+Shift+Enter");
  await saySure(tab, 90);
  await tab.waitFor(() => document.querySelector("main")?.textContent.includes("1 of 1 visible rule holds"), 40_000);
  expect(tab.requests.filter((address) => !/^(file|blob|data):/.test(address))).toEqual([]);
});
