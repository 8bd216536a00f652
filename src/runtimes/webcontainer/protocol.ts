// The messages between the page and the frame that holds its container. Both are ours and of one origin; learner code runs in
// the container's processes and reaches neither.

/** What is done to have a container, in this order. */
export const BOOT_STEPS = {
  frame: "opening the container's frame",
  host: "connecting to the container's host",
  boot: "starting the container",
  fill: "copying LangGraph.js into it",
  node: "starting Node",
} as const;

export type BootStep = keyof typeof BOOT_STEPS;

export type ToContainer =
  /** Comes with the port that the guest's lines go through. */
  | { readonly do: "open"; readonly guest: number; readonly folder: string | null }
  | { readonly do: "kill"; readonly guest: number }
  /** Comes with the port that its terminal is served through. */
  | { readonly do: "node"; readonly args: readonly string[] }
  | { readonly do: "empty" | "remove"; readonly folder: string; readonly id: number }
  | { readonly do: "ping"; readonly count: number };

export type FromContainer =
  /** The frame's own script runs. */
  | { readonly is: "there"; readonly standIn: boolean }
  | { readonly is: "step"; readonly step: BootStep }
  /** The first spare has loaded its kernel. */
  | { readonly is: "ready" }
  | { readonly is: "broken"; readonly why: string; readonly missing: boolean }
  /** The container is there no more. */
  | { readonly is: "lost"; readonly why: string }
  | { readonly is: "opened"; readonly guest: number }
  | { readonly is: "died"; readonly guest: number; readonly why: string }
  | { readonly is: "killed"; readonly guest: number }
  | { readonly is: "folder-done"; readonly id: number }
  | { readonly is: "folder-failed"; readonly id: number; readonly why: string }
  /** The container has answered as well. */
  | { readonly is: "pong"; readonly count: number };
