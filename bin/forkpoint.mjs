#!/usr/bin/env node
// Starts the command line from its TypeScript source, with the flags that it needs; works from any Node that can start another.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const pinned = fileURLToPath(new URL("../node_modules/.bin/node", import.meta.url));
const program = existsSync(pinned) ? pinned : process.execPath;
const main = fileURLToPath(new URL("../src/cli/main.ts", import.meta.url));
// A signal must not open the inspector of a program that handles submissions.
const flags = ["--conditions=source", "--disable-sigusr1", main];
const child = spawn(program, [...flags, ...process.argv.slice(2)], { stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("error", (error) => {
  console.error(`forkpoint could not be started: ${error.message}`);
  process.exitCode = 2;
});
child.on("exit", (code, signal) => {
  process.exitCode = code ?? (signal ? 130 : 1);
});
