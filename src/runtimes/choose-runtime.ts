// Where an exercise is run in a page: by what it needs, by what the learner asked for, and by what the page can do. Pure:
// the page's facts are read by whoever asks. The command line does not choose: there it is always Node.
import type { Capability } from "../course/model.ts";

export interface PageFacts {
  /** The page is cross-origin isolated, as a container's shared memory requires. */
  readonly isolated: boolean;
  readonly online: boolean;
  /** Not inside a frame of another page. */
  readonly topLevel: boolean;
  readonly phoneOrTablet: boolean;
  /** Null where the browser does not tell. */
  readonly memoryGb: number | null;
  /** The learner asked the browser to save data. */
  readonly saveData: boolean;
}

export interface RuntimeWish {
  readonly needs: readonly Capability[];
  /** Node was asked for although nothing needs it. */
  readonly askedForNode: boolean;
  /** Tried all the same, on a device or a line that it may be too much for. */
  readonly insisted?: boolean;
}

/** What is in the way of a container. Those that `insisted` overrules are only likely to be. */
export type ContainerBar =
  "no-such-capability" | "not-isolated" | "embedded" | "offline" | "device" | "low-memory" | "save-data";

export interface Barred {
  readonly bar: ContainerBar;
  readonly reason: string;
}

export type RuntimeChoice =
  /** `instead`: why it is not the container that was asked for. */
  | { readonly use: "worker"; readonly instead: Barred | null }
  | { readonly use: "webcontainer" }
  /** Nothing in this page can run it. */
  | ({ readonly use: "none" } & Barred);

export const LEAST_MEMORY_GB = 4;

/** What a container has and a worker has not. */
export const IN_A_CONTAINER: readonly Capability[] = ["filesystem", "process"];

const MAYBE: readonly ContainerBar[] = ["device", "low-memory", "save-data"];

export function chooseRuntime(wish: RuntimeWish, facts: PageFacts): RuntimeChoice {
  const { needs, askedForNode, insisted } = wish;
  if (needs.length === 0 && !askedForNode) return { use: "worker", instead: null };
  const barred = barsOf(needs, facts).find(({ bar }) => !(insisted && MAYBE.includes(bar)));
  if (!barred) return { use: "webcontainer" };
  return needs.length > 0 ? { use: "none", ...barred } : { use: "worker", instead: barred };
}

/** May be tried all the same. */
export function isOnlyLikely(bar: ContainerBar): boolean {
  return MAYBE.includes(bar);
}

/** The ones that nothing helps against come first, those that pass by themselves last. */
function barsOf(needs: readonly Capability[], facts: PageFacts): Barred[] {
  const missing = needs.filter((capability) => !IN_A_CONTAINER.includes(capability));
  const { memoryGb } = facts;
  const bars: (Barred | false)[] = [
    missing.length > 0 && {
      bar: "no-such-capability",
      reason: `no place in a page has what this exercise needs: ${missing.join(", ")}`,
    },
    !facts.topLevel && { bar: "embedded", reason: "this page is shown inside another page" },
    !facts.isolated && { bar: "not-isolated", reason: "this page is not cross-origin isolated" },
    facts.phoneOrTablet && {
      bar: "device",
      reason: "this is a phone or a tablet, where containers mostly do not start",
    },
    memoryGb !== null &&
      memoryGb < LEAST_MEMORY_GB && {
        bar: "low-memory",
        reason: `this device tells of ${memoryGb} GB of memory, and a container wants ${LEAST_MEMORY_GB}`,
      },
    facts.saveData && {
      bar: "save-data",
      reason: "this browser was asked to save data, and a container is a big download",
    },
    !facts.online && { bar: "offline", reason: "this browser is offline, and a container is started from the network" },
  ];
  return bars.filter((bar) => bar !== false);
}
