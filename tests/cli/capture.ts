// Runs a command in this process and keeps what it wrote.
import { runCli } from "../../src/cli/main.ts";

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunIn {
  readonly terminal?: boolean;
  readonly env?: Record<string, string>;
  readonly signal?: AbortSignal;
}

export async function run(args: readonly string[], { terminal = false, env = {}, signal }: RunIn = {}): Promise<Ran> {
  let stdout = "";
  let stderr = "";
  const streams = {
    stdout: { write: (text: string) => (stdout += text), isTTY: terminal },
    stderr: { write: (text: string) => (stderr += text), isTTY: terminal, columns: 80 },
    env,
  };
  const code = await runCli(args, streams, signal ?? new AbortController().signal);
  return { code, stdout, stderr };
}
