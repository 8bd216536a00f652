// Check, in both browsers, over the built site.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { readExercise } from "../../src/course/read-exercise.node.ts";
import { mostlyChromium } from "../browser/share.ts";
import { ROOT } from "./built-site.ts";
import { check, openExercise, openWith, ready, solutionOf, visit } from "./visit.ts";

const EXERCISES = ["count-the-checkpoints", "the-agent-that-forgot", "fork-properly"];

for (const browser of mostlyChromium) {
  test(`${browser}: a right submission passes every rule, and stays done after a reload`, async () => {
    await using at = await visit(browser);
    const exercises = browser === "chromium" ? EXERCISES : EXERCISES.slice(0, 1);
    for (const id of exercises) {
      await openWith(at, id, await solutionOf(id));
      await check(at.tab);
      expect(await at.tab.text(".verdict h2"), id).toMatch(/^All \d+ rules hold$/);
      await at.tab.reload();
      await ready(at.tab);
      expect(await at.tab.text("progress-mark .words"), id).toBe("done");
    }
    await at.open("/");
    const done = await at.tab.evaluate(() =>
      [...document.querySelectorAll('.course-map progress-mark[data-state="done"]')].map((mark) => [
        mark.getAttribute("exercise"),
        mark.querySelector(".words")?.textContent,
      ]),
    );
    expect(done.sort()).toEqual([...exercises].sort().map((id) => [id, "done"]));
    expect(at.complaints).toEqual([]);
  });

  test(`${browser}: a wrong idea is named, the first broken rule is open, and a hint is earned`, async () => {
    await using at = await visit(browser);
    const { mutants } = await readExercise(ROOT, "the-agent-that-forgot");
    const mutant = mutants.find(({ name }) => name === "new-thread-per-call")!;
    await openWith(at, "the-agent-that-forgot", { "chat.ts": mutant.files["chat.ts"]! });
    await check(at.tab);
    expect(await at.tab.text(".verdict h2")).toMatch(/^\d+ of \d+ rules hold$/);
    expect(await at.tab.text(".diagnosis")).toContain(mutant.misconception.slice(0, 60));
    const opened = await at.tab.evaluate(() =>
      [...document.querySelectorAll(".verdicts > li > details")].map((details) => (details as HTMLDetailsElement).open),
    );
    expect(opened[0]).toBe(true);
    expect(opened.slice(1)).not.toContain(true);
    expect(await at.tab.text(".compared")).toContain("expected");
    await at.tab.click(".task .hints button");
    await at.tab.waitFor(".task .hint");
    expect((await at.tab.text(".task .hint")).length).toBeGreaterThan(20);
    await at.open("/");
    await at.tab.waitFor('continue-offer a[data-exercise="the-agent-that-forgot"]');
  });

  test(`${browser}: an endless loop in one test costs that test alone`, async () => {
    await using at = await visit(browser);
    const { "fork.ts": right = "" } = await solutionOf("fork-properly");
    const looping = right.replace(/throw new RangeError\([^;]*;/, "for (;;) {}");
    expect(looping).not.toBe(right);
    await openWith(at, "fork-properly", { "fork.ts": looping });
    await check(at.tab);
    const broken = await at.tab.evaluate(() =>
      [...document.querySelectorAll(".verdicts:not(.plain) > li")].map((item) => item.getAttribute("data-status")),
    );
    expect(broken).toEqual(["timed-out"]);
    expect(await at.tab.text(".verdict h2")).toMatch(/^(\d+) of (\d+) rules hold$/);
  });

  test(`${browser}: code that does not compile is a problem and no verdict`, async () => {
    await using at = await visit(browser);
    await openWith(at, "count-the-checkpoints", { "predict.ts": "export function countCheckpoints( {" });
    await check(at.tab);
    await at.tab.waitFor(".checked .problem");
    expect(await at.tab.evaluate(() => document.querySelector(".verdict"))).toBeNull();
    expect(await at.tab.text("progress-mark .words")).toBe("in progress");
  });

  test(`${browser}: the solution is fetched on request only, and shown beside code that stays as it is`, async () => {
    await using at = await visit(browser);
    await openExercise(at, "fork-properly");
    await at.tab.click(".action-bar button:nth-of-type(5)");
    await at.tab.waitFor("dialog[open]");
    expect(at.tab.requests.filter((url) => url.includes("solution.json"))).toEqual([]);
    await at.tab.click("dialog .primary");
    await at.tab.waitFor("diff-view");
    await at.tab.waitFor(".cm-merge-b");
    expect(at.tab.requests.filter((url) => url.includes("solution.json"))).toHaveLength(1);
    const shown = await at.tab.evaluate(() => document.querySelector("diff-view")?.shadowRoot?.textContent);
    expect(shown).toContain("RangeError");
    await at.tab.press("Escape");
    const starter = await readFile(path.join(ROOT, "exercises/fork-properly/starter/fork.ts"), "utf8");
    const mine = await at.tab.evaluate(() =>
      [...(document.querySelector("code-editor")?.shadowRoot?.querySelectorAll(".cm-line") ?? [])]
        .map((line) => line.textContent)
        .join("\n"),
    );
    expect(mine.trim()).toBe(starter.trim());
    expect(at.complaints).toEqual([]);
  });
}
