// Ends processes that got away from their group, found by a text that their environment holds. Where there is no /proc
// there are none to be found: what belongs to a terminal ends with it anyway.
import { readdir, readFile } from "node:fs/promises";

export async function killWhatNames(text: string): Promise<void> {
  // Again until there are none: one that is found may just have started another.
  for (let found = await processesNaming(text); found.length > 0; found = await processesNaming(text))
    for (const id of found) kill(id);
}

export async function processesNaming(text: string): Promise<number[]> {
  if (process.platform !== "linux") return [];
  const ids = (await readdir("/proc")).map(Number).filter((id) => Number.isInteger(id) && id !== process.pid);
  const naming = ids.map(async (id) => ((await environmentOf(id)).includes(text) ? [id] : []));
  return (await Promise.all(naming)).flat();
}

/** Empty when it has ended, has no environment any more, or is another user's. */
function environmentOf(id: number): Promise<string> {
  return readFile(`/proc/${id}/environ`, "latin1").catch(() => "");
}

function kill(id: number): void {
  try {
    process.kill(id, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
