// The names of the verbs, as they stand on buttons and above forms.
import type { TreeNode } from "../../../inspect/fork-tree.ts";
import type { Verb } from "../../../lab/model.ts";
import { short } from "../../../lab/plan-words.ts";

export type Kind = Verb["kind"];

/** By what they are about. */
export const VERB_GROUPS = [
  { is: "checkpoint", verbs: ["rerun", "fork", "resume"] },
  { is: "thread", verbs: ["continue", "copy", "delete"] },
] as const satisfies readonly { readonly is: string; readonly verbs: readonly Kind[] }[];

export const VERBS: readonly Kind[] = VERB_GROUPS.flatMap(({ verbs }): readonly Kind[] => verbs);

export function openWords(kind: Kind): string {
  switch (kind) {
    case "rerun":
      return "Re-run from here";
    case "fork":
      return "Edit and fork";
    case "resume":
      return "Resume with an answer";
    case "continue":
      return "Continue";
    case "copy":
      return "Copy to a new thread";
    case "delete":
      return "Delete thread";
  }
}

export function runningWords(kind: Kind): string {
  switch (kind) {
    case "rerun":
      return "Running again…";
    case "fork":
      return "Forking, and running on…";
    case "resume":
      return "Resuming…";
    case "continue":
      return "Going on…";
    case "copy":
      return "Copying…";
    case "delete":
      return "Deleting…";
  }
}

export function titleWords(kind: Kind, { name, row }: TreeNode): string {
  const thread = `“${short(row.thread)}”`;
  switch (kind) {
    case "rerun":
      return `Re-run from ${name}`;
    case "fork":
      return `Edit ${name} and fork`;
    case "resume":
      return `Resume ${name} with an answer`;
    case "continue":
      return `Continue thread ${thread}`;
    case "copy":
      return `Copy thread ${thread}`;
    case "delete":
      return `Delete thread ${thread}?`;
  }
}

export function confirmWords(kind: Kind, { name, row }: TreeNode): string {
  switch (kind) {
    case "rerun":
      return "Re-run";
    case "fork":
      return `Fork ${name}`;
    case "resume":
      return "Answer and resume";
    case "continue":
      return "Continue";
    case "copy":
      return "Copy";
    case "delete":
      return `Delete “${short(row.thread)}”`;
  }
}
