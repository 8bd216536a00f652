// A batch on disk: what its reports have in common, and which of them still hold when the same command is given again.
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import type { Report, Tier } from "../course/model.ts";
import { canonicalBytes } from "../results/canonical.ts";
import { sha256 } from "../results/hash.ts";
import type { ExerciseHashes } from "../results/hash-exercise.node.ts";
import type { Graded } from "./grade-summary.ts";
import { writeWhole } from "./write-whole.ts";

/** A report holds for these and for the hash of a submission's files. */
export interface BatchFacts {
  readonly format: 1;
  readonly exercise: string;
  readonly hashes: ExerciseHashes & {
    /** Over what wrong ideas are recognised by. */
    readonly fingerprints: string;
  };
  /** Of the program that judged. */
  readonly edition: string;
  /** Id of the pack; null = not in verified mode. */
  readonly pack: string | null;
  /** As it may be shown. */
  readonly seed: string;
  readonly pins: Readonly<Record<string, string>>;
  readonly tier: Tier;
  readonly isolation: string;
}

const BATCH_FILE = "batch.json";
const seedOf = z.object({
  format: z.literal(1),
  exercise: z.string(),
  pack: z.string().nullable(),
  seed: z.string(),
});

/** The seed of the batch in a folder, when it is of the same exercise and pack; null = there is none. */
export async function seedBefore(out: string, exercise: string, pack: string | null): Promise<string | null> {
  const read = seedOf.safeParse(await readJson(path.join(out, BATCH_FILE)));
  return read.success && read.data.exercise === exercise && read.data.pack === pack ? read.data.seed : null;
}

/** What is in a report's file beside the report. */
const keptSchema = z.object({
  batch: z.strictObject({ key: z.string(), files: z.string(), written: z.string() }),
  notes: z.array(z.string()),
  author: z.string(),
});

export class Batch {
  readonly #out: string;
  readonly #key: string;

  private constructor(out: string, key: string) {
    this.#out = out;
    this.#key = key;
  }

  static async open(out: string, facts: BatchFacts): Promise<Batch> {
    await writeWhole(path.join(out, BATCH_FILE), jsonText(facts));
    return new Batch(out, await sha256(canonicalBytes(facts)));
  }

  /** What an earlier run made of the same files; null = there is nothing, or nothing that still holds. */
  async kept(author: string, file: string, filesHash: string): Promise<Graded | null> {
    const json = await readJson(path.join(this.#out, file));
    const read = keptSchema.safeParse(json);
    if (!read.success || read.data.author !== author) return null;
    const { key, files, written } = read.data.batch;
    const { batch: _, notes, ...report } = json as unknown as Report & { batch: unknown; notes: string[] };
    // Whoever wants to write a verdict himself can; a file that was damaged, or changed in passing, is not taken for a report.
    if (key !== this.#key || files !== filesHash || written !== (await hashOf(report, notes))) return null;
    // A report that nobody's fault it was is made again.
    return report.score === null ? null : { author, file, refused: null, notes, report };
  }

  async keep({ author, file, refused, notes, report }: Graded, filesHash: string | null): Promise<void> {
    // What was signed before is about another report.
    await rm(path.join(this.#out, signatureFile(file)), { force: true });
    if (report === null) return this.#write(file, { author, refused });
    const batch = { key: this.#key, files: filesHash, written: await hashOf(report, notes) };
    return this.#write(file, { ...report, notes, batch });
  }

  #write(file: string, value: object): Promise<void> {
    return writeWhole(path.join(this.#out, file), jsonText(value));
  }
}

export function signatureFile(file: string): string {
  return file.replace(/\.json$/, ".jws");
}

function hashOf(report: object, notes: readonly string[]): Promise<string> {
  // Through JSON: what is compared later was read from it.
  return sha256(canonicalBytes(JSON.parse(JSON.stringify({ report, notes }))));
}

function jsonText(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Null where there is no such file, or none that is JSON. */
async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT" || error instanceof SyntaxError) return null;
    throw error;
  }
}
