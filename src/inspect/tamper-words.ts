// What a change to a copy is called, what it does to the rows, and what to predict. Never what happens: that is for the learner
// to see.
import type { Tampering } from "./tamper.ts";

export interface TamperWords {
  /** "Break its parent id" */
  readonly title: string;
  /** What is done to the rows, in one sentence. */
  readonly does: string;
  /** The question to answer before it is tried. */
  readonly asks: string;
}

export const TAMPER_KINDS: readonly Tampering["kind"][] = [
  ...(["break-parent", "remove-checkpoint", "remove-writes", "remove-value", "change-value"] as const),
];

export function tamperWords(kind: Tampering["kind"]): TamperWords {
  switch (kind) {
    case "break-parent":
      return {
        title: "Break its parent id",
        does: "The checkpoint then names a parent that is in no file. Nothing else changes.",
        asks: "Does LangGraph need the parent to read this checkpoint, to list the history, to go on?",
      };
    case "remove-checkpoint":
      return {
        title: "Remove the checkpoint",
        does: "Its row in checkpoints goes. Its values and pending writes stay behind, and so do its children.",
        asks: "Which checkpoint is the latest then, what is next from there, and does anything run twice?",
      };
    case "remove-writes":
      return {
        title: "Remove the pending writes of a task",
        does: "The rows in writes that one task left beside this checkpoint go.",
        asks: "A result of a task is gone that the next checkpoint may not have yet. Who runs again, and who does not?",
      };
    case "remove-value":
      return {
        title: "Remove a stored value",
        does: "The row in blobs goes, for every checkpoint that shares it. A short value stands in refs, and goes from there.",
        asks: "Which checkpoints can still be read? Is the loss told, or is the channel just empty?",
      };
    case "change-value":
      return {
        title: "Change a stored value",
        does: "The checkpoint then has another value in one channel. Its version stays the same, and so do other checkpoints.",
        asks: "Does anybody notice? And which value does the next node read?",
      };
  }
}
