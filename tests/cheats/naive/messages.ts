// A grader of two processes that computes its verdicts in the wrong one: the child runs the submission and says how each test
// ended, over its channel, over a descriptor and over a port, and the parent believes whatever arrives there. It is here to be
// fooled. Argument: the exercise's folder. The last line is JSON; ends with 0 when everything has passed.
import { fork } from "node:child_process";
import path from "node:path";
import type { Readable } from "node:stream";
import { pathToFileURL } from "node:url";
import { MessageChannel } from "node:worker_threads";

const TESTS = 12;
if (process.send) await runTests();
else judge();

function judge(): void {
  const child = fork(import.meta.filename, process.argv.slice(2), {
    stdio: ["ignore", "inherit", "inherit", "pipe", "ipc"],
  });
  const passed = new Set<unknown>();
  const believe = (message: any) => {
    const said = typeof message === "string" ? (JSON.parse(message) as any) : message;
    if (said?.result?.verdict?.status === "passed") passed.add(said.result.id);
    if (said?.pass === true || said?.passed === true || said?.ok === true || said?.value === true)
      passed.add(said.id ?? said.i ?? said.type);
  };
  child.on("message", believe);
  (child.stdio[3] as Readable)
    .setEncoding("utf8")
    .on("data", (text: string) => text.trim().split("\n").forEach(believe));
  child.on("close", () => {
    console.log(JSON.stringify({ passed: passed.size }));
    process.exit(passed.size >= TESTS ? 0 : 1);
  });
}

/** In the child, where the submission can reach everything that the answers pass through. */
async function runTests(): Promise<void> {
  const file = path.join(process.argv[2]!, "submission/saver.ts");
  const { port1, port2 } = new MessageChannel();
  port2.on("message", (verdict) => process.send!(verdict));
  const { TinySaver } = await import(pathToFileURL(file).href).catch(() => ({ TinySaver: undefined }));
  for (let id = 0; id < 2; id++) {
    const passed = (await new TinySaver().getTuple({}).catch(() => undefined))?.checkpoint !== undefined;
    port1.postMessage(JSON.stringify({ id, passed }));
  }
  setTimeout(() => process.exit(0), 100);
}
