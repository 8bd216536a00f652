// A small shell process that outlives ours: when our end of its input closes, however we ended, it kills what our
// programs left running and removes the folder.
import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Socket } from "node:net";

const PROGRAM = `
trap '' HUP INT TERM
read -r _
for found in $(grep -lsaF -- "$1" /proc/[0-9]*/environ); do
  process="\${found#/proc/}"
  kill -KILL "\${process%/environ}"
done
rm -rf -- "$1"
`;

export interface Guardian {
  /** Resolves when the folder is gone. */
  end(): Promise<void>;
}

export function guard(folder: string): Guardian {
  const shell = spawn("/bin/sh", ["-c", PROGRAM, "stand-in-guardian", folder], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
    env: { PATH: "/usr/bin:/bin" },
  });
  shell.unref();
  (shell.stdin as Socket).unref();
  return {
    async end() {
      if (shell.exitCode !== null) return;
      const ended = once(shell, "exit");
      shell.ref();
      shell.stdin.end();
      await ended;
    },
  };
}
