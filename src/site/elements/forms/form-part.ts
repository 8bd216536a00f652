// What the kinds of form have in common: how they are told an answer, and how they tell one.
import type { SessionState } from "../../session/session-state.ts";

export interface FormPart<Answer> {
  readonly element: HTMLElement;
  /** Shows this answer, whatever was shown before; what has the focus keeps it where it can. */
  show(answer: Answer): void;
  update?(state: SessionState): void;
}

export interface FormTells<Answer> {
  /** The learner changed the answer. */
  changed(answer: Answer): void;
  /** For those who do not see what moved. */
  say(text: string): void;
}

/** The text of an option without the marks of code. */
export function plain(text: string): string {
  return text.replaceAll("`", "");
}
