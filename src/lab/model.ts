// What the lab does in a guest, as types: verbs over a database, and crashes of a program that is made for them.
import type { CheckpointKey } from "../inspect/saver-file.ts";

/** What a learner may do at a checkpoint or a thread. JSON texts are the learner's own, and checked before they become code. */
export type Verb =
  /** Run again what follows this checkpoint: `invoke(null, config)`. */
  | { readonly kind: "rerun"; readonly at: CheckpointKey }
  /** `updateState(config, values, asNode)`, and on from what it returns. */
  | {
      readonly kind: "fork";
      readonly at: CheckpointKey;
      /** An object: channel → what is written to it, through its reducer. */
      readonly values: string;
      /** Channels whose value replaces what is there, past the reducer: `new Overwrite(value)`. */
      readonly replace: readonly string[];
      /** Null: LangGraph finds out who wrote last. */
      readonly asNode: string | null;
    }
  /** `invoke(new Command({ resume }), config)`; of several questions, an object: id of the interrupt → answer. */
  | { readonly kind: "resume"; readonly at: CheckpointKey; readonly answer: string }
  /** From the latest checkpoint: `invoke(null, { thread_id })`. */
  | { readonly kind: "continue"; readonly thread: string }
  /** The whole thread under another id. */
  | { readonly kind: "copy"; readonly thread: string; readonly to: string }
  | { readonly kind: "delete"; readonly thread: string };

/** What a verb will do, told before it is done. */
export interface VerbPlan {
  /** "Runs 2 nodes again: draft, send." */
  readonly says: string;
  /** What else is to be known before it is done, one sentence or two each. */
  readonly notes: readonly string[];
  /** Nodes that are next here, and those that ran after them the last time; [] for verbs that run nothing. */
  readonly again: readonly string[];
  /** The lines of LangGraph that do it: what the learner copies, and what is run. */
  readonly lines: string;
  /** Why it cannot be done here, in words; null when it can. */
  readonly blocked: string | null;
}

export type Durability = "sync" | "async" | "exit";

/** One experiment: what is run, and where it is killed. Times are those of a clock that the experiment keeps itself. */
export interface CrashExperiment {
  readonly durability: Durability;
  /** How long each put and putWrites takes to reach the disk. */
  readonly putMs: number;
  /** How long each node works. */
  readonly nodeMs: number;
  /** Name of the moment at which the worker is killed, one of `moments`; null = it is not. */
  readonly killAt: string | null;
}

/** Something that happened, in the order of the experiment's own clock. */
export interface CrashEvent {
  readonly atMs: number;
  readonly kind: "node-began" | "effect" | "node-ended" | "put-began" | "put-stored" | "writes-began" | "writes-stored";
  /** Of a node its name; of a put the step of the checkpoint, as text; of writes the task's node ("__start__" for the input). */
  readonly of: string;
  /** Name of this moment, unlike any other of the run: "before put of step 1". What `killAt` can name. */
  readonly moment: string;
}

export interface CrashOutcome {
  readonly experiment: CrashExperiment;
  /** Until the worker was killed, or to the end. */
  readonly before: readonly CrashEvent[];
  /** False when `killAt` is null, or names a moment that did not come. */
  readonly killed: boolean;
  /** What the bytes say that were stored when the worker was killed, or at the end. */
  readonly survived: {
    /** Steps of the checkpoints, oldest first. */
    readonly steps: readonly number[];
    /** How many pending writes lie with the last. */
    readonly pendingWrites: number;
    /** Nodes whose result lies there: they are not run again. */
    readonly finished: readonly string[];
    /** What is still to run; [] where nothing is stored, or all is done. */
    readonly next: readonly string[];
  };
  /** `invoke(null)` in a new worker over those bytes; null when nothing was killed. */
  readonly resume: {
    readonly error: { readonly name: string; readonly message: string } | null;
    /** Nodes that began, in order. */
    readonly ran: readonly string[];
    /** On a clock that begins anew. */
    readonly events: readonly CrashEvent[];
  } | null;
  /** Node → how often its side effect reached the world outside, over both workers. Every node is here. */
  readonly effects: Readonly<Record<string, number>>;
}
