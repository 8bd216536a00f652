// pack.json: what a team's own pack is made of. The pack is a folder in the course's own form; this file makes it a pack.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { UsageError } from "./open-course.ts";

export const PACK_FILE = "pack.json";

const renames = z.record(z.string(), z.string());

const packSchema = z.strictObject({
  format: z.literal("forkpoint-pack-1"),
  /** Names the pack in results; tells nothing of what is in it. */
  id: z.string().regex(/^[0-9a-f]{32}$/),
  exercise: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  /** The edition that it was made from; hashes as `hashExercise` gives them. */
  from: z.strictObject({ edition: z.string(), exerciseHash: z.string(), testsHash: z.string() }),
  /** Secret: random data of the tests is drawn with one of them for each batch. */
  seeds: z.array(z.string().min(16)).min(1),
  /** What the course calls it → what it is called here; null = named as in the course. */
  variant: z.strictObject({ names: renames, files: renames, nodes: renames }).nullable(),
  /** ISO 8601 in UTC. */
  created: z.iso.datetime(),
});
export type Pack = z.output<typeof packSchema>;
export type Variant = NonNullable<Pack["variant"]>;

/** Throws `UsageError` when the folder is no pack. */
export async function readPack(folder: string): Promise<Pack> {
  const file = path.join(folder, PACK_FILE);
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw error.code === "ENOENT" || error.code === "ENOTDIR"
      ? new UsageError(`${folder} is no pack: ${PACK_FILE} is not in it; "forkpoint pack" makes one`)
      : error;
  });
  const read = packSchema.safeParse(parse(text, file));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new UsageError(`${file} is not what "forkpoint pack" writes: ${issue!.path.join(".")}: ${issue!.message}`);
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${file} is not JSON: put it back as "forkpoint pack" wrote it`);
  }
}
