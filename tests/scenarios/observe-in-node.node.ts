// Runs one of the programs beside this file in a process of its own and gives what the scenarios saw there.
import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import type { Observed } from "./compare.ts";

export async function observeInNode(program: "run-native" | "run-on-kernel", ...args: string[]): Promise<Observed> {
  const file = path.join(import.meta.dirname, `${program}.node.ts`);
  const command = ["--no-warnings", "--conditions=source", file, ...args];
  const { stdout } = await promisify(execFile)(process.execPath, command, { maxBuffer: 1 << 26 });
  return JSON.parse(stdout) as Observed;
}
