// What a verb will do, told before it is done: read from the file alone, nothing is run for it.
import { findNode, findThread, nodesOf } from "../inspect/find-node.ts";
import type { ForkTree, ThreadTree } from "../inspect/fork-tree.ts";
import type { Verb, VerbPlan } from "./model.ts";
import { NOT_THERE, planFork, planRerun } from "./plan-branch.ts";
import { blocked, count, named, nodesOfRun, saysEnd, saysRun, short, type Told } from "./plan-words.ts";
import { verbLines } from "./verb-lines.ts";
import { type JsonValue, NotJson, parseJson } from "./verb-literal.ts";
import { nodesAbove, runFrom, tasksOf } from "./verb-tree.ts";

const NO_GRAPH = "This exercise offers no graph to the lab, so nothing can be run over its database here.";

/** `lab`: the file that exports `graphOf`; null when there is none. The lines are told even where the verb is blocked. */
export function planVerb(verb: Verb, tree: ForkTree, lab: string | null): VerbPlan {
  const told = tell(verb, tree);
  return {
    ...told,
    lines: linesOf(verb, tree, lab ?? "app.ts"),
    blocked: told.blocked ?? (lab === null ? NO_GRAPH : null),
  };
}

function linesOf(verb: Verb, tree: ForkTree, lab: string): string {
  try {
    return verbLines(verb, lab, tree);
  } catch (error) {
    // What is wrong with it is told by `blocked`.
    if (error instanceof NotJson) return "";
    throw error;
  }
}

function tell(verb: Verb, tree: ForkTree): Told {
  switch (verb.kind) {
    case "rerun":
      return planRerun(verb, tree);
    case "fork":
      return planFork(verb, tree);
    case "resume":
      return planResume(verb, tree);
    case "continue":
      return planContinue(verb, tree);
    case "copy":
      return planCopy(verb, tree);
    case "delete":
      return planDelete(verb, tree);
  }
}

function planResume({ at, answer }: Verb & { kind: "resume" }, tree: ForkTree): Told {
  const node = findNode(tree, at);
  if (!node) return blocked(NOT_THERE);
  const { interrupts, asked, namespace, next } = node.row;
  if (interrupts === 0)
    return blocked(
      asked > 0
        ? "Its question has been answered. Re-run from here to be asked again."
        : "No interrupt waits here for an answer.",
    );
  if (namespace !== "") {
    const root = nodesAbove(tree, node)?.at(-1);
    return blocked(
      `A question is answered in the graph itself. Choose ${root?.name ?? "its latest checkpoint"} there.`,
    );
  }
  const wrong = answerProblem(answer);
  if (wrong !== null) return blocked(wrong);

  const tasks = node.isLatest ? next : tasksOf(node);
  const run = runFrom(node, tasks, false);
  const again = nodesOfRun(run);
  return {
    says: saysRun(again, "again"),
    notes: [
      "A node that was interrupted runs again from its first line, up to the question, which then has your answer.",
      saysEnd(run),
      ...(node.isLatest ? [] : ["It is not the latest: all nodes of its step run, those that had finished too."]),
    ],
    again,
    blocked: null,
  };
}

/** LangGraph looks whether an answer is truthy, and an empty one is none to it. */
function answerProblem(answer: string): string | null {
  let value: JsonValue;
  try {
    value = parseJson(answer);
  } catch (error) {
    if (error instanceof NotJson) return `The answer is no JSON: ${error.message}`;
    throw error;
  }
  if (value) return null;
  return `LangGraph takes ${JSON.stringify(value)} for no answer at all. Under the id of its interrupt it is one.`;
}

function planContinue({ thread }: Verb & { kind: "continue" }, tree: ForkTree): Told {
  const latest = latestOf(findThread(tree, thread));
  if (!latest) return blocked(`This file has no thread “${short(thread)}”, and invoke(null) on an unknown one throws.`);
  const { next, interrupts, finished, errors } = latest.row;
  if (next.length === 0) return blocked("This thread is finished: nothing is next, so invoke(null) would run nothing.");
  const run = runFrom(latest, next, interrupts > 0);
  const again = nodesOfRun(run);
  return {
    says: saysRun(again, latest.row.pendingWrites > 0 ? "again" : ""),
    notes: [
      interrupts > 0 ? "It asks its question again and waits: to answer it, use Resume." : saysEnd(run),
      ...(errors.length > 0 ? [`It failed the last time: ${errors[0]}`] : []),
      ...(finished.length > 0
        ? [`${named(finished)} had finished: that result is kept, and it does not run again.`]
        : []),
    ],
    again,
    blocked: null,
  };
}

function planCopy({ thread, to }: Verb & { kind: "copy" }, tree: ForkTree): Told {
  const found = findThread(tree, thread);
  if (!found) return blocked(`This file has no thread “${short(thread)}”.`);
  if (to.trim() === "") return blocked("The new thread needs a name.");
  if (findThread(tree, to)) return blocked(`There is a thread “${short(to)}” already. Choose a name that is free.`);
  return {
    says: `Copies ${count(sizeOf(found), "checkpoint")} with all that lies beside them. Runs nothing.`,
    notes: [
      "The whole history goes along, and ids stay the same. Each thread then goes on alone.",
      "This is the saver's doing. LangGraph's own way, updateState on a new thread, copies one state and no history.",
    ],
    again: [],
    blocked: null,
  };
}

function planDelete({ thread }: Verb & { kind: "delete" }, tree: ForkTree): Told {
  const found = findThread(tree, thread);
  if (!found) return blocked(`This file has no thread “${short(thread)}”.`);
  const below = found.namespaces.length - 1;
  const inside = below > 0 ? `, ${count(below, "subgraph namespace")} included` : "";
  return {
    says: `Deletes ${count(sizeOf(found), "checkpoint")} of this thread${inside}. Runs nothing.`,
    notes: ["What nodes put into the Store stays: deleting a thread does not touch it.", "You can undo this."],
    again: [],
    blocked: null,
  };
}

function latestOf(found: ThreadTree | null) {
  return found?.namespaces.find(({ namespace }) => namespace === "")?.latest ?? null;
}

function sizeOf({ namespaces }: ThreadTree): number {
  return namespaces.reduce((sum, each) => sum + [...nodesOf(each)].length, 0);
}
