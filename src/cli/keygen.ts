// `forkpoint keygen`: a key pair in two files. The private one is readable by its owner alone, and nothing is overwritten.
import { access, writeFile } from "node:fs/promises";
import { makeKeys, publicPart } from "../results/keys.ts";
import { UsageError } from "./open-course.ts";
import { type Output, printable } from "./terminal.ts";

export interface KeygenOptions {
  readonly file: string;
  readonly name: string;
}

/** Throws `UsageError` when one of the two files is there already. */
export async function keygen({ file, name }: KeygenOptions, out: Output): Promise<number> {
  const publicFile = `${file}.pub.json`;
  for (const there of [file, publicFile]) if (await exists(there)) throw inTheWay(there);
  const key = await makeKeys(name);
  await writeNew(file, key, 0o600);
  await writeNew(publicFile, publicPart(key), 0o644);
  out.line(`key ${key.kid}`);
  out.line(`private: ${printable(file, 600)}  Keep it where only those are who may sign for the team.`);
  out.line(`public:  ${printable(publicFile, 600)}  Give it to everybody who is to check your results.`);
  return 0;
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

function inTheWay(file: string): UsageError {
  return new UsageError(`${file} is there already, and a lost key cannot be made again: choose another name`);
}

/** Its own flag refuses what came into being, or is a link, since it was looked at. */
async function writeNew(file: string, key: object, mode: number): Promise<void> {
  try {
    await writeFile(file, `${JSON.stringify(key, null, 2)}\n`, { flag: "wx", mode });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") throw inTheWay(file);
    if (code === "ENOENT" || code === "ENOTDIR" || code === "EACCES")
      throw new UsageError(`${file} cannot be written (${code}): name a file in a folder of yours`);
    throw error;
  }
}
