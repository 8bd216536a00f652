// The way through the course: the map, what comes next, what is due again, the first look round, the end of a module.
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { readCourse } from "../../src/course/read-course.node.ts";
import { listExercises, readExercise } from "../../src/course/read-exercise.node.ts";
import type { Tab } from "../browsers.ts";
import { mostlyChromium } from "../browser/share.ts";
import { faults } from "./axe.ts";
import { DIST, ROOT } from "./built-site.ts";
import { check, openExercise, openWith, ready, solutionOf, visit } from "./visit.ts";

const FORGOT = "the-agent-that-forgot";
const DAY_MS = 24 * 60 * 60 * 1000;

const put = (tab: Tab, entries: Readonly<Record<string, unknown>>): Promise<void> =>
  tab.evaluate(
    (list) => list.forEach(([key, text]) => localStorage.setItem(key, text)),
    Object.entries(entries).map(([key, value]) => [key, JSON.stringify(value)] as const),
  );

const kept = (tab: Tab, key: string): Promise<string | null> => tab.evaluate((name) => localStorage.getItem(name), key);

const texts = (tab: Tab, selector: string): Promise<string[]> =>
  tab.evaluate(
    (what) => [...document.querySelectorAll(what)].map((each) => (each.textContent ?? "").replace(/\s+/g, " ").trim()),
    selector,
  );

/** What was misread long ago, as the exercise keeps it; its question is the transfer question. */
const misread = (id: string) => ({
  [`idea:${id}`]: {
    kind: "idea",
    id,
    says: `Your code behaves as if ${id}.`,
    times: 1,
    at: new Date(Date.now() - 2 * DAY_MS).toISOString(),
    ended: null,
  },
});

async function exerciseWithTransfer() {
  for (const id of await listExercises(ROOT)) {
    const { transfer } = await readExercise(ROOT, id);
    if (transfer) return { id, transfer };
  }
  throw new Error("no exercise asks anything afterwards");
}

for (const browser of mostlyChromium)
  test(`${browser}: from a first look round over a named wrong idea to what is due, asked and settled`, async () => {
    await using at = await visit(browser);
    const { tab } = at;
    await at.open("/");
    await tab.waitFor(".next-step");
    expect(await texts(tab, "[data-lesson]:has(.next-step) .title")).toEqual([(await texts(tab, ".lesson .title"))[0]]);
    expect(await tab.evaluate(() => document.querySelector<HTMLElement>("continue-offer")?.hidden)).toBe(true);

    await openExercise(at, FORGOT);
    await tab.waitFor(".tour");
    expect(await texts(tab, ".tour-place")).toEqual(["1 of 5"]);
    await tab.click(".tour .primary");
    expect(await tab.evaluate(() => document.querySelector("[data-toured]")?.id)).toBe("code");
    await tab.press("Escape");
    await tab.waitFor(() => !document.querySelector(".tour, [data-toured]"));
    await tab.reload();
    await ready(tab);
    expect(await tab.evaluate(() => document.querySelector(".tour"))).toBeNull();
    await tab.press("?");
    await tab.click("dialog .button");
    await tab.waitFor(".tour");
    expect(await tab.evaluate(() => document.activeElement?.textContent)).toBe("The task");
    await tab.press("Escape");

    const { mutants } = await readExercise(ROOT, FORGOT);
    const mutant = mutants.find(({ name }) => name === "new-thread-per-call")!;
    await openWith(at, FORGOT, { "chat.ts": mutant.files["chat.ts"]! });
    await check(tab);
    await at.open("/");
    await tab.waitFor(".due");
    expect(await texts(tab, ".due .nothing")).toEqual(["Nothing is due today."]);
    expect(await texts(tab, `progress-mark[exercise="${FORGOT}"] .words`)).toEqual([
      expect.stringMatching(/^in progress, \d+ of \d+ rules hold$/),
    ]);
    expect(await texts(tab, ".exercise:has(.next-step) progress-mark")).toHaveLength(1);
    expect(await tab.evaluate(() => document.querySelector("continue-offer a")?.getAttribute("href"))).toBe(
      `/exercises/${FORGOT}/`,
    );
    expect(await kept(tab, `forkpoint.misread.${FORGOT}`)).toContain(`"idea:${mutant.name}"`);

    const asked = await exerciseWithTransfer();
    await put(tab, { [`forkpoint.misread.${asked.id}`]: { ...misread("one"), ...misread("two") } });
    await tab.reload();
    await tab.waitFor(".due li");
    expect(await texts(tab, ".due li a")).toHaveLength(2);
    await tab.click('[aria-label="Not again: Your code behaves as if two."]');
    await tab.waitFor(() => document.querySelectorAll(".due li").length === 1);
    expect(await tab.evaluate(() => document.activeElement?.id)).toBe("due");
    await tab.click(".due li a");
    await ready(tab);
    await tab.waitFor(".again legend");
    expect(await tab.evaluate(() => document.activeElement?.id)).toBe("again");
    expect(await texts(tab, ".again blockquote")).toEqual(["Your code behaves as if one."]);
    await tab.click(`.again label:nth-of-type(${asked.transfer.choices.indexOf(asked.transfer.answer) + 1}) input`);
    await tab.click(".again form .button");
    await tab.waitFor(".again .note");
    expect(await kept(tab, `forkpoint.misread.${asked.id}`)).toMatch(/"ended":"answered".*"ended":"not again"/);
    expect(at.complaints).toEqual([]);
  });

test("a module that is done says what was shown, in the exercise and on the map, claims that were run here among it", async () => {
  await using at = await visit("chromium");
  const { tab } = at;
  const { modules, exercises } = await readCourse(ROOT);
  const folders = await Promise.all(exercises.map((id) => readExercise(ROOT, id)));
  const module = modules.find(({ lessons }) => lessons.some(({ id }) => id === "look/before-you-believe"))!;
  const own = folders.filter(({ lesson }) => module.lessons.some(({ id }) => id === lesson));
  const last = own.find(({ id }) => id === "count-the-checkpoints")!;

  await at.open("/lessons/look/before-you-believe/");
  await tab.waitFor("claim-card [data-run]");
  const claim = await tab.evaluate(() => document.querySelector("claim-card")?.getAttribute("claim"));
  await tab.click("claim-card [data-run]");
  await tab.waitFor('claim-card [data-holds="true"]', 60_000);
  expect(await kept(tab, `forkpoint.claim.${claim}`)).toContain('"holds":true');
  const done = { state: "done", checks: 2, failedChecks: 1, kept: 5, of: 5 };
  await put(
    tab,
    Object.fromEntries(own.filter((each) => each !== last).map(({ id }) => [`forkpoint.progress.${id}`, done])),
  );

  await openWith(at, last.id, await solutionOf(last.id));
  await check(tab);
  await tab.waitFor(".module-shown dl");
  const facts = (await texts(tab, ".module-shown dd")).join("\n");
  const ideas = own.reduce((sum, { mutants }) => sum + mutants.length, 0);
  expect(facts).toContain(`rule out ${ideas}:`);
  expect(facts).toMatch(/^1 of \d+ were run in this browser, and held\.$/m);
  expect(facts).toContain(`${2 * (own.length - 1) + 1} check`);

  await at.open("/");
  await tab.waitFor(".module-shown");
  expect(await texts(tab, `[data-module="${module.id}"] .extent`)).toEqual([
    expect.stringMatching(new RegExp(`^${own.length} of ${own.length} lessons? done`)),
  ]);
  expect(await texts(tab, ".in-all")).toEqual([expect.stringMatching(/ in all, .* left\.$/)]);
  expect(await texts(tab, "[data-lesson]:has(.next-step) .title")).toHaveLength(1);
  expect(await texts(tab, ".module-shown dd")).toContain(facts.split("\n").at(-1));
});

test("without JavaScript the map, the outline and the graders are lists that lead everywhere", async () => {
  await using at = await visit("chromium", { javaScript: false });
  const { modules, exercises } = await readCourse(ROOT);
  const lessons = modules.flatMap((module) => module.lessons);
  const html = (page: string) => readFileSync(path.join(DIST, page, "index.html"), "utf8");
  for (const page of ["/", "/lessons/look/before-you-believe/", "/exercises/fork-properly/"]) {
    for (const { id } of lessons) expect(html(page), page).toContain(`href="/lessons/${id}/"`);
    for (const id of exercises) expect(html(page), page).toContain(`href="/exercises/${id}/"`);
  }
  await at.open("/");
  await at.tab.waitFor(".course-map .minutes");
  expect(await at.tab.text(".in-all")).toMatch(/\d+ lessons.*in all\./s);
  expect(await at.tab.text(".course-map progress-mark .words")).toBe("not started");
  await at.open("/exercises/fork-properly/");
  await at.tab.waitFor('.way-nav [rel="prev"]');
  await at.open("/graders/");
  await at.tab.click("#fork-properly summary");
  await at.tab.waitFor("#fork-properly td.caught");
});

test("the graders' page has every exercise and no name, until somebody asks for the names", async () => {
  await using at = await visit("chromium");
  const { tab } = at;
  await at.open("/graders/");
  const page = readFileSync(path.join(DIST, "graders/index.html"), "utf8");
  for (const id of await listExercises(ROOT)) {
    const { mutants, title } = await readExercise(ROOT, id);
    expect(page).toContain(`exercise="${id}"`);
    // A mutant may be called by a word of the title.
    const told = mutants.flatMap(({ name, caughtBy }) => [name, ...caughtBy]).filter((name) => page.includes(name));
    expect(told, title).toEqual([]);
  }
  expect(tab.requests.filter((url) => url.endsWith(".json"))).toEqual([]);
  await tab.click("#fork-properly summary");
  await tab.click("#fork-properly [data-names]");
  await tab.waitFor("#fork-properly[data-named]");
  expect(await texts(tab, "#fork-properly [data-mutant]")).toContain("runs-the-past");
  expect(await texts(tab, "#fork-properly [data-test]")).toContain("fork/as-node");
  const dead = await tab.evaluate(() => document.querySelectorAll("tbody tr:not(:has(.caught))").length);
  expect(dead, "mutants that no test catches").toBe(0);
});

for (const [colorScheme, width, second] of [
  ["light", 1440, "a question that is due"],
  ["dark", 390, "a matrix"],
] as const)
  test(`axe finds nothing serious in the map as it is used, nor in ${second}: ${colorScheme}, ${width} px`, async () => {
    const asked = await exerciseWithTransfer();
    const exercises = await listExercises(ROOT);
    await using at = await visit("chromium", { colorScheme });
    const { tab } = at;
    await tab.setViewport(width, 844);
    const clean = async (what: string) => {
      expect(await faults(tab), what).toEqual([]);
      const sideways = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(sideways, `${what} scrolls sideways`).toBeLessThanOrEqual(0);
    };
    await at.open("/");
    const done = exercises.filter((id) => id !== FORGOT).map((id) => `forkpoint.progress.${id}`);
    await put(tab, {
      [`forkpoint.misread.${asked.id}`]: misread("one"),
      [`forkpoint.progress.${FORGOT}`]: { state: "started", kept: 3, of: 7 },
      ...Object.fromEntries(done.map((key) => [key, { state: "done", of: 7, checks: 1 }])),
    });
    await tab.reload();
    await tab.waitFor(".due li");
    await tab.waitFor(".module-shown");
    await tab.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
    await clean("the map");
    if (second === "a matrix") {
      await at.open("/graders/");
      await tab.click("#fork-properly summary");
    } else {
      await at.open(`/exercises/${asked.id}/#again`);
      await tab.waitFor(".again");
    }
    await clean(second);
  });

test("who has been here before fetches neither the tour nor a module's end nor a question", async () => {
  await using at = await visit("chromium");
  await at.open("/");
  await put(at.tab, { [`forkpoint.progress.${FORGOT}`]: { state: "started" } });
  await openExercise(at, FORGOT);
  await at.open("/");
  await at.tab.waitFor("continue-offer a");
  const lazy = at.tab.requests.filter((url) => /\/(tour|module-end|ask-again|progress-file|kill-matrix)\b/.test(url));
  expect(lazy).toEqual([]);
});

test("a lesson draws its tree before anybody runs anything; a run here draws the same, and the still one goes", async () => {
  await using still = await visit("chromium", { javaScript: false, colorScheme: "dark" });
  await still.tab.setViewport(390, 844);
  await still.open("/lessons/time-travel/fork-properly/");
  await still.tab.waitFor(".still-tree svg[role=img][aria-label^='Fork tree of thread']");
  await still.tab.click(".still-tree summary");
  await still.tab.waitFor(".still-tree details[open] li");

  await using at = await visit("chromium");
  await at.open("/lessons/time-travel/fork-properly/");
  const drawn = await texts(at.tab, ".still-tree .name");
  expect(drawn.length).toBeGreaterThan(2);
  await at.tab.click(".lab-card [data-run]");
  await at.tab.waitFor(".lab-card .tree-name b", 60_000);
  expect((await texts(at.tab, ".lab-card .tree-name b")).sort()).toEqual(drawn.sort());
  expect(await texts(at.tab, ".still-tree")).toEqual([]);
});
