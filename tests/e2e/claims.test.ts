// A claim, run again in the page.
import { expect, test } from "vitest";
import { browserNames } from "../browsers.ts";
import { visit } from "./visit.ts";

for (const browser of browserNames) {
  test(`${browser}: a claim runs in the page and shows what it saw; nothing is loaded for it before that`, async () => {
    await using at = await visit(browser);
    await at.open("/lessons/threads/who-remembers/");
    await at.tab.waitFor("claim-card [data-run]");
    expect(at.tab.requests.filter((url) => /libraries|sql-js|wasm|judge|claims/.test(url))).toEqual([]);
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
}

test("chromium: every claim of the list holds in the page, one after another", async () => {
  await using at = await visit("chromium");
  await at.open("/claims/");
  const count = await at.tab.evaluate(() => document.querySelectorAll("claim-card").length);
  expect(count).toBeGreaterThanOrEqual(10);
  for (let index = 0; index < count; index++) {
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
    [...document.querySelectorAll("claim-card")].map(
      (card) => `${card.getAttribute("claim")}: ${card.querySelector("[data-holds]")?.getAttribute("data-holds")}`,
    ),
  );
  expect(verdicts.filter((verdict) => !verdict.endsWith(": true"))).toEqual([]);
});
