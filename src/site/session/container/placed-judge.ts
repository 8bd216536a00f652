// A judge whose work is done in the page's container where that is possible. Where it is not, the worker takes it, or nobody
// does when the exercise needs Node. Why is kept for the page to say. Knows no DOM and no container.
import { type Barred, chooseRuntime, type ContainerBar, type PageFacts } from "../../../runtimes/choose-runtime.ts";
import { type RuntimeErrorCode } from "../../../runtimes/errors.ts";
import { JudgeFailed, type JudgeClient } from "../judge-client.ts";
import type { Work, WorkEvent } from "../protocol.ts";

/** What kept a container from starting: known before it was tried, or found out then. */
export type Cause = ContainerBar | "storage" | "time-out" | "memory" | "failed";

export interface Trouble {
  readonly cause: Cause;
  /** In words, as a part of a sentence. */
  readonly reason: string;
}

export type Place =
  | { readonly at: "container" }
  | { readonly at: "worker"; readonly because: Trouble }
  | { readonly at: "nowhere"; readonly because: Trouble };

export interface PlacedJudge extends JudgeClient {
  readonly place: Place;
  subscribe(listener: (place: Place) => void): void;
  /** The next work may try the container again; `insist`: although it is likely to be too much for this device. */
  tryAgain(insist: boolean): void;
}

export interface PlacedJudgeOptions {
  readonly judge: JudgeClient;
  readonly needs: Parameters<typeof chooseRuntime>[0]["needs"];
  readonly facts: () => PageFacts;
}

type PlacedCode = "NO_CONTAINER";
/** The code of a problem that is told by `Place`. */
export const NO_CONTAINER: PlacedCode = "NO_CONTAINER";

const CAUSES: Readonly<Partial<Record<RuntimeErrorCode, Cause>>> = {
  CONTAINER_NOT_ISOLATED: "not-isolated",
  CONTAINER_OFFLINE: "offline",
  CONTAINER_STORAGE: "storage",
  CONTAINER_UNSUPPORTED: "device",
  CONTAINER_TIMEOUT: "time-out",
  CONTAINER_MEMORY: "memory",
  CONTAINER_FAILED: "failed",
  ASSET_MISSING: "failed",
  GUEST_NOT_STARTED: "failed",
};

export function placeJudge({ judge, needs, facts }: PlacedJudgeOptions): PlacedJudge {
  const listeners: ((place: Place) => void)[] = [];
  let insisted = false;
  /** From the last attempt. While it is kept nobody waits for another one that would most likely end in the same way. */
  let failed: Trouble | null = null;
  let place = choose();

  function choose(): Place {
    if (failed) return without(failed);
    const choice = chooseRuntime({ needs, askedForNode: true, insisted }, facts());
    if (choice.use === "webcontainer") return { at: "container" };
    return without(troubleOf(choice.use === "none" ? choice : choice.instead!));
  }

  function without(because: Trouble): Place {
    return { at: needs.length > 0 ? "nowhere" : "worker", because };
  }

  function set(next: Place): Place {
    place = next;
    for (const listener of listeners) listener(place);
    return place;
  }

  async function start(work: Work, signal: AbortSignal, onEvent: (event: WorkEvent) => void): Promise<any> {
    // Where nothing else can do it, whoever presses Run has asked for another attempt.
    if (needs.length > 0) failed = null;
    const chosen = set(choose());
    if (chosen.at === "container") {
      try {
        return await judge.start({ ...work, where: "webcontainer" } as Work, signal, onEvent);
      } catch (error) {
        failed = bootTrouble(error);
        if (!failed) throw error;
        set(choose());
      }
    }
    if (place.at === "nowhere") throw new JudgeFailed(problemOf(place.because));
    return judge.start(work, signal, onEvent);
  }

  return {
    get place() {
      return place;
    },
    subscribe: (listener) => void listeners.push(listener),
    tryAgain(insist) {
      insisted ||= insist;
      failed = null;
      set(choose());
    },
    warm() {
      // A container is another site's program, so it is fetched when somebody asks for what only it can do.
      if (place.at === "worker") judge.warm();
    },
    start: (work: Work, signal, onEvent) =>
      isLearners(work) ? start(work, signal, onEvent) : judge.start(work, signal, onEvent),
    [Symbol.dispose]: () => judge[Symbol.dispose](),
  } as PlacedJudge;
}

/** What runs the exercise itself; the course's own claims and experiments run where they always do. */
function isLearners({ kind }: Work): boolean {
  return kind === "run" || kind === "check" || kind === "observe";
}

function bootTrouble(error: unknown): Trouble | null {
  if (!(error instanceof JudgeFailed)) return null;
  const cause = CAUSES[error.problem.code as RuntimeErrorCode];
  return cause ? { cause, reason: error.problem.message } : null;
}

function troubleOf({ bar, reason }: Barred): Trouble {
  return { cause: bar, reason };
}

function problemOf({ reason }: Trouble) {
  return { blame: "host", code: NO_CONTAINER, message: `Node could not be started: ${reason}` } as const;
}
