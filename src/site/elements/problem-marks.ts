// Marks what does not compile, at its place. Loaded when there is something to mark.
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { type EditorState, StateEffect, StateField, type Text, type Transaction } from "@codemirror/state";
import { keymap } from "@codemirror/view";
import type { CompileProblem } from "../../compile/compiled.ts";

/** Stands for the gutter and the keys, so that they are added once. */
const added = StateField.define({ create: () => true, update: () => true });

/** The step from `state` to one that shows these problems and no others. */
export function markProblems(state: EditorState, problems: readonly CompileProblem[]): Transaction {
  const { effects = [] } = setDiagnostics(
    state,
    problems.map((problem) => mark(problem, state.doc)),
  );
  const first = state.field(added, false)
    ? []
    : [StateEffect.appendConfig.of([added, lintGutter(), keymap.of(lintKeymap)])];
  return state.update({ effects: first.concat(effects) });
}

function mark({ line, column, message }: CompileProblem, doc: Text) {
  const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
  const from = Math.min(at.from + Math.max(column - 1, 0), at.to);
  const word = /^[\w$]+/.exec(doc.sliceString(from, at.to))?.[0].length ?? 1;
  return { from, to: Math.min(from + word, doc.length), severity: "error" as const, message };
}
