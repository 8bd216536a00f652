// What a learner is not to see before Check is in no page, and in no file that is fetched before Check.
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { readdirSync, readFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import path from "node:path";
import { expect, test } from "vitest";
import { listExercises, readExercise } from "../../src/course/read-exercise.node.ts";
import { DIST, ROOT, serveSite } from "./built-site.ts";
import { check, openExercise, run, visit } from "./visit.ts";

interface Secret {
  readonly name: string;
  readonly lines: readonly string[];
}

/** Everything that an author meant to be read before Check, of the whole course, squeezed. */
async function openText(): Promise<string> {
  const texts = filesBelow(path.join(ROOT, "lessons"), /\.(mdx|ts)$/).map((file) => readFileSync(file, "utf8"));
  for (const id of await listExercises(ROOT)) {
    const { starter, tests } = await readExercise(ROOT, id);
    const prompt = path.join(ROOT, "exercises", id, "prompt.mdx");
    texts.push(...Object.values(starter), readFileSync(tests.visible, "utf8"), readFileSync(prompt, "utf8"));
  }
  return squeeze(texts.join("\n"));
}

/** Lines of what is to be found out, squeezed, that are not in the open. */
async function secretsOf(id: string, open: string): Promise<Secret[]> {
  const exercise = await readExercise(ROOT, id);
  /** What is short is said by chance elsewhere, too. */
  const isTelling = (line: string) => line.length > 24 && !open.includes(line);
  const distinctive = (text: string) =>
    text
      .split("\n")
      .filter((line) => !line.trimStart().startsWith("import"))
      .map(squeeze)
      .filter(isTelling);
  const hidden = readFileSync(exercise.tests.hidden, "utf8");
  const rules = [...hidden.matchAll(/rule:\s*"([^"]+)"/g)].map(([, rule = ""]) => squeeze(rule)).filter(isTelling);
  return [
    ...exercise.solutions.map(({ name, files }) => ({ name, lines: Object.values(files).flatMap(distinctive) })),
    ...exercise.mutants.map(({ name, files, misconception }) => ({
      name: `mutant ${name}`,
      lines: [squeeze(misconception.slice(0, 60)), ...Object.values(files).flatMap(distinctive)],
    })),
    { name: "hidden tests", lines: rules },
  ];
}

/** Without white space and quotes, which minifiers change. */
const squeeze = (text: string): string => text.replace(/[\s"'`;]+/g, "");

function filesBelow(folder: string, pattern: RegExp): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

async function findLeaks(texts: ReadonlyMap<string, string>): Promise<string[]> {
  const leaks: string[] = [];
  const open = await openText();
  for (const id of await listExercises(ROOT))
    for (const { name, lines } of await secretsOf(id, open))
      for (const line of lines)
        for (const [file, text] of texts) if (text.includes(line)) leaks.push(`${file}: ${name} of ${id}: ${line}`);
  return leaks;
}

const read = (files: readonly string[]) =>
  new Map(files.map((file) => [path.relative(DIST, file), squeeze(readFileSync(file, "utf8"))]));

/** What the server in this process is asked for; a browser may tell of a worker's requests only after their answers. */
function watchServer(): Disposable & { readonly paths: ReadonlySet<string> } {
  const paths = new Set<string>();
  const channel = "http.server.request.start";
  const listener = (message: unknown) => {
    const { request } = message as { request: IncomingMessage };
    paths.add(new URL(request.url ?? "/", "http://localhost").pathname);
  };
  subscribe(channel, listener);
  return { paths, [Symbol.dispose]: () => void unsubscribe(channel, listener) };
}

test("no page holds a solution, a mutant or a hidden test", async () => {
  await using _ = await serveSite();
  const pages = filesBelow(DIST, /\.html$/);
  expect(pages.length).toBeGreaterThan(8);
  expect(await findLeaks(read(pages))).toEqual([]);
});

/** Two with code, and one of each form. */
const RUN = ["fork-properly", "the-tree", "null-or-input", "pending-writes", "super-steps"];

test("nothing that is fetched before Check holds one either, and the search finds them where they are", async () => {
  using asked = watchServer();
  await using at = await visit("chromium");
  const fetched = () =>
    [...asked.paths]
      .map((url) => path.join(DIST, url.replace(/\/$/, "/index.html")))
      .filter((file) => /\.(html|js|json|css)$/.test(file) && !/(?:libraries|sql-js)\./.test(file));
  for (const page of ["/", "/claims/"]) await at.open(page);
  // What is loaded for an exercise before Check is the same for all, but for its page, which the test above reads.
  for (const id of RUN) {
    await openExercise(at, id);
    await run(at.tab);
  }
  expect(await findLeaks(read(fetched()))).toEqual([]);
  const before = new Set(fetched());
  await check(at.tab);
  const after = fetched().filter((file) => !before.has(file));
  expect(after.map((file) => path.basename(file)).some((name) => name.startsWith("hidden.test"))).toBe(true);
  expect((await findLeaks(read(after))).length).toBeGreaterThan(0);
});
