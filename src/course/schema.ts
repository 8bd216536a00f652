// The YAML files of the course. The descriptions are the documentation: `forkpoint new` and error messages quote them.
import { z } from "zod";

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const TEST_ID = /^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)+$/;

const kebab = (what: string) => z.string().regex(KEBAB, `write ${what} in kebab-case, e.g. "who-remembers"`);
const text = z.string().trim().min(1, "write at least one word");
const testId = z.string().regex(TEST_ID, 'a test id reads "group/name" in kebab-case, e.g. "memory/second-turn"');
const sourcePath = z
  .string()
  .regex(/^(?!.*(^|\/)\.{1,2}(\/|$))[a-z0-9._-]+(\/[a-z0-9._-]+)*\.ts$/i, 'a path below starter/, e.g. "chat.ts"');
const exportName = z.string().regex(/^[A-Za-z_$][\w$]*$/, "a name that a module can export");

const importRule = z.union([
  z.literal("all"),
  z.strictObject({ only: z.array(exportName).min(1) }),
  z.strictObject({ except: z.array(exportName).min(1) }),
]);

const limits = z.strictObject({
  testMs: z.int().min(100).max(60_000).default(3_000).describe("Time for one test, in milliseconds"),
  totalMs: z.int().min(500).max(300_000).default(20_000).describe("Time for all tests together, in milliseconds"),
  outputBytes: z.int().min(1_024).max(1_048_576).default(65_536).describe("Console output kept; the rest is counted"),
});

const mutant = z.strictObject({
  name: kebab("the name of a mutant").describe("mutants/<name>.ts, or the folder mutants/<name>/"),
  misconception: text.describe('The wrong idea, told to the learner: "Your code behaves as if …"'),
  caughtBy: z.array(testId).min(1).describe("Every test that fails on this mutant, no more and no fewer"),
});

const choices = z.array(text).min(2, "one choice is no question");

const prediction = z.strictObject({
  id: kebab("the id of a prediction"),
  ask: text.describe("What the learner is asked before the first Run"),
  choices: choices.describe("What can be said; observe() returns the one that came true"),
  because: text.describe("Why it is so, shown with what was seen"),
});

const transfer = z
  .strictObject({
    ask: text.describe("The same idea in another place, asked when the exercise is solved"),
    choices,
    answer: text.describe("One of the choices, word for word"),
    because: text.describe("Why, in a sentence or two"),
    claim: text.describe("Id of the claim that shows it"),
  })
  .refine(({ choices: known, answer }) => known.includes(answer), "the answer is not among the choices");

const options = (what: string) =>
  z.array(z.strictObject({ id: kebab(`the id of ${what}`), text: text.describe("What the learner reads") })).min(2);

const form = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("order"), items: options("an item").describe("In the order of the page, mixed") }),
  z.strictObject({
    kind: z.literal("grid"),
    rows: options("a row"),
    columns: z.array(z.strictObject({ id: kebab("the id of a column"), text })).min(1),
    choices: options("a choice"),
  }),
  z.strictObject({
    kind: z.literal("point"),
    asks: z.array(z.strictObject({ id: kebab("the id of an ask"), text })).min(1),
  }),
]);

/** exercises/<id>/exercise.yaml */
export const exerciseSchema = z.strictObject({
  title: text.describe("Heading of the exercise"),
  lesson: z
    .string()
    .regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'a lesson id reads "subject/lesson", e.g. "threads/who-remembers"')
    .describe("Id of the lesson that the exercise belongs to"),
  entry: sourcePath.describe("The file whose exports are tested"),
  run: sourcePath.describe("The file that Run executes"),
  exports: z.array(exportName).min(1).describe("What the entry must export"),
  given: z.array(sourcePath).default([]).describe("Files shown read-only and put back before grading"),
  lab: sourcePath
    .nullable()
    .default(null)
    .describe("The given file that exports graphOf(thread), the compiled graph that the lab works with"),
  needs: z
    .array(z.enum(["filesystem", "process", "postgres"]))
    .default([])
    .describe("What the host must offer beyond a worker"),
  imports: z.record(z.string(), importRule).describe('What a submission may import: "all", { only } or { except }'),
  limits: limits.prefault({}).describe("When the guest is stopped"),
  starterPasses: z.array(testId).default([]).describe("Tests that the starter passes as it is"),
  predict: z.array(prediction).default([]).describe("Asked before the first Run, kept, and compared with observe.ts"),
  transfer: transfer.nullable().default(null).describe("Asked when the exercise is solved"),
  form: form.nullable().default(null).describe("An exercise without code: the form writes the entry, `answer`"),
  mutants: z.array(mutant).min(1).describe("Wrong mental models, each the solution with one thing wrong"),
});
export type ExerciseYaml = z.output<typeof exerciseSchema>;

/** lessons/course.yaml */
export const courseSchema = z.strictObject({
  modules: z
    .array(
      z.strictObject({
        id: kebab("the id of a module").describe("Permanent; its lessons may lie in several folders below lessons/"),
        title: text.describe("Heading of the module"),
        goal: text.describe("What the learner can do afterwards, in one sentence"),
        lessons: z
          .array(z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/))
          .describe("Lesson ids in the order of reading; none = still to come"),
      }),
    )
    .min(1)
    .describe("The modules in the order of the course"),
});
export type CourseYaml = z.output<typeof courseSchema>;
