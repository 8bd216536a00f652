// What a learner does in a lab, in words.
import type { Tab } from "../browsers.ts";

export interface SeenCard {
  readonly name: string;
  readonly source: string;
  readonly next: string;
  readonly latest: boolean;
}

/** The cards of the tree that are drawn, by what they say. */
export function cards(tab: Tab): Promise<SeenCard[]> {
  return tab.evaluate(() =>
    [...document.querySelectorAll(".tree-card")].map((card) => ({
      name: card.querySelector(".tree-name")?.textContent ?? "",
      source: card.querySelector(".tree-source")?.textContent ?? "",
      next: card.querySelector(".tree-next")?.textContent ?? "",
      latest: card.getAttribute("aria-label")?.endsWith("latest") ?? false,
    })),
  );
}

/** Clicks the card of that name, and waits until its state is shown. */
export async function choose(tab: Tab, name: string): Promise<void> {
  await tab.evaluate((wanted) => {
    const card = [...document.querySelectorAll<HTMLElement>(".tree-card")].find(
      (each) => each.querySelector(".tree-name")?.textContent === wanted,
    );
    if (!card) throw new Error(`there is no card ${wanted}`);
    card.click();
  }, name);
  await shows(tab, name);
}

/** Waits until the state of that checkpoint is shown. */
export async function shows(tab: Tab, name: string): Promise<void> {
  // Of the head alone: the rest of the panel names its parent too.
  await waitForText(tab, ".state-head", name);
}

/** Opens a verb, fills in what it asks, confirms, and waits until it has ended. */
export async function doVerb(tab: Tab, kind: string, fill?: { selector: string; text: string }): Promise<string> {
  await tab.click(`.verb-buttons [data-verb="${kind}"]`);
  await tab.waitFor(`.verb-panel[data-verb="${kind}"]:not([hidden])`);
  if (fill) await fillIn(tab, fill.selector, fill.text);
  const lines = await tab.text(".verb-panel pre");
  // The phase of before the press must not pass for that of after it.
  await tab.evaluate(() => document.querySelector(".lab")?.setAttribute("data-phase", "pressed"));
  await tab.click(".verb-panel .verb-actions .primary");
  await tab.waitFor(() => {
    const lab = document.querySelector<HTMLElement>(".lab");
    return lab?.dataset.phase === "ready" || lab?.dataset.phase === "empty";
  }, 60_000);
  return lines;
}

/** Replaces what stands in the field. */
export async function fillIn(tab: Tab, selector: string, text: string): Promise<void> {
  await tab.evaluate(
    ({ selector, text }) => {
      const field = document.querySelector<HTMLInputElement | HTMLTextAreaElement>(selector);
      if (!field) throw new Error(`there is no ${selector}`);
      field.focus();
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    },
    { selector, text },
  );
}

export const status = (tab: Tab): Promise<string> => tab.text(".lab-status");

/** What went wrong with the last verb; "" when nothing did. */
export const failure = (tab: Tab): Promise<string> =>
  tab.evaluate(() => document.querySelector(".lab-failure:not([hidden])")?.textContent ?? "");

export async function waitForText(tab: Tab, selector: string, text: string, timeoutMs = 30_000): Promise<void> {
  // A function that is run in the page may use nothing but itself, so what it waits for goes before it.
  await tab.evaluate((wanted) => void ((globalThis as any).wantedText = wanted), { selector, text });
  await tab.waitFor(() => {
    const { selector, text } = (globalThis as any).wantedText;
    return document.querySelector(selector)?.textContent?.includes(text);
  }, timeoutMs);
}

/** Opens one of the lab's sides. */
export async function side(tab: Tab, name: "tree" | "sql" | "growth" | "crash"): Promise<void> {
  await tab.click(`.lab-tabs [data-tab="${name}"]`);
  await tab.waitFor(`.lab-side[data-side="${name}"]`);
}
