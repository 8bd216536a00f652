// A grader as one writes it first: submission, tests and result in one program. It is here to be fooled, see cheats.test.ts.
// Prints one line of JSON, and exits with 0 when every test passed.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { inProcessHost, runTests } from "@forkpoint/conformance";

const folder = process.argv[2]!;
const load = (file: string) => import(pathToFileURL(path.join(folder, file)).href);
const visible = await load("../tests/visible.test.ts");
const hidden = await load("../tests/hidden.test.ts");
const host = inProcessHost({ fresh: () => load("saver.ts"), tools: { module: load } });
const { signal } = new AbortController();
const results = await runTests([...visible.tests, ...hidden.tests], host, { seed: "seed", testMs: 1_000, signal });
const passed = results.filter(({ verdict }) => verdict.status === "passed").length;
console.log(JSON.stringify({ passed, failed: results.length - passed }));
process.exit(passed === results.length ? 0 : 1);
