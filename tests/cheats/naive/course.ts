// A grader in one program, with the exercise's own tests: it runs them beside the submission and prints how each ended. It is
// here to be fooled. Argument: the exercise's folder. The last line is JSON; ends with 0 when every test passed.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { inProcessHost, runTests } from "@forkpoint/conformance";

const folder = path.join(process.argv[2]!, "submission");
const load = (file: string) => import(pathToFileURL(path.join(folder, file)).href);
const visible = await load("../tests/visible.test.ts");
const hidden = await load("../tests/hidden.test.ts");
const host = inProcessHost({ fresh: () => load("saver.ts"), tools: { module: load } });
const { signal } = new AbortController();
const results = await runTests([...visible.tests, ...hidden.tests], host, { seed: "seed", testMs: 1_000, signal });
const passed = results.filter(({ verdict }) => verdict.status === "passed").length;
for (const result of results) console.log(JSON.stringify(result));
console.log(JSON.stringify({ passed, failed: results.length - passed }));
process.exit(passed === results.length ? 0 : 1);
