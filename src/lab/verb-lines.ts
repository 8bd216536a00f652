// The lines of LangGraph that do a verb, as the text of a whole program: shown, copied, and run as they stand.
import type { CheckpointKey } from "../inspect/saver-file.ts";
import { findNode } from "../inspect/find-node.ts";
import type { ForkTree } from "../inspect/fork-tree.ts";
import type { Verb } from "./model.ts";
import { type JsonValue, keyLiteral, literal, parseJson } from "./verb-literal.ts";
import { isWithinPausedRun } from "./verb-tree.ts";

/** `lab` is the file that exports `graphOf`. Throws NotJson for an answer or values that are none. */
export function verbLines(verb: Verb, lab: string, tree: ForkTree): string {
  switch (verb.kind) {
    case "rerun":
      return program(lab, verb.at.thread, [], [configLine(verb.at, tree), "await graph.invoke(null, config);"]);
    case "fork":
      return forkLines(verb, lab, tree);
    case "resume":
      return resumeLines(verb, lab, tree);
    case "continue":
      return program(lab, verb.thread, [], [threadLine(verb.thread), "await graph.invoke(null, config);"]);
    case "copy":
      return saverProgram(lab, verb.thread, `await saver.copyThread(${text(verb.thread)}, ${text(verb.to)});`);
    case "delete":
      return saverProgram(lab, verb.thread, `await saver.deleteThread(${text(verb.thread)});`);
  }
}

function forkLines(verb: Verb & { kind: "fork" }, lab: string, tree: ForkTree): string {
  const { at, values, replace, asNode } = verb;
  const written = valuesText(parseJson(values), replace);
  const node = asNode === null ? "" : `, ${text(asNode)}`;
  const imports = replace.length > 0 ? ["Overwrite"] : [];
  const paused = isWithinPausedRun(tree, at);
  const update = `await graph.updateState(config, ${written}${node});`;
  const lines = paused
    ? [update, `await graph.invoke(null, ${literal({ configurable: { thread_id: at.thread } })});`]
    : [`const forked = ${update}`, "await graph.invoke(null, forked);"];
  return program(lab, at.thread, imports, [configLine(at, tree), ...lines]);
}

function resumeLines({ at, answer }: Verb & { kind: "resume" }, lab: string, tree: ForkTree): string {
  const resume = literal(parseJson(answer), 0, "await graph.invoke(new Command({ resume: }), config);".length);
  // At the end of a thread its id is enough. With the id of the checkpoint, parallel nodes that have finished run again.
  const config = findNode(tree, at)?.isLatest ? threadLine(at.thread) : configLine(at, tree);
  return program(
    lab,
    at.thread,
    ["Command"],
    [config, `await graph.invoke(new Command({ resume: ${resume} }), config);`],
  );
}

function program(lab: string, thread: string, names: readonly string[], lines: readonly string[]): string {
  const imports = names.length > 0 ? [`import { ${names.join(", ")} } from "@langchain/langgraph";`] : [];
  return [...imports, labImport(lab), "", `const graph = graphOf(${text(thread)});`, ...lines, ""].join("\n");
}

function saverProgram(lab: string, thread: string, line: string): string {
  return [
    'import type { SqlJsSaver } from "@forkpoint/savers";',
    labImport(lab),
    "",
    `const saver = graphOf(${text(thread)}).checkpointer as SqlJsSaver;`,
    line,
    "",
  ].join("\n");
}

function labImport(lab: string): string {
  return `import { graphOf } from ${text(`./${lab}`)};`;
}

function threadLine(thread: string): string {
  return configText({ thread_id: thread });
}

/**
 * A subgraph's checkpoint is only found by way of those above it: without the map, `checkpoint_ns` is dropped without a word
 * and the whole graph runs on from its latest checkpoint.
 */
function configLine(at: CheckpointKey, tree: ForkTree): string {
  const { thread, namespace, id } = at;
  if (namespace === "") return configText({ thread_id: thread, checkpoint_id: id });
  const above = Object.entries(findNode(tree, at)?.row.parents ?? {});
  const map = Object.fromEntries([...above.filter(([name]) => name !== namespace), [namespace, id]]);
  return configText({ thread_id: thread, checkpoint_ns: namespace, checkpoint_id: id, checkpoint_map: map });
}

function configText(configurable: JsonValue): string {
  return `const config = ${literal({ configurable }, 0, "const config = ;".length)};`;
}

/** Each channel by itself, so that `new Overwrite(…)` can stand around a value. */
function valuesText(values: JsonValue, replace: readonly string[]): string {
  const plain = literal(values, 0, "const forked = await graph.updateState(config, );".length);
  if (replace.length === 0 || typeof values !== "object" || values === null || Array.isArray(values)) return plain;
  const lines = Object.entries(values).map(([channel, value]) => {
    const name = keyLiteral(channel);
    const written = literal(value as JsonValue, 2, name.length + 4);
    return `  ${name}: ${replace.includes(channel) ? `new Overwrite(${written})` : written},\n`;
  });
  return `{\n${lines.join("")}}`;
}

function text(value: string): string {
  return JSON.stringify(value);
}
