// Everything by keyboard alone, and no way into the editor without a way out.
import { expect, test } from "vitest";
import { browserNames, type Tab } from "../browsers.ts";
import { ended, openExercise, visit } from "./visit.ts";

/** What has the focus, looked up through shadow roots: its label, or its text. */
const focused = (tab: Tab): Promise<string> =>
  tab.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at?.getAttribute("aria-label") ?? at?.textContent?.trim() ?? "";
  });

async function tabTo(tab: Tab, what: RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if (what.test(await focused(tab))) return;
    await tab.press("Tab");
  }
  throw new Error(`${what} was not reached with Tab; the focus is on “${await focused(tab)}”`);
}

for (const browser of browserNames) {
  test(`${browser}: from the home page into a lesson and its exercise`, async () => {
    await using at = await visit(browser);
    await at.open("/");
    await tabTo(at.tab, /^Skip to the content$/);
    await tabTo(at.tab, /^Start: /);
    await at.tab.press("Enter");
    await at.tab.waitFor(".lesson-text");
    await tabTo(at.tab, /^Open the exercise$/);
    await at.tab.press("Enter");
    await at.tab.waitFor("exercise-workspace[data-ready]", 30_000);
  });

  test(`${browser}: write, leave the editor with Esc and Tab, run, check, read a verdict`, async () => {
    await using at = await visit(browser);
    await openExercise(at, "count-the-checkpoints");
    await tabTo(at.tab, /, editor$/);
    await at.tab.press("Tab");
    expect(await focused(at.tab), "Tab indents").toMatch(/, editor$/);
    await at.tab.press("Escape");
    await at.tab.press("Tab");
    expect(await focused(at.tab), "Esc, then Tab leaves").toBe("Run");
    await at.tab.press("Enter");
    await ended(at.tab);
    await at.tab.waitFor(".thread-table");
    await tabTo(at.tab, /^Check$/);
    await at.tab.press("Enter");
    await at.tab.waitFor(".verdict", 60_000);
    await tabTo(at.tab, /does not hold/);
    const before = await at.tab.evaluate(() => document.activeElement?.closest("details")?.open);
    await at.tab.press("Enter");
    expect(await at.tab.evaluate(() => document.activeElement?.closest("details")?.open)).toBe(!before);
    expect(await at.tab.text('[data-part="status"]')).toMatch(/rules hold/);
  });

  test(`${browser}: keys for Run, Check, the other tab, and the list of keys`, async () => {
    await using at = await visit(browser);
    await openExercise(at, "count-the-checkpoints");
    await at.tab.click(".cm-content");
    await at.tab.press("Control+Enter");
    await at.tab.waitFor(".output-end:not([hidden])", 60_000);
    await at.tab.press("Control+Shift+Enter");
    await at.tab.waitFor(".verdict", 60_000);
    await tabTo(at.tab, /^Skip|^Stop$|, editor$/);
    await at.tab.press("Escape");
    await tabTo(at.tab, /^Check$/);
    await at.tab.press("Shift+Tab");
    await at.tab.press("?");
    await at.tab.waitFor("dialog[open] .key-list");
    await at.tab.press("Escape");
    await at.tab.waitFor(() => document.querySelector("dialog") === null);
    await at.tab.evaluate(() => document.querySelector<HTMLElement>("#tab-check")?.focus());
    await at.tab.press("ArrowLeft");
    expect(await focused(at.tab)).toBe("Run");
    expect(await at.tab.evaluate(() => document.querySelector<HTMLElement>("#panel-run")?.hidden)).toBe(false);
  });
}
