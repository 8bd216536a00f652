// The file that a candidate handed in, taken from the disk: a stranger's bytes until the schema has seen all of them.
import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import type { Files } from "../course/model.ts";
import { decodeText } from "../course/read-text.node.ts";
import { cleanText } from "../grading/clean-text.ts";
import { EXPORT_LIMIT, exportSchema } from "../interview/export-schema.ts";
import type { InterviewExport } from "../interview/model.ts";
import { UsageError } from "./open-course.ts";

export interface HandedIn {
  /** As it came: what is graded. */
  readonly export: InterviewExport;
  /** SHA-256, in hex, over the file's bytes. */
  readonly hash: string;
}

/** Of UTF-8, for the most characters that the schema takes. */
const MAX_BYTES = 3 * EXPORT_LIMIT;
const FAULTS_TOLD = 3;
const MAX_CODE_CHARS = 300_000;
const MAX_PROSE_CHARS = 20_000;

/** Throws `UsageError`, which says what is wrong with the file and where. */
export async function readExport(file: string): Promise<HandedIn> {
  const there = await stat(file).catch(() => null);
  if (!there?.isFile()) throw new UsageError(`${file} is no file: name the export that the candidate handed in`);
  if (there.size > MAX_BYTES) throw tooLarge(file, there.size);
  const bytes = await readFile(file);
  const text = decodeText(bytes);
  if ("refused" in text) throw new UsageError(`${file} ${text.refused}: it is no export of an interview`);
  if (text.text.length > EXPORT_LIMIT) throw tooLarge(file, there.size);
  const read = exportSchema.safeParse(parse(file, text.text));
  if (!read.success) {
    const faults = read.error.issues.slice(0, FAULTS_TOLD).map((issue) => {
      const where = issue.path.map(String).join(".");
      return `${where ? `${cleanText(where, 80)}: ` : ""}${cleanText(issue.message, 160)}`;
    });
    throw new UsageError(
      `${file} is no export that can be reviewed: ${faults.join("; ")}. Ask for the file that the page saved, unchanged`,
    );
  }
  return { export: read.data, hash: createHash("sha256").update(bytes).digest("hex") };
}

/** As it may be shown and stored: code and explanations at their length, every other text a line or two. */
export function cleanExport(handedIn: InterviewExport): InterviewExport {
  const whole = cleaned(handedIn) as InterviewExport;
  return {
    ...whole,
    answers: whole.answers.map((answer, index) => {
      const raw = handedIn.answers[index]!;
      return {
        ...answer,
        files: cleanFiles(raw.files),
        explanation: cleanText(newLines(raw.explanation), MAX_PROSE_CHARS),
        attempts: answer.attempts.map((attempt, at) => ({
          ...attempt,
          files: cleanFiles(raw.attempts[at]!.files),
        })),
      };
    }),
    log: whole.log.map((entry, index) => {
      const raw = handedIn.log[index]!;
      return entry.what === "edited" && raw.what === "edited" ? { ...entry, files: cleanFiles(raw.files) } : entry;
    }),
  };
}

export function cleanFiles(files: Files): Files {
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [cleanText(name), cleanText(newLines(text), MAX_CODE_CHARS)]),
  );
}

/** A carriage return is no fault of a file's, only of the machine that it was written on. */
function newLines(text: string): string {
  return text.replaceAll("\r\n", "\n");
}

function cleaned(value: unknown): unknown {
  if (typeof value === "string") return cleanText(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [cleanText(key), cleaned(item)]));
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${file} is no JSON: it was cut off, or it is another file than the page's export`);
  }
}

function tooLarge(file: string, bytes: number): UsageError {
  const megabytes = (count: number) => Math.ceil(count / 1e6);
  return new UsageError(
    `${file} has ${megabytes(bytes)} MB, more than a session can have (${megabytes(EXPORT_LIMIT)} million characters): ask for the file that the page saved`,
  );
}
