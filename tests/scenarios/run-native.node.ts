// The truth: the scenarios in Node on the packages as they are installed, with Node's own AsyncLocalStorage.
import { runAll } from "./index.ts";

console.log = () => {}; // LangGraph tells of its retries there, and the result goes where the console does

process.stdout.write(JSON.stringify(await runAll()), () => process.exit(0));
