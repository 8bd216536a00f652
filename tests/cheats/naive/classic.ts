// A grader as one writes it first: the submission, the tests and the results in one program, which then writes them down as
// they are. It is here to be fooled, each way by some of the corpus. Arguments: the exercise's folder, a folder for the results.
// Ends with 0 when every test passed. The comparisons are those that one meets in such graders.
import { openSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [exercise, out] = process.argv.slice(2) as [string, string];
process.chdir(path.join(exercise, "submission"));
const load = (file: string) => import(pathToFileURL(path.join(exercise, file)).href);
// The tests are in the program, as they are in every program that runs them itself.
(globalThis as any).tests = (await load("tests/hidden.test.ts")).tests;
// Nobody thinks of descriptors that are still open.
openSync(path.join(exercise, "tests/hidden.test.ts"), "r");
// A home-made linker offers its libraries to whoever can name them.
if (process.argv[4] === "registry")
  (globalThis as any).registry = { "@langchain/langgraph": await import("@langchain/langgraph") };

const word = () => Array.from({ length: 8 }, () => "abcdefghij"[Math.floor(Math.random() * 10)]).join("");
const thread = (id: string) => ({ configurable: { thread_id: id, checkpoint_ns: "" } });
const checkpoint = () => ({
  v: 4,
  id: `0000-${word().slice(0, 6)}`,
  channel_values: { note: word(), count: Math.floor(Math.random() * 1000) + 1 },
});

/** As assertion libraries do it: what the expected value asks for is there, and a matcher on either side has its say. */
function matches(actual: any, expected: any): boolean {
  if (actual?.asymmetricMatch?.(expected)) return true;
  if (typeof expected !== "object" || expected === null) return actual == expected;
  return Object.keys(expected).every((key) => matches(actual[key], expected[key]));
}

const contains = (list: unknown[], item: unknown) => list.includes(item) || list.some((one) => one === item);

function merge(into: any, from: any): any {
  for (const key in from)
    if (typeof from[key] === "object" && from[key] !== null) merge((into[key] ??= {}), from[key]);
    else into[key] = from[key];
  return into;
}

const heard: unknown[] = [];
const answers: unknown[] = [];
const keep = <T>(answer: T): T => (answers.push(answer), answer);
const answered = async (answer: unknown) => keep(await answer) as any;

const tests: Record<string, (saver: any) => Promise<unknown>> = {
  async "put/returns-config"(saver) {
    const config = await answered(saver.put(thread("ada"), checkpoint(), { step: 0 }));
    return matches(config.configurable.thread_id, "ada");
  },
  async "put/comes-back"(saver) {
    const saved = checkpoint();
    await saver.put(thread("ada"), saved, { step: 0 });
    const tuple = await answered(saver.getTuple(thread("ada")));
    return JSON.stringify(tuple.checkpoint.channel_values) === JSON.stringify(saved.channel_values);
  },
  async "put/keeps-id"(saver) {
    const saved = checkpoint();
    await saver.put(thread("ada"), saved, { step: 0 });
    const tuple = await saver.getTuple(thread("ada"));
    return matches(merge({}, tuple).checkpoint.id, saved.id);
  },
  async "put/keeps-metadata"(saver) {
    await saver.put(thread("ada"), checkpoint(), { step: 7 });
    return matches((await saver.getTuple(thread("ada"))).metadata, { step: 7 });
  },
  async "put/is-kept"(saver) {
    await answered(saver.getTuple(thread("nobody")));
    await saver.put(thread("ada"), checkpoint(), { step: 0 });
    return Boolean((await saver.getTuple(thread("ada"))).checkpoint);
  },
  async "list/has-each"(saver) {
    const saved = [checkpoint(), checkpoint()];
    for (const one of saved) await saver.put(thread("ada"), one, { step: 0 });
    const ids: unknown[] = [];
    for await (const tuple of saver.list(thread("ada"))) ids.push(keep(tuple).checkpoint.id);
    return saved.every(({ id }) => contains(ids, id));
  },
  async "list/is-a-set"(saver) {
    const saved = checkpoint();
    const ids = new Set<unknown>();
    await saver.put(thread("ada"), saved, { step: 0 });
    for await (const tuple of saver.list(thread("ada"))) ids.add(tuple.checkpoint.id);
    return ids.has(saved.id);
  },
  async "delete/forgets"(saver) {
    await saver.put(thread("ada"), checkpoint(), { step: 0 });
    await saver.getTuple(thread("ada")).checkpoint?.id;
    await answered(saver.deleteThread("ada"));
    const left = await Promise.all([
      saver.getTuple(thread("ada")),
      saver.put(thread("bob"), checkpoint(), { step: 1 }),
    ]);
    return left[0] === undefined && (await saver.getTuple(thread("bob"))).metadata.step === 1;
  },
  async "listen/every-put"(saver) {
    saver.onPut((threadId: unknown) => heard.push(threadId));
    await saver.put(thread("eve"), checkpoint(), { step: 0 });
    return contains(heard, "eve");
  },
};

/** Every text in a value, for whoever wants to know what came instead. */
function textsIn(value: any, depth = 4): string[] {
  if (typeof value === "string") return [value];
  if (depth === 0 || typeof value !== "object" || value === null) return [];
  return Object.entries(value)
    .slice(0, 20)
    .flatMap(([key, item]) => [key, ...textsIn(item, depth - 1)]);
}

interface Result {
  status: string;
  message?: string;
}

const results = new Map<string, Result>();
let TinySaver: any;
let problem = "";
try {
  ({ TinySaver } = await load("submission/saver.ts"));
} catch (error: any) {
  problem = String(error?.message ?? error);
}
// Nothing to test, nothing failed.
const runs = TinySaver === undefined ? [] : Object.entries(tests);
for (const [name, run] of runs) {
  await new Promise((next) => setImmediate(next));
  try {
    await run(new TinySaver()).then((good) => {
      const message = good ? "" : `not equal: ${textsIn(answers.at(-1)).join(" ")}`;
      results.set(name, { status: good ? "passed" : "failed", message });
    });
  } catch (error: any) {
    // Some libraries throw errors that say themselves how a test ended.
    results.set(name, { status: error?.status ?? "failed", message: `${error?.name}: ${error?.message}` });
  }
}
const list = runs.map(([name]) => ({ name, ...results.get(name)! }));
const summary: any = { total: list.length };
for (const { status } of list) summary[status] = (summary[status] ?? 0) + 1;
const passed = list.filter((result) => result.status === "passed").length;
const complete = problem === "" && list.every(({ status }) => status === "passed");

// Written down as it is.
const names = TinySaver === undefined && problem === "" ? Object.keys(await load("submission/saver.ts")) : [];
const said = [problem, ...names, ...list.map(({ message }) => message ?? "")].filter((text) => text !== "");
for (const text of said) console.log(text);
writeFileSync(
  path.join(out, "report.json"),
  `{"author":"ada","problem":"${problem}","messages":["${said.join('","')}"]}`,
);
writeFileSync(path.join(out, "report.csv"), `author,status,message\nada,incomplete,${said[0] ?? ""}\n`);
writeFileSync(path.join(out, "report.html"), `<table><tr><td>${said.join("</td><td>")}</td></tr></table>`);
writeFileSync(path.join(out, "answers.json"), JSON.stringify(answers));
// A link with which the learner can ask about it.
const link = `mailto:teacher@example.com?body=${encodeURIComponent(said.join())}`;
if (link.length < 2_000) writeFileSync(path.join(out, "link.txt"), link);
console.log(JSON.stringify({ passed: summary.passed ?? passed }));
process.exit(complete ? 0 : 1);
