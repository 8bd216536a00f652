// What an exercise asks besides its code: predictions before the first Run, a transfer question once it is solved, and the
// three kinds of form, each answered by keyboard to a Check that passes.
import { expect, test } from "vitest";
import { readAnswer } from "../../src/course/form-answer.ts";
import type { ExerciseFolder, Form } from "../../src/course/model.ts";
import { listExercises, readExercise } from "../../src/course/read-exercise.node.ts";
import { observeExercise } from "../../src/grading/observe.ts";
import type { KeptPrediction } from "../../src/site/session/predictions.ts";
import type { Tab } from "../browsers.ts";
import { mostlyChromium } from "../browser/share.ts";
import { nodeRuntime, readKernel } from "../node-grading.ts";
import { faults } from "./axe.ts";
import { ROOT } from "./built-site.ts";
import { solutionOf, visit, type Visit } from "./visit.ts";

const PREDICTED = "count-the-checkpoints";

async function openAsked(to: Visit, id: string): Promise<void> {
  await to.open(`/exercises/${id}/`);
  await to.tab.waitFor("exercise-workspace[data-ready]", 30_000);
}

async function reload(tab: Tab): Promise<void> {
  await tab.reload();
  await tab.waitFor("exercise-workspace[data-ready]", 30_000);
}

const kept = (tab: Tab, id: string): Promise<KeptPrediction[]> =>
  tab.evaluate(
    (key) => JSON.parse(localStorage.getItem(key) ?? "[]") as KeptPrediction[],
    `forkpoint.predictions.${id}`,
  );

const texts = (tab: Tab, selector: string): Promise<string[]> =>
  tab.evaluate((all) => [...document.querySelectorAll(all)].map((each) => each.textContent ?? ""), selector);

/** As it reads on the page: without the marks of code, and with its spaces as one. */
const plain = (text: string): string => text.replaceAll("`", "").replaceAll(/\s+/g, " ");

/** As Tab would, if it came by there. */
const focus = (tab: Tab, selector: string): Promise<void> =>
  tab.evaluate((wanted) => {
    const found = document.querySelector<HTMLElement>(wanted);
    if (!found) throw new Error(`there is no ${wanted}`);
    found.focus();
  }, selector);

const focusedIn = (tab: Tab, selector: string): Promise<boolean> =>
  tab.evaluate((place) => document.activeElement?.closest(place) !== null, selector);

/** What the exercise's own program sees in Node; found out once for both browsers. */
let seen: Promise<Readonly<Record<string, string>>> | null = null;
const seenInNode = (exercise: ExerciseFolder) => (seen ??= observe(exercise));

async function observe(exercise: ExerciseFolder): Promise<Readonly<Record<string, string>>> {
  await using runtime = nodeRuntime();
  const { signal } = new AbortController();
  const { observations, problem } = await observeExercise({ exercise, runtime, kernel: readKernel(), signal });
  expect(problem).toBe(null);
  return observations;
}

for (const browser of mostlyChromium)
  test(`${browser}: a prediction is asked before the first Run, kept, told after it, and not asked again`, async () => {
    const exercise = await readExercise(ROOT, PREDICTED);
    const was = await seenInNode(exercise);
    await using at = await visit(browser);
    await openAsked(at, PREDICTED);
    // Run waits, and takes the learner to the question.
    await at.tab.click(".actions .primary");
    expect(await focusedIn(at.tab, '[data-predict="asking"] h2')).toBe(true);
    if (browser === "chromium") expect(await faults(at.tab), "asking").toEqual([]);
    await at.tab.click('[data-do="keep"]');
    expect(await at.tab.text(".predict .missing")).toBe("Choose one answer for each question, or skip.");
    for (const { id } of exercise.predict) await at.tab.click(`[data-prediction="${id}"] label:first-of-type`);
    await at.tab.press("Enter");
    await at.tab.waitFor('[data-predict="told"]', 60_000);
    const told = exercise.predict.map(({ id, choices: [said] }) =>
      plain(said === was[id] ? `You said ${said}, and so it was.` : `You said ${said}; it was ${was[id]}.`),
    );
    expect(await texts(at.tab, ".kept .outcome")).toEqual(told);
    expect(await texts(at.tab, ".kept .because")).toEqual(exercise.predict.map(({ because }) => plain(because)));
    expect(await at.tab.text(".output-end")).toBe("Finished.");
    const keptThen = await kept(at.tab, PREDICTED);
    expect(keptThen.map(({ prediction, said, was: seen }) => [prediction, said, seen])).toEqual(
      exercise.predict.map(({ id, choices }) => [id, choices[0], was[id]]),
    );
    if (browser === "chromium") expect(await faults(at.tab), "told").toEqual([]);

    await reload(at.tab);
    expect(await texts(at.tab, ".kept .outcome")).toEqual(told);
    expect(at.complaints).toEqual([]);
    if (browser === "firefox") return;
    await at.tab.click(".actions .primary");
    await at.tab.waitFor(".output-end:not([hidden])", 60_000);
    expect(await kept(at.tab, PREDICTED)).toEqual(keptThen);
  });

test("a skip is remembered, told as what it is, and a question can be asked again", async () => {
  const { predict } = await readExercise(ROOT, PREDICTED);
  await using at = await visit("chromium");
  await openAsked(at, PREDICTED);
  await at.tab.click('[data-do="skip"]');
  await at.tab.waitFor(".output-end:not([hidden])", 60_000);
  await reload(at.tab);
  expect((await kept(at.tab, PREDICTED)).map(({ said, was }) => [said, was])).toEqual(predict.map(() => [null, null]));
  await at.tab.click(".kept summary");
  expect(await texts(at.tab, ".kept .outcome")).toEqual(predict.map(() => "You skipped this."));
  await at.tab.click('[data-do="again"]');
  expect(await focusedIn(at.tab, '[data-predict="asking"] h2')).toBe(true);
  await at.tab.click('[data-do="skip"]');
  expect(await focusedIn(at.tab, ".kept summary"), "it is left as it was").toBe(true);
  await at.tab.click('[data-do="again"]');
  for (const { id } of predict) await at.tab.click(`[data-prediction="${id}"] label:first-of-type`);
  await at.tab.click('[data-do="keep"]');
  await at.tab.waitFor('[data-predict="told"]', 60_000);
  expect((await kept(at.tab, PREDICTED)).map(({ said }) => said)).toEqual(predict.map(({ choices }) => choices[0]));
});

type Answering = {
  readonly [Kind in Form["kind"]]: (tab: Tab, answer: any, exercise: ExerciseFolder) => Promise<void>;
};

const byKeyboard: Answering = {
  async order(tab, wanted: readonly string[]) {
    const order = () =>
      tab.evaluate(() => [...document.querySelectorAll<HTMLElement>("[data-item]")].map((item) => item.dataset.item!));
    for (const [to, id] of wanted.entries()) {
      const from = (await order()).indexOf(id);
      await focus(tab, `[data-item="${id}"] button`);
      for (let at = from; at > to; at--) await tab.press("Alt+ArrowUp");
      expect(await focusedIn(tab, `[data-item="${id}"]`), "the focus stays with what moves").toBe(true);
    }
    expect(await order()).toEqual(wanted);
  },
  async grid(tab, wanted: Readonly<Record<string, Readonly<Record<string, string>>>>) {
    for (const [row, cells] of Object.entries(wanted))
      for (const [column, choice] of Object.entries(cells)) {
        await focus(tab, `[data-cell="${row}/${column}"] input[value="${choice}"]`);
        await tab.press(" ");
      }
  },
  async point(tab, wanted: Readonly<Record<string, string>>) {
    await tab.waitFor('[data-table="seen"]', 60_000);
    for (const [ask, row] of Object.entries(wanted)) {
      await focus(tab, `[data-ask="${ask}"] input`);
      await tab.press(" ");
      await focus(tab, "[data-row] button");
      const steps = await tab.evaluate(
        (id) => [...document.querySelectorAll<HTMLElement>("[data-row]")].findIndex((each) => each.dataset.row === id),
        row,
      );
      for (let step = 0; step < steps; step++) await tab.press("ArrowDown");
      await tab.press("Enter");
      expect(await focusedIn(tab, `[data-row="${row}"][data-picked]`)).toBe(true);
    }
  },
};

/** The first exercise of the course with a form of that kind, among those that any page can run. */
async function withForm(kind: Form["kind"]): Promise<ExerciseFolder & { readonly form: Form }> {
  for (const id of await listExercises(ROOT)) {
    const exercise = await readExercise(ROOT, id);
    if (exercise.form?.kind === kind && exercise.needs.length === 0) return { ...exercise, form: exercise.form };
  }
  throw new Error(`no exercise has a form of the kind "${kind}"`);
}

async function solve(tab: Tab, exercise: ExerciseFolder & { readonly form: Form }): Promise<void> {
  const answer = readAnswer(exercise.form, (await solutionOf(exercise.id))[exercise.entry] ?? "");
  await byKeyboard[exercise.form.kind](tab, answer, exercise);
  await tab.press("Control+Shift+Enter");
  await tab.waitFor('.verdict[data-all="true"]', 60_000);
}

/** From the result of a Check that passed. */
async function answerTransfer(tab: Tab, { transfer, id }: ExerciseFolder): Promise<void> {
  if (!transfer) throw new Error(`${id} has no transfer question`);
  await tab.waitFor('[data-transfer="asked"] form');
  const wrong = transfer.choices.findIndex((choice) => choice !== transfer.answer);
  await focus(tab, `.transfer label:nth-of-type(${wrong + 1}) input`);
  await tab.press(" ");
  await tab.press("Enter");
  await tab.waitFor('[data-transfer="told"]');
  expect(await focusedIn(tab, ".transfer .outcome")).toBe(true);
  await reload(tab);
  await tab.click("#tab-check");
  const told = plain(`You said ${transfer.choices[wrong]}; it is ${transfer.answer}.`);
  expect(await tab.text(".transfer .outcome")).toBe(told);
  expect(await tab.text(".transfer .because")).toBe(plain(transfer.because));
  const link = await tab.evaluate(() => document.querySelector(".transfer a")?.getAttribute("href"));
  expect(link).toBe(`/claims/#claim-${transfer.claim}`);
}

test("firefox: an order is brought about by keyboard, and what is solved asks the same idea in another place", async () => {
  const exercise = await withForm("order");
  await using at = await visit("firefox");
  await openAsked(at, exercise.id);
  expect(await texts(at.tab, ".transfer form"), "nothing before it is solved").toEqual([]);
  await solve(at.tab, exercise);
  await answerTransfer(at.tab, exercise);
  expect(at.complaints).toEqual([]);
});

for (const kind of ["order", "grid", "point"] as const)
  test(`chromium: an exercise with the form "${kind}" is solved by keyboard, and is clean for axe`, async () => {
    const exercise = await withForm(kind);
    await using at = await visit("chromium", { colorScheme: kind === "grid" ? "dark" : "light" });
    await openAsked(at, exercise.id);
    if (kind === "point") await at.tab.waitFor('[data-table="seen"]', 60_000);
    expect(await faults(at.tab), "the form").toEqual([]);
    await solve(at.tab, exercise);
    if (kind === "order") {
      expect(await faults(at.tab), "the transfer question").toEqual([]);
      await answerTransfer(at.tab, exercise);
      expect(await faults(at.tab), "its answer").toEqual([]);
    } else await reload(at.tab);
    // The answer is in the file, and the file is there after a reload.
    await at.tab.click(`.file-tabs [data-tab="${exercise.entry}"]`);
    await at.tab.waitFor(".cm-content");
    expect(await at.tab.text(".cm-content")).toContain("export const answer =");
    await at.tab.setViewport(390, 844);
    await at.tab.click('.view-switch [data-tab="code"]');
    await at.tab.click('.file-tabs [data-tab="form"]');
    if (kind === "point") await at.tab.waitFor('[data-table="seen"]', 60_000);
    expect(await faults(at.tab), "the form at 390 px").toEqual([]);
    const open = kind === "grid" ? await texts(at.tab, "select:has(option[value='']:checked)") : [];
    expect(open, "every cell shows what was answered").toEqual([]);
    const wide = await at.tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide, "it scrolls sideways").toBeLessThanOrEqual(0);
    expect(at.complaints).toEqual([]);
  });

test("a file that the form cannot read is left alone until something is moved, and Reset brings the starter back", async () => {
  const { id, entry } = await withForm("order");
  await using at = await visit("chromium");
  await at.open(`/exercises/${id}/`);
  const key = `forkpoint.draft.${id}/${entry}`;
  const draft = () => at.tab.evaluate((name) => JSON.parse(localStorage.getItem(name)!).text as string, key);
  await at.tab.evaluate(
    ([name, text]) => localStorage.setItem(name!, text!),
    [key, JSON.stringify({ text: "export const answer = make();\n", starter: "older", savedAt: "", tab: "other" })],
  );
  await reload(at.tab);
  expect(await at.tab.text(".form-note")).toContain("this form cannot read");
  expect(await faults(at.tab), "a note").toEqual([]);
  expect(await draft()).toBe("export const answer = make();\n");
  const first = await at.tab.text("[data-item] .item-text");
  await at.tab.click('[data-item] [data-move="down"]');
  expect(await at.tab.text("[data-item]:nth-of-type(2) .item-text")).toBe(first);
  expect(await at.tab.text(".form-note")).toBe("");
  expect(await at.tab.text(".answer-form > [role=status]:last-child")).toContain("is now 2 of");
  expect(await draft()).toMatch(/^\/\/ .*\nexport const answer = \[/);
  await at.tab.click(".action-bar .gap + button");
  await at.tab.click("dialog .primary");
  await at.tab.waitFor(() => document.querySelector(".notice")?.textContent?.includes("The starter is back"));
  expect(await at.tab.text("[data-item] .item-text")).toBe(first);
  await at.tab.click(".notice button");
  expect(await at.tab.text("[data-item]:nth-of-type(2) .item-text")).toBe(first);
});
