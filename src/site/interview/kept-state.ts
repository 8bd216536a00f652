// What is kept of an interview in this browser, as text: read back exactly, or not at all.
import { z } from "zod";
import { attemptSchema, logEntrySchema } from "../../interview/export-schema.ts";
import type { Session } from "../../interview/model.ts";
import type { InterviewState, KeptAnswer } from "./state.ts";

// The page's policy forbids code from strings, which the parser would otherwise try to make.
z.config({ jitless: true });

const ms = z.number().min(0);
const keptAnswer = z.strictObject({
  files: z.record(z.string(), z.string()),
  confidence: z.number().min(0.5).max(1).nullable(),
  explanation: z.string(),
  attempts: z.array(attemptSchema),
}) satisfies z.ZodType<KeptAnswer>;

const keptState = z.strictObject({
  phase: z.enum(["welcome", "work", "paused", "finished"]),
  name: z.string().max(200),
  recorded: z.boolean(),
  timerShown: z.boolean(),
  extraMinutes: z.int().min(0).max(600),
  clock: z.strictObject({ elapsedMs: ms, beatAt: ms.nullable(), stoppedAt: ms.nullable() }),
  current: z.string(),
  answers: z.record(z.string(), keptAnswer),
  log: z.array(logEntrySchema),
}) satisfies z.ZodType<InterviewState>;

export function writeKept(state: InterviewState): string {
  return JSON.stringify(state);
}

/** Null where the text is none that `writeKept` made for this session. */
export function readKept(session: Session, text: string): InterviewState | null {
  const parsed = keptState.safeParse(parse(text));
  if (!parsed.success) return null;
  const known = [parsed.data.current, ...Object.keys(parsed.data.answers)];
  return known.every((exercise) => session.items.includes(exercise)) ? parsed.data : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not even JSON: as unreadable as JSON of another kind, and said by the same null.
    return null;
  }
}
