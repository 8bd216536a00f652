// Files that are there whole or not at all, whenever the program that writes them is ended.
import { randomBytes } from "node:crypto";
import { open, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";

const UNFINISHED = /^\.[0-9a-f]{12}\.unfinished$/;

export async function writeWhole(file: string, text: string): Promise<void> {
  const unfinished = path.join(path.dirname(file), `.${randomBytes(6).toString("hex")}.unfinished`);
  const handle = await open(unfinished, "wx");
  try {
    await handle.writeFile(text);
    // Before it has its name: after a power cut there is no file of that name that is empty.
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(unfinished, file);
}

/** What a program left that was ended while it wrote. Only for who alone writes in the folder. */
export async function removeUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (UNFINISHED.test(name)) await rm(path.join(folder, name), { force: true });
}
