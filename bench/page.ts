// The built site in a real Chromium, for benches that measure what a learner waits for.
import path from "node:path";
import { serve, type Served } from "../src/cli/serve.ts";
import { launch, type Browser, type Tab } from "../tests/browsers.ts";
import { skipPredictions } from "../tests/skip-predictions.ts";

export const DIST = path.resolve(import.meta.dirname, "../dist");

export function serveSite(): Promise<Served> {
  return serve({ folder: DIST, port: 0 });
}

export async function openChromium(): Promise<Browser> {
  return launch("chromium");
}

/** The workspace is there and answers, and asks for no prediction; its runtime may still be loading. */
export async function openExercise(tab: Tab, address: string, id: string): Promise<void> {
  await tab.goto(`${address}exercises/${id}/`);
  await tab.waitFor("exercise-workspace .action-bar button.primary", 30_000);
  await skipPredictions(tab);
}

export async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}

/** Milliseconds from the click until `selector` matches something that was not there before, seen by the page itself. */
export function clickAndWait(tab: Tab, button: string, selector: string): Promise<number> {
  return tab.evaluate(
    async ({ label, wanted }) => {
      const buttons = [...document.querySelectorAll<HTMLButtonElement>("exercise-workspace .action-bar button")];
      const pressed = buttons.find((candidate) => candidate.textContent?.trim() === label)!;
      for (const old of document.querySelectorAll(wanted)) old.setAttribute("data-before", "");
      const appeared = new Promise<number>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`nothing like ${wanted} within 60 s`)), 60_000);
        const look = () => {
          if (!document.querySelector(`${wanted}:not([data-before])`)) return;
          observer.disconnect();
          clearTimeout(timer);
          resolve(performance.now());
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { subtree: true, childList: true, attributes: true });
      });
      const start = performance.now();
      pressed.click();
      return (await appeared) - start;
    },
    { label: button, wanted: selector },
  );
}

export async function untilIdle(tab: Tab): Promise<void> {
  await tab.waitFor('exercise-workspace[data-phase="editing"]', 60_000);
}
