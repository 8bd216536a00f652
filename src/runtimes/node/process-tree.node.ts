// The processes below one, as Linux tells: a sandbox's own process is not the one that runs what is in it.
import { readFileSync } from "node:fs";

const PAGE_BYTES = 4096;

/** Of that process and all below it; 0 where the system does not tell: the heap limit still holds there. */
export function residentBytes(pid: number | undefined): number {
  if (pid === undefined) return 0;
  const own = Number(read(`/proc/${pid}/statm`).split(" ")[1] ?? 0) * PAGE_BYTES;
  return childrenOf(pid).reduce((total, child) => total + residentBytes(child), own);
}

export function childrenOf(pid: number): number[] {
  return read(`/proc/${pid}/task/${pid}/children`).split(" ").filter(Boolean).map(Number);
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
