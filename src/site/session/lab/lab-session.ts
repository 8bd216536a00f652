// One lab over one set of databases: what is looked at, what is done to it, and the way back. Knows no DOM.
import type { Exercise, Files } from "../../../course/model.ts";
import { findNode, keyOf, latestOf } from "../../../inspect/find-node.ts";
import { forkTree } from "../../../inspect/fork-tree.ts";
import { InspectError } from "../../../inspect/inspect-error.ts";
import type { CheckpointKey, QueryResult } from "../../../inspect/saver-file.ts";
import type { Tampering } from "../../../inspect/tamper.ts";
import { verbLines } from "../../../lab/verb-lines.ts";
import type { CrashExperiment, CrashOutcome, Verb } from "../../../lab/model.ts";
import type { NamedDatabase } from "../../../runtimes/runtime.ts";
import { WorkCancelled, type JudgeClient } from "../judge-client.ts";
import type { RunResult, WorkEvent } from "../protocol.ts";
import { findByName, type NamedCheckpoint } from "./named-checkpoint.ts";
import { doneWords, endOfRun, tooLarge, wordsOf } from "./lab-words.ts";
import { LOADING, sameKey, type LabState, type Reading } from "./lab-state.ts";
import { collectPrinted } from "./printed.ts";
import type { Reader } from "./reader.ts";

/** What verbs run: the learner's files, whose `lab` file offers the graph. */
export interface LabProgram {
  readonly exercise: Exercise;
  files(): Files;
}

export interface LabSessionOptions {
  readonly judge: JudgeClient;
  readonly reader: Reader;
  /** Null: there is a database, and no program for it. */
  readonly program: LabProgram | null;
}

export interface LabSession {
  readonly state: LabState;
  readonly program: LabProgram | null;
  subscribe(listener: (state: LabState) => void): void;
  /** The next database that is shown opens at this checkpoint, if it has one of that name. */
  aim(at: NamedCheckpoint): void;
  /** What a run left. There is no way back to what was shown before it. */
  show(databases: readonly NamedDatabase[]): Promise<void>;
  /** A file of the learner's, shown in place of what is there; undo brings that back. */
  openFile(name: string, bytes: Uint8Array): Promise<void>;
  choose(name: string): Promise<void>;
  select(key: CheckpointKey | null): Promise<void>;
  compare(key: CheckpointKey | null): Promise<void>;
  loadGrowth(): Promise<void>;
  run(verb: Verb): Promise<void>;
  stop(): void;
  undo(): Promise<void>;
  redo(): Promise<void>;
  query(sql: string, signal?: AbortSignal): Promise<QueryResult>;
  tamper(change: Tampering): Promise<Uint8Array>;
  /** Runs these lines over a copy, which nobody keeps; resolves with what they printed. */
  tryOut(bytes: Uint8Array, lines: string): Promise<string>;
  crash(experiment: CrashExperiment, signal: AbortSignal): Promise<CrashOutcome>;
}

/** Of the lines that a verb runs; no exercise has a file of that name. */
const LINES_FILE = "lab-lines.ts";
/** Larger files are not opened: everything is held in memory several times over. */
const MOST_BYTES = 64 * 1024 * 1024;
/** Of what undo keeps. */
const MOST_KEPT_BYTES = 128 * 1024 * 1024;

interface Snapshot {
  readonly databases: readonly NamedDatabase[];
  readonly open: string | null;
}

export function openLab({ judge, reader, program }: LabSessionOptions): LabSession {
  const listeners: ((state: LabState) => void)[] = [];
  const past: Snapshot[] = [];
  const future: Snapshot[] = [];
  let job: AbortController | null = null;
  let shown = 0;
  let aim: NamedCheckpoint | null = null;
  let state: LabState = {
    databases: [],
    open: null,
    phase: "empty",
    problem: null,
    tree: null,
    selected: null,
    compared: null,
    state: LOADING,
    changes: null,
    comparison: null,
    growth: null,
    doing: null,
    failure: null,
    canUndo: false,
    canRedo: false,
    said: "",
  };

  const set = (change: Partial<LabState>) => {
    state = { ...state, ...change, canUndo: past.length > 0, canRedo: future.length > 0 };
    for (const listener of listeners) listener(state);
  };

  /** Reads the database of that name; a newer reading makes an older one's answer nobody's. */
  async function read(databases: readonly NamedDatabase[], open: string | null, goTo?: CheckpointKey): Promise<void> {
    const mine = ++shown;
    const database = databases.find(({ name }) => name === open) ?? databases[0];
    if (!database) {
      set({ databases, open: null, phase: "empty", tree: null, selected: null, compared: null, problem: null });
      return;
    }
    set({ databases, open: database.name, phase: state.tree ? state.phase : "reading", problem: null });
    try {
      if (database.bytes.byteLength > MOST_BYTES) throw new InspectError("FILE_UNREADABLE", tooLarge(database.bytes));
      const rows = await reader.ask("open", { bytes: database.bytes });
      if (mine !== shown) return;
      const tree = forkTree(rows);
      const aimed = aim && findByName(tree, aim);
      if (aimed) aim = null;
      const wanted = aimed ?? findNode(tree, goTo ?? state.selected) ?? latestOf(tree, goTo?.thread) ?? latestOf(tree);
      const compared = findNode(tree, state.compared);
      set({
        phase: rows.length > 0 ? "ready" : "empty",
        tree,
        growth: null,
        selected: null,
        compared: compared && keyOf(compared),
      });
      await select(wanted && keyOf(wanted));
    } catch (error) {
      if (mine === shown) set({ phase: "unreadable", problem: wordsOf(error), tree: null, selected: null });
    }
  }

  async function select(key: CheckpointKey | null): Promise<void> {
    if (sameKey(key, state.selected) && state.state.phase === "ready") return;
    const node = findNode(state.tree, key);
    if (!key || !node) return set({ selected: null, state: LOADING, changes: null, comparison: null });
    const parent = node.parent && keyOf(node.parent);
    set({ selected: key, state: LOADING, changes: parent && LOADING });
    const [value, changes] = await Promise.all([
      settle(reader.ask("state", { key })),
      parent && settle(reader.ask("compare", { left: parent, right: key })),
    ]);
    if (!sameKey(key, state.selected)) return;
    set({ state: value, changes });
    await loadComparison();
  }

  async function loadComparison(): Promise<void> {
    const { selected, compared } = state;
    if (!selected || !compared) return set({ comparison: null });
    set({ comparison: LOADING });
    const comparison = await settle(reader.ask("compare", { left: compared, right: selected }));
    if (sameKey(selected, state.selected) && sameKey(compared, state.compared)) set({ comparison });
  }

  function remember(): void {
    past.push({ databases: state.databases, open: state.open });
    future.length = 0;
    let kept = 0;
    for (let index = past.length - 1; index >= 0; index--) {
      kept += past[index]!.databases.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
      if (kept > MOST_KEPT_BYTES) past.splice(0, index + 1);
    }
  }

  async function travel(from: Snapshot[], to: Snapshot[], said: string): Promise<void> {
    // What a verb runs over must not change under it.
    const snapshot = state.doing ? undefined : from.pop();
    if (!snapshot) return;
    to.push({ databases: state.databases, open: state.open });
    await read(snapshot.databases, snapshot.open);
    set({ said, failure: null });
  }

  function start(
    lines: string,
    over: readonly NamedDatabase[],
    signal: AbortSignal,
    onEvent: (event: WorkEvent) => void,
  ) {
    if (!program) throw new Error("there is no program to run this with");
    const { exercise } = program;
    const files = program.files();
    return judge.start(
      { kind: "run", exercise, files, over, program: { path: LINES_FILE, text: lines } },
      signal,
      onEvent,
    );
  }

  async function runVerb(verb: Verb, lines: string): Promise<void> {
    job?.abort();
    const own = (job = new AbortController());
    const before = state;
    set({ doing: verb, failure: null, said: "" });
    const printed = collectPrinted();
    try {
      const result = await start(lines, before.databases, own.signal, printed.hear);
      if (job !== own) return;
      const failure = endOfRun(result, printed.threw());
      if (result.databases.length > 0) {
        remember();
        await read(named(result), before.open, goToAfter(verb));
      }
      // While that was read, another run may have come in between.
      if (job !== own) return;
      set({ failure, said: failure === null ? doneWords(verb) : "" });
    } catch (error) {
      if (job === own && !(error instanceof WorkCancelled)) set({ failure: wordsOf(error) });
    } finally {
      if (job === own) {
        job = null;
        set({ doing: null });
      }
    }
  }

  return {
    get state() {
      return state;
    },
    program,
    subscribe: (listener) => void listeners.push(listener),
    aim: (at) => (aim = at),
    async show(databases) {
      past.length = future.length = 0;
      job?.abort();
      job = null;
      set({ doing: null, failure: null, said: "", selected: null, compared: null });
      await read(databases, state.open);
    },
    async openFile(name, bytes) {
      if (state.databases.length > 0) remember();
      set({ failure: null, said: "", selected: null, compared: null, tree: null });
      await read([{ name, bytes }], name);
      if (state.phase !== "unreadable") set({ said: `${name} is open.` });
    },
    choose: (name) => read(state.databases, name),
    select,
    async compare(key) {
      set({ compared: sameKey(key, state.selected) ? null : key });
      await loadComparison();
    },
    async loadGrowth() {
      if (state.growth !== null || state.phase !== "ready") return;
      set({ growth: LOADING });
      const mine = shown;
      const growth = await settle(reader.ask("growth", {}));
      if (mine === shown) set({ growth });
    },
    async run(verb) {
      const file = program?.exercise.lab;
      if (file && state.tree) await runVerb(verb, verbLines(verb, file, state.tree));
    },
    stop() {
      job?.abort();
      job = null;
      set({ doing: null, said: "Stopped. The database is as it was." });
    },
    undo: () => travel(past, future, "Undone: the database is as it was before."),
    redo: () => travel(future, past, "Done again."),
    query: (sql, signal) => reader.ask("query", { sql }, signal),
    tamper: (change) => reader.ask("tamper", { change }),
    async tryOut(bytes, lines) {
      const printed = collectPrinted();
      const over = state.databases.map((each) => (each.name === state.open ? { ...each, bytes } : each));
      const result = await start(lines, over, new AbortController().signal, printed.hear);
      const failure = endOfRun(result, printed.threw());
      return [printed.text(), failure ?? ""].filter((text) => text !== "").join("\n");
    },
    async crash(experiment, signal) {
      const { outcome } = await judge.start({ kind: "crash", experiment }, signal, () => {});
      return outcome;
    },
  };
}

/** Never rejects. */
async function settle<Value>(asked: Promise<Value>): Promise<Reading<Value>> {
  try {
    return { phase: "ready", value: await asked };
  } catch (error) {
    return { phase: "failed", why: wordsOf(error) };
  }
}

function named({ databases }: RunResult): NamedDatabase[] {
  return databases.map(({ name, bytes }) => ({ name, bytes }));
}

/** Where to look afterwards: at the end of the thread that the verb was about. */
function goToAfter(verb: Verb): CheckpointKey {
  const thread = verb.kind === "copy" ? verb.to : "at" in verb ? verb.at.thread : verb.thread;
  return { thread, namespace: "", id: "" };
}
