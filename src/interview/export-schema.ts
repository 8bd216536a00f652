// The file that a candidate hands in, read as what it is: text from a stranger. Exact, bounded, and nothing in it is trusted.
import type { TestResult, Verdict } from "@forkpoint/conformance";
import { z } from "zod";
import type { Diagnosis, Files, Problem, Report } from "../course/model.ts";
import type { Answer, Attempt, InterviewExport, LogEntry, Session } from "./model.ts";

/** Characters. A file that is longer was not written by the page. */
export const EXPORT_LIMIT = 20_000_000;

const LONG = 200_000;
const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const line = z.string().max(2_000);
const at = z.number().min(0).max(1e12);
const confidence = z.number().min(0.5).max(1);
const pins = z.record(z.string().max(200), z.string().max(200));

const path = z
  .string()
  .max(200)
  .regex(/^(?!.*(^|\/)\.{1,2}(\/|$))[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*$/, "not a path inside a submission");
const files = z
  .record(path, z.string().max(LONG))
  .refine((all) => Object.keys(all).length <= 50, "more than 50 files") satisfies z.ZodType<Files>;

const verdict = z.discriminatedUnion("status", [
  z.strictObject({ status: z.literal("passed") }),
  z.strictObject({
    status: z.literal("failed"),
    what: z.string().max(LONG),
    expected: z.string().max(LONG),
    actual: z.string().max(LONG),
  }),
  z.strictObject({ status: z.literal("threw"), error: z.string().max(LONG) }),
  z.strictObject({ status: z.literal("timed-out"), afterMs: z.number() }),
  z.strictObject({ status: z.literal("not-run"), because: z.string().max(LONG) }),
]) satisfies z.ZodType<Verdict>;

const result = z.strictObject({ id: line, rule: line, points: z.number(), verdict }) satisfies z.ZodType<TestResult>;

const problem = z.strictObject({
  blame: z.enum(["submission", "course", "host"]),
  code: line,
  message: z.string().max(LONG),
  file: line.optional(),
  line: z.number().optional(),
  column: z.number().optional(),
}) satisfies z.ZodType<Problem>;

const diagnosis = z.strictObject({
  mutant: line,
  misconception: line,
  match: z.number(),
}) satisfies z.ZodType<Diagnosis>;

const report = z.strictObject({
  format: z.literal(1),
  exercise: id,
  author: line.nullable(),
  pins,
  seed: line,
  results: z.array(result).max(200),
  score: z.strictObject({ earned: z.number(), possible: z.number() }).nullable(),
  diagnosis: diagnosis.nullable(),
  problem: problem.nullable(),
  made: z.strictObject({
    host: z.enum(["worker", "webcontainer", "node"]),
    isolation: line,
    tier: z.enum(["strong", "portable", "trust-me"]).nullable(),
    totalMs: z.number(),
    testMs: z.record(line, z.number()),
  }),
}) satisfies z.ZodType<Report>;

const attempt = z.strictObject({
  did: z.enum(["run", "check"]),
  at,
  files,
  confidence,
  report: report.nullable(),
}) satisfies z.ZodType<Attempt>;

const answer = z.strictObject({
  exercise: id,
  files,
  confidence: confidence.nullable(),
  explanation: z.string().max(LONG),
  attempts: z.array(attempt).max(1_000),
}) satisfies z.ZodType<Answer>;

/** Also what the page reads back from the browser's storage. */
export const attemptSchema = attempt;

export const logEntrySchema = z.discriminatedUnion("what", [
  z.strictObject({ at, what: z.enum(["started", "finished", "time-up"]) }),
  z.strictObject({ at, what: z.literal("paused"), ms: z.number().min(0), by: z.enum(["button", "closed"]) }),
  z.strictObject({ at, what: z.literal("extended"), minutes: z.number().min(0).max(1_000) }),
  z.strictObject({ at, what: z.literal("opened"), exercise: id }),
  z.strictObject({ at, what: z.literal("edited"), exercise: id, files }),
]) satisfies z.ZodType<LogEntry>;

export const sessionSchema = z.strictObject({
  format: z.literal("forkpoint-interview-1"),
  id,
  deck: id,
  deckHash: z.string().regex(/^[0-9a-f]{64}$/),
  seed: z.string().min(1).max(200),
  minutes: z.int().min(1).max(600),
  pins,
  items: z
    .array(id)
    .min(1)
    .max(100)
    .refine((items) => new Set(items).size === items.length, "an item is named twice"),
}) satisfies z.ZodType<Session>;

export const exportSchema = z
  .strictObject({
    format: z.literal("forkpoint-interview-export-1"),
    session: sessionSchema,
    name: z.string().max(200),
    recorded: z.boolean(),
    answers: z.array(answer).max(100),
    log: z.array(logEntrySchema).max(50_000),
  })
  .refine(
    ({ session, answers }) => answers.every(({ exercise }, index) => exercise === session.items[index]),
    "the answers are not those of the session's items, in their order",
  )
  .refine(({ session, answers }) => answers.length === session.items.length, "there is not one answer for each item")
  .refine(
    ({ recorded, answers, log }) =>
      recorded ||
      (answers.every(({ attempts }) => attempts.length <= 1) &&
        log.every(({ what }) => what !== "edited" && what !== "opened")),
    "attempts or edits are in it, and it says that nothing was recorded",
  ) satisfies z.ZodType<InterviewExport>;
