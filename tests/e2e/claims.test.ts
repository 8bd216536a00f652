// Claims in the page: run again there, searched, and named by the notes of a lesson.
import { expect, test } from "vitest";
import { mostlyChromium } from "../browser/share.ts";
import { visit, type Visit } from "./visit.ts";

for (const browser of mostlyChromium) {
  test(`${browser}: a claim runs in the page and shows what it saw; nothing is loaded for it before that`, async () => {
    await using at = await visit(browser);
    await at.open("/lessons/threads/who-remembers/");
    await at.tab.waitFor("claim-card [data-run]");
    expect(at.tab.requests.filter((url) => /libraries|sql-js|wasm|judge|\.claims[-.]/.test(url))).toEqual([]);
    await at.tab.click("claim-card [data-run]");
    await at.tab.waitFor(".here [data-holds]", 60_000);
    expect(await at.tab.text(".here [data-holds]")).toMatch(/^It holds in this browser/);
    const seen = await at.tab.evaluate(() => ({
      now: document.querySelector(".here pre")?.textContent ?? "",
      before: document.querySelector("claim-card details pre")?.textContent ?? "",
    }));
    expect(JSON.parse(seen.now)).toEqual(JSON.parse(seen.before));
    expect(at.complaints).toEqual([]);
  });

  test(`${browser}: the list is searched as somebody types; what is asked stands in the address`, async () => {
    await using at = await visit(browser);
    await at.open("/claims/");
    await at.tab.waitFor("claims-filter form");
    const all = (await listed(at)).length;
    expect(all).toBeGreaterThanOrEqual(90);
    expect(await count(at)).toBe(`All ${all} claims`);
    await at.tab.type('[name="text"]', "other-threads-see-nothing");
    expect(await listed(at)).toEqual(["other-threads-see-nothing"]);
    expect(await count(at)).toBe(`1 of ${all} claims`);
    expect(at.tab.url()).toMatch(/\?q=other-threads-see-nothing$/);
    // A link to a claim that was filtered out shows it.
    await at.tab.evaluate(() => (location.hash = "#claim-replay-executes"));
    await at.tab.waitFor("#claim-replay-executes .says");
    await at.open("/claims/?q=no-such-words");
    await at.tab.waitFor("[data-none]");
    expect(await count(at)).toBe("No claim");
    await at.tab.click("[data-reset]");
    expect([await count(at), new URL(at.tab.url()).search]).toEqual([`All ${all} claims`, ""]);
    expect(await at.tab.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("text");
    await at.open("/claims/?source=001&verdict=wrong");
    await at.tab.waitFor("claims-filter form");
    const wrong = await at.tab.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>("claim-card:not([hidden])")].map(
        ({ dataset }) => dataset.sources ?? "",
      ),
    );
    expect(wrong.length).toBeGreaterThan(0);
    expect(wrong.filter((sources) => !sources.includes("001:wrong"))).toEqual([]);
    expect(at.complaints).toEqual([]);
  });

  test(`${browser}: a term opens a note at the keyboard, which Escape closes; nothing moves`, async () => {
    await using at = await visit(browser);
    await at.open("/lessons/time-travel/replay-is-execution/");
    await at.tab.waitFor(".lesson-text a.term");
    const height = () => at.tab.evaluate(() => document.querySelector(".lesson-text")!.getBoundingClientRect().height);
    const before = await height();
    // The first thing in the prose that Tab reaches.
    await at.tab.evaluate(() => {
      const prose = document.querySelector<HTMLElement>(".lesson-text")!;
      prose.tabIndex = -1;
      prose.focus();
    });
    for (let step = 0; step < 20 && !(await noteOf(at)); step++) await at.tab.press("Tab");
    const note = await noteOf(at);
    expect(note?.describes).toBe(true);
    expect(note?.text.length).toBeGreaterThan(20);
    expect(note?.href).toMatch(/^\/glossary\/#/);
    expect(await height()).toBe(before);
    await at.tab.press("Escape");
    expect(await noteOf(at)).toBeNull();
    expect(at.complaints).toEqual([]);
  });
}

test("without JavaScript the list is whole, and no control is there that does nothing", async () => {
  await using at = await visit("chromium", { javaScript: false });
  await at.open("/claims/");
  await at.tab.waitFor("#claim-replay-executes .says");
  expect(await at.tab.evaluate(() => document.querySelector("claims-filter form")?.checkVisibility())).toBe(false);
  expect(await at.tab.evaluate(() => document.querySelector("[data-run]")?.checkVisibility())).toBe(false);
});

/** Node runs them all; here some have to see the same (tests/browser/claims.test.ts runs more of them). */
const SHARE = 24;

test("chromium: claims of all lessons hold in the page, one after another", async () => {
  await using at = await visit("chromium");
  await at.open("/claims/");
  const count = await at.tab.evaluate(() => document.querySelectorAll("claim-card").length);
  for (let index = 0; index < count; index += SHARE) {
    await at.tab.evaluate((at) => document.querySelectorAll<HTMLElement>("claim-card [data-run]")[at]?.click(), index);
    await at.tab.waitFor(
      () =>
        [...document.querySelectorAll("claim-card .here:not(:empty)")].every((here) =>
          here.querySelector("[data-holds]"),
        ),
      60_000,
    );
  }
  const verdicts = await at.tab.evaluate(() =>
    [...document.querySelectorAll("claim-card:has(.here:not(:empty))")].map(
      (card) => `${card.getAttribute("claim")}: ${card.querySelector("[data-holds]")?.getAttribute("data-holds")}`,
    ),
  );
  expect(verdicts).toHaveLength(Math.ceil(count / SHARE));
  expect(verdicts.filter((verdict) => !verdict.endsWith(": true"))).toEqual([]);
});

function listed({ tab }: Visit): Promise<(string | null)[]> {
  return tab.evaluate(() =>
    [...document.querySelectorAll("claim-card:not([hidden])")].map((card) => card.getAttribute("claim")),
  );
}

function count({ tab }: Visit): Promise<string> {
  return tab.text("claims-filter [role=status]");
}

function noteOf({ tab }: Visit): Promise<{ text: string; href: string; describes: boolean } | null> {
  return tab.evaluate(() => {
    const note = document.querySelector(".note:popover-open");
    if (!note) return null;
    const link = document.activeElement;
    return {
      text: note.textContent ?? "",
      href: link?.getAttribute("href") ?? "",
      describes: link?.getAttribute("aria-describedby") === note.id,
    };
  });
}
