// One process at a time for a folder. Node has no locks that end with their process, so a lock is a numbered file that names its owner:
// the highest number holds, whoever follows a dead or gone owner makes the next number, and only one can make it.
import { readdir, readFile, stat, unlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { SaverError } from "../errors.ts";

export interface FolderLock {
  release(): Promise<void>;
}

interface Owner {
  /** Null once released. */
  readonly pid: number | null;
  /** Tells that process from later ones with the same number, where the system says it (Linux); in containers each start has the same. */
  readonly started: string | null;
}

const RELEASED: Owner = { pid: null, started: null };
/** A file whose content is not whole belongs to someone who is writing it, unless it is older than this. */
const WRITTEN_WITHIN_MS = 10_000;

export async function claimFolder(folder: string): Promise<FolderLock> {
  const self: Owner = { pid: process.pid, started: await startOf(process.pid) };
  for (;;) {
    const before = highest(await readdir(folder));
    if (before > 0) await requireFree(folder, before);
    const number = before + 1;
    const file = lockFile(folder, number);
    try {
      await writeFile(file, JSON.stringify(self), { flag: "wx" });
    } catch (error) {
      // Another process made it in between: look again who that is.
      if ((error as NodeJS.ErrnoException).code === "EEXIST") continue;
      throw error;
    }
    // A number may be free again because its file was cleared away under a higher one.
    const now = await readdir(folder);
    if (highest(now) > number) {
      await unlink(file);
      continue;
    }
    await clearBelow(folder, now, number);
    return {
      // Not removed: the next number must be higher than any that was ever seen.
      release: () => writeFile(file, JSON.stringify(RELEASED)),
    };
  }
}

async function requireFree(folder: string, number: number): Promise<void> {
  const file = lockFile(folder, number);
  const owner = await ownerOf(file);
  if (owner !== undefined && !(await lives(owner))) return;
  throw new SaverError(
    "DATABASE_IN_USE",
    `the journal in ${folder} is open in process ${owner?.pid ?? "(just starting, or just ending)"}: close it there; if there is no such process, delete ${path.basename(file)}`,
  );
}

/** Undefined while the file is being written. */
async function ownerOf(file: string): Promise<Owner | undefined> {
  try {
    const owner = readOwner(await readFile(file, "utf8"));
    if (owner !== null) return owner;
    return Date.now() - (await stat(file)).mtimeMs < WRITTEN_WITHIN_MS ? undefined : RELEASED;
  } catch (error) {
    // Cleared away by someone who came after: there is a higher one now.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return RELEASED;
    throw error;
  }
}

/** Null where something is missing: reads and writes of a file know nothing of each other. */
function readOwner(text: string): Owner | null {
  try {
    return JSON.parse(text) as Owner;
  } catch {
    return null;
  }
}

async function lives({ pid, started }: Owner): Promise<boolean> {
  if (pid === null) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return started === null || started === (await startOf(pid));
}

/** Field 22 of what Linux tells about a process: ticks from the start of the system to the start of the process. */
async function startOf(pid: number): Promise<string | null> {
  if (process.platform !== "linux") return null;
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return text.slice(text.lastIndexOf(")") + 2).split(" ")[19] ?? null;
}

async function clearBelow(folder: string, names: readonly string[], number: number): Promise<void> {
  for (const name of names) {
    const other = numberOf(name);
    if (other > 0 && other < number) await unlink(path.join(folder, name));
  }
}

function lockFile(folder: string, number: number): string {
  return path.join(folder, `lock.${number}`);
}

function highest(names: readonly string[]): number {
  return Math.max(0, ...names.map(numberOf));
}

function numberOf(name: string): number {
  return Number(/^lock\.(\d+)$/.exec(name)?.[1] ?? 0);
}
