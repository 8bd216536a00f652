// The lab for everyone: by keyboard, for a screen reader, in both schemes, on a phone; and a crash that is the same in Node.
import { afterAll, expect, test } from "vitest";
import initSqlJs from "sql.js";
import { describeOutcome } from "../../src/lab/crash/describe-outcome.ts";
import { runCrash } from "../../src/lab/crash/run-crash.ts";
import type { Durability } from "../../src/lab/model.ts";
import type { Tab } from "../browsers.ts";
import { mostlyChromium } from "../browser/share.ts";
import { nodeRuntime, readKernel } from "../node-grading.ts";
import { faults } from "./axe.ts";
import { cards, choose, shows, side } from "./lab-page.ts";
import { visit } from "./visit.ts";

const LESSON = "/lessons/time-travel/fork-properly/";
const runtime = nodeRuntime();
afterAll(() => runtime[Symbol.asyncDispose]());

/** As the crash lab opens: async, and killed when the third node begins. */
const FIRST = { putMs: 100, nodeMs: 130, killAt: "send begins" };

/** Once for both browsers. */
const ranInNode = new Map<Durability, Promise<string[]>>();

function inNode(durability: Durability): Promise<string[]> {
  const running = ranInNode.get(durability) ?? crashInNode(durability);
  ranInNode.set(durability, running);
  return running;
}

async function crashInNode(durability: Durability): Promise<string[]> {
  const experiment = { durability, ...FIRST };
  const { signal } = new AbortController();
  return describeOutcome(
    await runCrash({ experiment, runtime, kernel: readKernel(), sqlJs: await initSqlJs(), signal }),
  );
}

/** Crashes at the moment that is chosen, and resumes. */
async function crash(tab: Tab): Promise<void> {
  // While the timeline of new settings is on its way, the buttons below it move.
  await tab.waitFor('.crash-run[aria-busy="false"] .crash-timeline:not(.is-waiting)', 60_000);
  await tab.click(".crash-button");
  await tab.waitFor(".crash-story .crash-steps button", 60_000);
  await tab.click(".crash-story .crash-steps button");
  await tab.waitFor(".crash-as-text summary");
}

for (const browser of mostlyChromium)
  test(`${browser}: one crash per durability ends as the same crash does in Node`, async () => {
    await using at = await visit(browser);
    const { tab } = at;
    await at.open("/lab/");
    await tab.waitFor(".lab-tabs");
    await side(tab, "crash");
    for (const durability of ["sync", "async", "exit"] as const) {
      await tab.click(`.crash-lab input[value="${durability}"]`);
      await crash(tab);
      const lines = await inNode(durability);
      expect((await tab.text(".crash-text")).split("\n")).toEqual(lines);
    }
    expect(at.complaints).toEqual([]);
  });

test("by keyboard: along a lineage, to another branch, open, compare, fork", async () => {
  await using at = await visit("chromium");
  const { tab } = at;
  await at.open(LESSON);
  await tab.click("lab-card [data-run]");
  await tab.waitFor(".tree-card", 60_000);
  await shows(tab, "s2·a");
  await tab.evaluate(() => document.querySelector<HTMLElement>(".tree-card[tabindex='0']")?.focus());
  const focused = () => tab.evaluate(() => document.activeElement?.querySelector(".tree-name")?.textContent ?? "");
  expect(await focused()).toBe("s2·a");
  await tab.press("ArrowUp");
  expect(await focused()).toBe("s1·a");
  await tab.press("Home");
  expect(await focused()).toBe("s-1·a");
  await tab.press("End");
  expect(await focused()).toBe("s2·a");
  await tab.press("ArrowUp");
  await tab.press("d");
  await tab.waitFor(".compare-section, [data-part=compare]");
  await tab.press("f");
  await tab.waitFor('.verb-panel[data-verb="fork"]:not([hidden])');
  await tab.press("Escape");
  await tab.waitFor(() => document.querySelector<HTMLElement>(".verb-panel")?.hidden);
});

test("a row of the tree says in a sentence what its card shows", async () => {
  await using at = await visit("chromium");
  const { tab } = at;
  await at.open(LESSON);
  await tab.click("lab-card [data-run]");
  await tab.waitFor(".tree-card", 60_000);
  const rows = await tab.evaluate(() => ({
    role: document.querySelector("[role=treegrid]")?.getAttribute("aria-label"),
    labels: [...document.querySelectorAll(".tree-card")].map((row) => row.getAttribute("aria-label")),
    stops: document.querySelectorAll(".tree-card[tabindex='0']").length,
  }));
  expect(rows.role).toBeTruthy();
  expect(rows.stops).toBe(1);
  expect(rows.labels.at(-1)).toMatch(/^s2·a, step 2, .*waits for an answer.*next: send; latest/);
});

for (const colorScheme of ["light", "dark"] as const)
  test(`axe finds nothing serious in any state of the lab, ${colorScheme}`, async () => {
    await using at = await visit("chromium", { colorScheme });
    const { tab } = at;
    await at.open(LESSON);
    await tab.click("lab-card [data-run]");
    await tab.waitFor(".tree-card", 60_000);
    await shows(tab, "s2·a");
    expect(await cards(tab)).toHaveLength(4);
    await choose(tab, "s1·a");
    for (const verb of ["fork", "rerun", "delete"]) {
      await tab.click(`.verb-buttons [data-verb="${verb}"]`);
      await tab.waitFor(`.verb-panel[data-verb="${verb}"]:not([hidden])`);
      expect(await faults(tab), verb).toEqual([]);
    }
    await side(tab, "sql");
    await tab.click(".lab-side[data-side=sql] .sql-questions button, .lab-side[data-side=sql] button");
    await tab.waitFor(".lab-side[data-side=sql] table");
    expect(await faults(tab), "a query").toEqual([]);
    await side(tab, "growth");
    await tab.waitFor(".lab-side[data-side=growth] svg");
    expect(await faults(tab), "growth").toEqual([]);
    await side(tab, "crash");
    await crash(tab);
    expect(await faults(tab), "a crash").toEqual([]);
    // Sizes do not change what a colour scheme does: one of the two is enough.
    if (colorScheme === "dark") return;
    await tab.setViewport(390, 844);
    for (const name of ["tree", "sql", "growth", "crash"] as const) {
      await side(tab, name);
      expect(await faults(tab), `${name} at 390`).toEqual([]);
      const wide = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide, `${name} scrolls sideways`).toBeLessThanOrEqual(0);
    }
  });
