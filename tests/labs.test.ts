// Every program that a lab shows, of a lesson or of an exercise: it leaves threads, and offers the graph of each.
import initSqlJs from "sql.js";
import { afterAll, expect, test } from "vitest";
import type { Exercise, Files } from "../src/course/model.ts";
import { readCourse } from "../src/course/read-course.node.ts";
import { readExercise } from "../src/course/read-exercise.node.ts";
import { readLabs } from "../src/course/read-labs.node.ts";
import { runExercise, type ExerciseRun } from "../src/grading/run-exercise.ts";
import { readCheckpoints } from "../src/inspect/read-checkpoints.ts";
import { ReusedGuests } from "../src/runtimes/reuse-guests.ts";
import { nodeRuntime, readKernel, REPOSITORY } from "./node-grading.ts";

const guests = nodeRuntime();
// All that is run here is the course's own.
const runtime = new ReusedGuests(guests);
afterAll(async () => {
  await runtime[Symbol.asyncDispose]();
  await guests[Symbol.asyncDispose]();
});
const kernel = readKernel();
const sqlJs = await initSqlJs();

interface Shown {
  readonly name: string;
  readonly exercise: Exercise;
  readonly files: Files;
}

const labs = (await readLabs(REPOSITORY)).map(({ file, program }): Shown => ({
  name: file,
  exercise: program,
  files: program.starter,
}));
const { exercises } = await readCourse(REPOSITORY);
const folders = await Promise.all(exercises.map((id) => readExercise(REPOSITORY, id)));
const solved = folders.map((exercise): Shown => ({
  name: exercise.id,
  exercise,
  files: exercise.solutions[0]?.files ?? {},
}));

/** What it printed, and what it left; fails when it did not end as it should. */
async function run({ exercise, files }: Shown, more: Partial<ExerciseRun> = {}) {
  const printed: string[] = [];
  const result = await runExercise({
    exercise,
    files,
    runtime,
    kernel,
    signal: new AbortController().signal,
    onTrace: (event) => void (event.kind === "console" && printed.push(event.text)),
    ...more,
  });
  expect(result).toMatchObject({ outcome: { ended: "finished" }, problem: null });
  return { printed, databases: result.databases };
}

test("there are labs, and every exercise has one", () => {
  expect(labs.length).toBeGreaterThanOrEqual(2);
  expect(solved.filter(({ exercise }) => exercise.lab === null || exercise.lab === undefined)).toEqual([]);
});

test.each([...labs, ...solved])("$name leaves threads and offers the graph of each", async (shown) => {
  const { databases } = await run(shown);
  const rows = databases.flatMap(({ bytes }) => readCheckpoints(sqlJs, bytes));
  const latest = new Map<string, { id: string; next: readonly string[] }>();
  for (const { thread, namespace, id, next } of rows)
    if (namespace === "" && !latest.has(thread)) latest.set(thread, { id, next });
  expect(latest.size).toBeGreaterThan(0);

  const text = `import { graphOf } from "./${shown.exercise.lab}";
for (const thread of ${JSON.stringify([...latest.keys()])}) {
  const { config, next } = await graphOf(thread).getState({ configurable: { thread_id: thread } });
  console.log(JSON.stringify([thread, config.configurable.checkpoint_id, next]));
}
`;
  const { printed, databases: after } = await run(shown, { over: databases, program: { path: "asks.ts", text } });
  expect(printed.map((line) => JSON.parse(line) as unknown)).toEqual(
    [...latest].map(([thread, { id, next }]) => [thread, id, next]),
  );
  // To offer a graph is to write nothing: a verb would otherwise find more than it was pressed on.
  expect(after.flatMap(({ bytes }) => readCheckpoints(sqlJs, bytes))).toHaveLength(rows.length);
});
