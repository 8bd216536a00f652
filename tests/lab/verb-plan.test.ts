// What a plan says: read from files of real runs, and from rows that no run would leave.
import { expect, test } from "vitest";
import { forkTree } from "../../src/inspect/fork-tree.ts";
import { readCheckpoints } from "../../src/inspect/read-checkpoints.ts";
import type { Verb } from "../../src/lab/model.ts";
import { named } from "../../src/lab/plan-words.ts";
import { planVerb } from "../../src/lab/plan-verb.ts";
import { sqlJs } from "../savers/saver-at-hand.ts";
import { directly, keyOf, treeOf } from "./verb-world.ts";

const THREADS = ["row-1", "ask-1", "fan-1", "deep-1", "own-1"];
const { bytes } = await directly(null, false, async (graphOf) => {
  for (const thread of THREADS) await graphOf(thread).invoke({ log: ["go"] }, { configurable: { thread_id: thread } });
});
const tree = treeOf(bytes);
const plan = (verb: Verb) => planVerb(verb, tree, "app.ts");
const forkAt = (thread: string, name: string, more: Partial<Verb & { kind: "fork" }> = {}) =>
  plan({ kind: "fork", at: keyOf(tree, thread, name), values: "{}", replace: [], asNode: null, ...more });

test("a re-run names the nodes, and says what it writes first", () => {
  const { says, notes, again, blocked } = plan({ kind: "rerun", at: keyOf(tree, "row-1", "s1·a") });
  expect({ says, again, blocked }).toEqual({ says: "Runs 2 nodes again: b, c.", again: ["b", "c"], blocked: null });
  expect(notes).toEqual([
    "That is what ran the last time. Where the graph decides by its state, it may go another way now.",
    "First it writes a copy of this checkpoint (source “fork”), and what runs hangs from the copy. The old branch stays as it is.",
  ]);
});

test("a question that waits is asked again by everything but an answer", () => {
  const at = keyOf(tree, "ask-1", "s1·a");
  expect(plan({ kind: "rerun", at }).notes).toEqual([
    "b stopped at a question the last time, and asks again: an answer from before does not count here.",
    "It is the end of the thread, so the run goes on from it, and no branch begins.",
  ]);
  expect(plan({ kind: "continue", thread: "ask-1" }).notes[0]).toBe(
    "It asks its question again and waits: to answer it, use Resume.",
  );
  expect(plan({ kind: "resume", at, answer: '"yes"' })).toMatchObject({ says: "Runs 1 node again: b.", blocked: null });
});

test("a resume is refused where nothing waits, in a subgraph, and without an answer", () => {
  const blocked = (thread: string, name: string, answer: string, lane = "") =>
    plan({ kind: "resume", at: keyOf(tree, thread, name, lane), answer }).blocked;
  expect(blocked("row-1", "s1·a", "1")).toBe("No interrupt waits here for an answer.");
  expect(blocked("deep-1", "s1·a", "1", "s")).toBe("A question is answered in the graph itself. Choose s1·a there.");
  expect(blocked("ask-1", "s1·a", "false")).toBe(
    "LangGraph takes false for no answer at all. Under the id of its interrupt it is one.",
  );
  expect(blocked("ask-1", "s1·a", "yes")).toMatch(/^The answer is no JSON: /);
});

test("a fork counts as the work of the node that wrote the checkpoint, and asks where two did", () => {
  expect(forkAt("row-1", "s1·a").again).toEqual(["b", "c"]);
  expect(forkAt("row-1", "s1·a", { asNode: "b" }).again).toEqual(["c"]);
  expect(forkAt("row-1", "s1·a", { asNode: "c" })).toMatchObject({
    says: "Runs nothing: no node follows c.",
    again: [],
  });
  expect(forkAt("fan-1", "s2·a").blocked).toBe(
    "p, q wrote this checkpoint together, so LangGraph cannot tell whose work your edit is. Choose a node.",
  );
  expect(forkAt("fan-1", "s2·a", { asNode: "p" })).toMatchObject({ says: "Runs what follows p.", blocked: null });
});

test("an edit that is no object of channels is refused", () => {
  expect(forkAt("row-1", "s1·a", { values: "[1]" }).blocked).toBe(
    "The edit has to be an object, with one key for each channel.",
  );
  expect(forkAt("row-1", "s1·a", { values: "{" })).toMatchObject({
    lines: "",
    blocked: expect.stringMatching(/no JSON/) as unknown,
  });
});

test("a copy needs a free name, and a thread", () => {
  const copy = (thread: string, to: string) => plan({ kind: "copy", thread, to });
  expect(copy("row-1", "row-2").says).toBe("Copies 5 checkpoints with all that lies beside them. Runs nothing.");
  expect(copy("row-1", "ask-1").blocked).toBe("There is a thread “ask-1” already. Choose a name that is free.");
  expect(copy("row-1", " ").blocked).toBe("The new thread needs a name.");
  expect(copy("nobody", "row-2").blocked).toBe("This file has no thread “nobody”.");
});

test("deleting says what goes and what stays", () => {
  const { says, notes } = plan({ kind: "delete", thread: "own-1" });
  expect(says).toBe("Deletes 10 checkpoints of this thread, 1 subgraph namespace included. Runs nothing.");
  expect(notes).toEqual([
    "What nodes put into the Store stays: deleting a thread does not touch it.",
    "You can undo this.",
  ]);
});

test("without a graph every verb is refused, and its lines are told all the same", () => {
  const { blocked, lines } = planVerb({ kind: "continue", thread: "ask-1" }, tree, null);
  expect(blocked).toBe("This exercise offers no graph to the lab, so nothing can be run over its database here.");
  expect(lines).toContain("await graph.invoke(null, config);");
});

test("a checkpoint that is gone, or whose graph above is gone, is refused", () => {
  const gone = { thread: "row-1", namespace: "", id: "x" };
  expect(plan({ kind: "rerun", at: gone }).blocked).toBe("This checkpoint is not in the file any more.");
  const rows = readCheckpoints(sqlJs, bytes).filter(({ thread, namespace }) => thread === "own-1" && namespace !== "");
  const alone = forkTree(rows);
  expect(planVerb({ kind: "rerun", at: keyOf(alone, "own-1", "s1·a", "s") }, alone, "app.ts").blocked).toBe(
    "LangGraph reaches a subgraph's checkpoint by way of the one above it, and that is not in this file.",
  );
});

test("what a newer replay did counts, not what the run before it did", async () => {
  const { bytes: failed } = await directly(bytes, true, async (graphOf) => {
    const { id } = keyOf(tree, "fan-1", "s0·a");
    const config = { configurable: { thread_id: "fan-1", checkpoint_id: id } };
    await expect(graphOf("fan-1").invoke(null, config)).rejects.toThrow("q failed");
  });
  const { again, notes } = planVerb({ kind: "rerun", at: keyOf(tree, "fan-1", "s0·a") }, treeOf(failed), "app.ts");
  expect(again).toEqual(["a", "p", "q"]);
  expect(notes[0]).toBe("What follows is not in this file: it has not run yet.");
});

test("of a run that saved only its end, the file tells the first step", async () => {
  const at = keyOf(tree, "row-1", "s1·a");
  const { bytes: ended } = await directly(bytes, false, (graphOf) =>
    graphOf("row-1").invoke(null, {
      configurable: { thread_id: "row-1", checkpoint_id: at.id },
      durability: "exit",
    }),
  );
  const { again, notes } = planVerb({ kind: "rerun", at }, treeOf(ended), "app.ts");
  expect(again).toEqual(["b"]);
  expect(notes[0]).toBe(
    "The steps after that were not saved (durability “exit”), so the file does not tell what else ran.",
  );
  const end = {
    thread: "row-1",
    namespace: "",
    id: treeOf(ended).threads.find(({ thread }) => thread === "row-1")!.namespaces[0]!.latest.row.id,
  };
  const fork = { kind: "fork", at: end, values: "{}", replace: [], asNode: null } as const;
  expect(planVerb(fork, treeOf(ended), "app.ts").says).toBe("Runs what follows the node that wrote last.");
});

test("what follows a node is what followed it last", () => {
  const [row] = readCheckpoints(sqlJs, bytes).filter(({ thread }) => thread === "row-1");
  const rounds = [["n"], ["n"], []].map((next, step) => {
    const parent = step === 0 ? null : `${step - 1}`;
    return { ...row!, id: `${step}`, parent, step, next, finished: [], source: "loop", dangling: false };
  });
  const at = { thread: "row-1", namespace: "", id: "0" };
  const fork = { kind: "fork", at, values: "{}", replace: [], asNode: "n" } as const;
  expect(planVerb(fork, forkTree(rounds), "app.ts").says).toBe("Runs nothing: no node follows n.");
});

test("nodes in a row are counted together, long names are cut, and many are not all named", () => {
  expect(named(["a", "b", "b", "b", "a"])).toBe("a, b 3 times, a");
  expect(named(["x".repeat(90)])).toBe(`${"x".repeat(40)}…`);
  expect(named([..."abcdefghijkl"])).toBe("a, b, c, d, e, f, g, h and 4 more");
});
