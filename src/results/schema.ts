// The payload of a result, checked strictly: a key that nobody knows, a text that hides something or a list without end is
// no result, whoever signed it.
import { z } from "zod";
import { cleanText } from "../grading/clean-text.ts";
import type { SignedResult } from "./model.ts";

// Pages forbid code made from strings, and a schema that is used once needs none.
z.config({ jitless: true });

/** Longer tokens are not even read. */
export const MAX_TOKEN_CHARS = 512 * 1024;

const isClean = (text: string) => cleanText(text, text.length + 1) === text;
const text = (maxChars: number) =>
  z.string().max(maxChars, "it is too long").refine(isClean, "it has characters that cannot be seen");
const line = (maxChars: number) =>
  text(maxChars)
    .min(1, "it is empty")
    .regex(/^[^\n\t]*$/, "it is more than one line");

const hash = z.string().regex(/^[0-9a-f]{64}$/, "no SHA-256 in lower-case hex");
const id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "no kebab words")
  .max(100);
const version = z.string().regex(/^[0-9A-Za-z.+-]{1,60}$/, "no version");
const count = z.int().min(0).max(1_000_000);

const file = z.strictObject({
  path: line(300).regex(/^(?!.*(^|\/)\.{1,2}(\/|$))[^/\\]+(\/[^/\\]+)*$/, "it is no path inside a submission"),
  sha256: hash,
  bytes: z
    .int()
    .min(0)
    .max(16 * 1024 * 1024),
});

const verdict = z.strictObject({
  id: z.string().regex(/^[a-z0-9/-]{1,200}$/, "no test id"),
  rule: line(1_000),
  points: count,
  status: z.enum(["passed", "failed", "threw", "timed-out", "not-run"]),
});

export const resultSchema = z.strictObject({
  format: z.literal("forkpoint-result-1"),
  id: z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, "no UUID"),
  time: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, "no time in UTC")
    .refine((value) => !Number.isNaN(Date.parse(value)), "there is no such day"),
  level: z.enum(["re-run by a reviewer", "supervised"]),
  grader: z.strictObject({
    name: line(60),
    version,
    node: version,
    tier: z.enum(["strong", "portable", "trust-me"]),
    isolation: line(300),
  }),
  exercise: z.strictObject({ id, hash }),
  tests: z.strictObject({ hash, count, seed: line(200), pack: id.nullable() }),
  libraries: z.strictObject({
    pins: z
      .record(
        z
          .string()
          .regex(/^(@[a-z0-9._-]+\/)?[a-z0-9._-]+$/)
          .max(100),
        version,
      )
      .refine((pins) => Object.keys(pins).length <= 100, "there are too many"),
    lock: hash,
  }),
  subject: z.strictObject({ author: line(200), challenge: line(200).nullable() }),
  submission: z.strictObject({ files: z.array(file).max(200), hash }),
  verdicts: z.array(verdict).max(1_000),
  score: z.strictObject({ earned: count, possible: count }),
  problem: z.strictObject({ code: z.string().regex(/^[A-Z_]{1,60}$/), message: text(1_000) }).nullable(),
}) satisfies z.ZodType<SignedResult>;
