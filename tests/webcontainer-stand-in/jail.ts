// Paths as a page names them, kept inside one folder: neither `..` nor a symbolic link leads out of it.
import { lstat, realpath } from "node:fs/promises";
import path from "node:path";

export class PathRefused extends Error {
  override readonly name = "PathRefused";
}

export class Jail {
  readonly folder: string;

  /** `folder` must be a real path: no part of it a symbolic link. */
  constructor(folder: string) {
    this.folder = folder;
  }

  /** Where `name` is; it need not exist. Absolute and relative names are both those of the folder. */
  async resolve(name: string): Promise<string> {
    const relative = path.posix.normalize(name).replace(/^\/+/, "");
    if (name.includes("\0") || relative.split("/").includes("..")) throw refused(name);
    const full = path.join(this.folder, relative);
    if (!this.#holds(await deepestReal(full, name))) throw refused(name);
    return full;
  }

  /** A symbolic link may only name what is in the folder, and relative to where it really is. */
  async checkLink(link: string, target: string): Promise<void> {
    const full = path.resolve(await realpath(path.dirname(link)), target);
    // Where `a/..` leads is not known before `a` is looked at: only the beginning may go up.
    const isPlain = path.posix.normalize(target) === target;
    if (!isPlain || !this.#holds(full) || !this.#holds(await deepestReal(full, target)))
      throw refused(`${link} -> ${target}`);
  }

  #holds(full: string): boolean {
    return full === this.folder || full.startsWith(`${this.folder}/`);
  }
}

/** The real path of the part of `full` that exists. */
async function deepestReal(full: string, name: string): Promise<string> {
  for (let part = full; ; part = path.dirname(part)) {
    try {
      return await realpath(part);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      // A link to what does not exist: writing through it would make that, wherever it is.
      if (await exists(part)) throw refused(name);
    }
  }
}

async function exists(part: string): Promise<boolean> {
  return (await lstat(part).catch(() => null)) !== null;
}

const refused = (name: string) => new PathRefused(`EACCES: the path leaves the container: '${name}'`);
