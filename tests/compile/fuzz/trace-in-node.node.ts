// Runs random programs in a Node process of their own: with Node's AsyncLocalStorage, or with ours and compiled for it.
import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import type { ProgramTrace } from "./compare-traces.ts";

export async function traceInNode(mode: "native" | "ours", seed: number, count: number): Promise<ProgramTrace[]> {
  const file = path.join(import.meta.dirname, "trace-programs.node.ts");
  const command = ["--no-warnings", "--conditions=source", file, mode, String(seed), String(count)];
  const { stdout } = await promisify(execFile)(process.execPath, command, { maxBuffer: 1 << 26 });
  return JSON.parse(stdout) as ProgramTrace[];
}
