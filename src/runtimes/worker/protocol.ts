// The messages of the worker runtime. Page and frame, page and judge worker: all of them ours, none reachable by learner
// code, which has a port of its own to the judge and nothing else.

/** What the page hands to a new frame: the frame itself may connect to nothing. */
export interface FrameAssets {
  readonly kernel: string;
  readonly guest: string;
  readonly wasm: ArrayBuffer;
}

export type ToFrame =
  | { readonly do: "begin"; readonly assets: FrameAssets; readonly spares: number }
  /** Comes with the port that the guest gets. */
  | { readonly do: "open"; readonly guest: number }
  | { readonly do: "kill"; readonly guest: number }
  | { readonly do: "ping"; readonly count: number };

export type FromFrame =
  /** The first spare has loaded its kernel. */
  | { readonly is: "ready" }
  | { readonly is: "broken"; readonly why: string }
  | { readonly is: "opened"; readonly guest: number }
  | { readonly is: "died"; readonly guest: number; readonly why: string }
  | { readonly is: "killed"; readonly guest: number }
  | { readonly is: "pong"; readonly count: number };

export type ToPage =
  | { readonly ask: "start" }
  | { readonly ask: "open"; readonly guest: number; readonly folder: string | null }
  | { readonly ask: "empty" | "remove"; readonly folder: string; readonly id: number }
  | { readonly ask: "kill"; readonly guest: number };

export type FromPage =
  | { readonly tell: "step"; readonly step: string }
  | { readonly tell: "started"; readonly isolation?: string }
  | { readonly tell: "not-started"; readonly code: string; readonly message: string }
  /** Comes with the port to the guest. */
  | { readonly tell: "opened"; readonly guest: number }
  | { readonly tell: "not-opened"; readonly guest: number; readonly code: string; readonly message: string }
  | { readonly tell: "died"; readonly guest: number; readonly why: string }
  | { readonly tell: "killed"; readonly guest: number }
  | { readonly tell: "folder-done"; readonly id: number }
  | { readonly tell: "folder-failed"; readonly id: number; readonly code: string; readonly message: string };
