// A process of its own for one run of random programs: arguments are native|ours, the seed and the count.
import { AsyncLocalStorage as NativeStorage } from "node:async_hooks";
import { readFile } from "node:fs/promises";
import { AsyncLocalStorage as OurStorage, installAsyncContext } from "../../../src/guest/async-context.ts";
import { restoreContext } from "../../../src/compile/restore-context.ts";
import { randomPrograms } from "./random-programs.ts";

const [mode, seed, count] = process.argv.slice(2);
process.on("unhandledRejection", () => {});

const runner = await readFile(new URL("./run-programs.js", import.meta.url), "utf8");
const programs = randomPrograms(Number(seed), Number(count));
const ours = mode === "ours";
if (ours) installAsyncContext();
const load = (text: string) =>
  import(`data:text/javascript,${encodeURIComponent(ours ? restoreContext(text, "module") : text)}`);
const { runPrograms } = await load(runner);
const traces = await runPrograms((await load(programs)).programs, ours ? new OurStorage() : new NativeStorage());
process.stdout.write(JSON.stringify(traces));
