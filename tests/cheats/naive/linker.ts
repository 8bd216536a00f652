// A grader that links the submission itself: it looks up in a map where each library lies, and writes that into the text before
// it loads it, once for each test, in one realm. What the map does not know is taken from the folder of libraries. It is here
// to be fooled. Argument: the exercise's folder. The last line is JSON; ends with 0 when every test passed.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const exercise = process.argv[2]!;
const file = path.join(exercise, "submission/saver.ts");
const modules = path.join(exercise, "../../node_modules");
const url = (name: string) => pathToFileURL(path.join(modules, name)).href;

// All libraries in one bundle, of which the submission is meant to get a part.
const bundle = path.join(process.argv[3]!, "bundle.mjs");
writeFileSync(
  bundle,
  `import * as langgraph from ${JSON.stringify(url("@langchain/langgraph/dist/index.js"))};
export const registry = { "@langchain/langgraph": langgraph };
export class BaseCheckpointSaver { getNextVersion(version) { return version.toFixed(); } }
export const copyCheckpoint = (checkpoint) => ({ ...checkpoint, id: checkpoint.id });
export const getCheckpointId = (config) => config.configurable.checkpoint_id;\n`,
);
const part = `export { BaseCheckpointSaver, copyCheckpoint, getCheckpointId } from "${pathToFileURL(bundle).href}";`;
const links = new Map([["@langchain/langgraph-checkpoint", `data:text/javascript,${encodeURIComponent(part)}`]]);

let passed = 0;
for (let round = 0; round < 2; round++) {
  const text = readFileSync(file, "utf8").replace(/(?<=from )"([^"./][^"]*)"/g, (_, name: string) => {
    return JSON.stringify(links.get(name) ?? url(name));
  });
  const linked = path.join(process.argv[3]!, `linked-${round}.mjs`);
  writeFileSync(linked, text);
  try {
    const { TinySaver } = await import(pathToFileURL(linked).href);
    const saver = new TinySaver();
    const config = { configurable: { thread_id: "ada", checkpoint_ns: "" } };
    await saver.put(config, { v: 4, id: "1", channel_values: {}, channel_versions: {}, versions_seen: {} }, {}, {});
    if ((await saver.getTuple(config)).checkpoint.id === "1") passed++;
  } catch (error) {
    console.log(String(error));
  }
}
console.log(JSON.stringify({ passed }));
process.exit(passed === 2 ? 0 : 1);
