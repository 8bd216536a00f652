// The folders of jobs in the container: one each, below one that nothing else is in.
import type { WebContainer } from "@webcontainer/api";

const BASE = "jobs";
/** From a job's folder to what was mounted. */
export const FROM_FOLDER_TO_ROOT = "../..";

type Files = Pick<WebContainer["fs"], "mkdir" | "readdir" | "rm">;

export class ContainerFolders {
  readonly #files: Files;

  constructor(files: Files) {
    this.#files = files;
  }

  /** Answers where it is. */
  async make(folder: string): Promise<string> {
    const at = pathOf(folder);
    await this.#files.mkdir(at, { recursive: true });
    return at;
  }

  async empty(folder: string): Promise<void> {
    const at = pathOf(folder);
    const names = await this.#files.readdir(at).catch((error: unknown) => {
      // Errors lose their code on the way here.
      if (/ENOENT/.test(String(error))) return [];
      throw error;
    });
    for (const name of names) await this.#files.rm(`${at}/${name}`, { recursive: true, force: true });
  }

  async remove(folder: string): Promise<void> {
    await this.#files.rm(pathOf(folder), { recursive: true, force: true });
  }
}

function pathOf(folder: string): string {
  if (!/^[\w-]+$/.test(folder)) throw new RangeError(`not the name of a job's folder: ${JSON.stringify(folder)}`);
  return `${BASE}/${folder}`;
}
