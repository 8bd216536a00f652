// One browser on the built site, and what a learner does there, in words.
import path from "node:path";
import { afterAll } from "vitest";
import type { Served } from "../../src/cli/serve.ts";
import type { Files } from "../../src/course/model.ts";
import { readExercise } from "../../src/course/read-exercise.node.ts";
import { fingerprint } from "../../src/site/session/fingerprint.ts";
import { type BrowserName, endSharedBrowsers, freshProfile, type LaunchOptions, type Tab } from "../browsers.ts";
import { skipPredictions } from "../skip-predictions.ts";
import { ROOT, serveSite } from "./built-site.ts";

afterAll(endSharedBrowsers);

export interface Visit extends AsyncDisposable {
  readonly tab: Tab;
  readonly address: string;
  /** What the page complained about: errors on the console, violations of its policy. */
  readonly complaints: readonly string[];
  open(page: string): Promise<void>;
  newTab(): Promise<Tab>;
}

/** `from` = another one than the built site; it is closed with the visit. */
export async function visit(browserName: BrowserName, options: LaunchOptions = {}, from?: Served): Promise<Visit> {
  const site = from ?? (await serveSite());
  const browser = await freshProfile(browserName, options);
  const complaints: string[] = [];
  const newTab = async () => {
    const tab = await browser.newTab();
    tab.onConsole((text, level) => {
      if (level === "error") complaints.push(text);
    });
    await tab.setViewport(1440, 900);
    return tab;
  };
  const tab = await newTab();
  return {
    tab,
    address: site.address,
    complaints,
    newTab,
    open: (page) => tab.goto(new URL(page, site.address).href),
    async [Symbol.asyncDispose]() {
      await browser.close();
      await site[Symbol.asyncDispose]();
    },
  };
}

/** Opens an exercise, waits until the editor or the form is there, and skips what it asks before the first Run. */
export async function openExercise({ tab, open }: Visit, id: string): Promise<void> {
  await open(`/exercises/${id}/`);
  await ready(tab);
}

export async function ready(tab: Tab): Promise<void> {
  await tab.waitFor("exercise-workspace[data-ready]", 30_000);
  await tab.waitFor(".cm-content, .answer-form");
  await skipPredictions(tab);
}

/** Puts these files into the learner's drafts, as if they had been typed, and opens the exercise with them. */
export async function openWith(to: Visit, id: string, files: Files): Promise<void> {
  const { starter } = await readExercise(ROOT, id);
  await to.open(`/exercises/${id}/`);
  const drafts = Object.entries(files).map(([file, text]) => {
    const saved = { text, starter: fingerprint(starter[file] ?? ""), savedAt: new Date().toISOString(), tab: "test" };
    return [`forkpoint.draft.${id}/${file}`, JSON.stringify(saved)] as const;
  });
  await to.tab.evaluate((entries) => {
    for (const [key, text] of entries) localStorage.setItem(key, text);
  }, drafts);
  await to.tab.reload();
  await ready(to.tab);
}

export async function solutionOf(id: string): Promise<Files> {
  const { solutions, given } = await readExercise(ROOT, id);
  return Object.fromEntries(Object.entries(solutions[0]!.files).filter(([file]) => !given.includes(file)));
}

/** Presses Run and waits until it has ended. */
export const run = (tab: Tab): Promise<void> => pressAndWait(tab, ".actions .primary");

/** Presses Check and waits for the verdicts, or for what kept them from coming. */
export const check = (tab: Tab): Promise<void> => pressAndWait(tab, ".actions .primary + button");

async function pressAndWait(tab: Tab, button: string): Promise<void> {
  // Marked when the page itself has handled the click: the phase of before it must not pass for that of after it, and what
  // ends at once may never show another.
  await tab.evaluate(() => {
    const mark = () => document.querySelector("exercise-workspace")?.setAttribute("data-phase", "pressed");
    document.addEventListener("click", mark, { once: true });
  });
  await tab.click(button);
  await ended(tab);
}

export async function ended(tab: Tab): Promise<void> {
  await tab.waitFor(
    () => document.querySelector("exercise-workspace")?.getAttribute("data-phase") === "editing",
    60_000,
  );
}

export const shot = (name: string): string => path.join(ROOT, "test-results", name);
