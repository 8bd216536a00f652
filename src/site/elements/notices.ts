// What the learner has to know about their files and their browser, above the editor, one line each, with what can be done.
import type { DraftQuestion } from "../session/drafts.ts";
import type { Session } from "../session/session.ts";
import type { SessionState } from "../session/session-state.ts";
import { h, icon } from "./h.ts";
import type { GoTo } from "./output-pane.ts";

export interface NoticeHandlers {
  readonly goTo: GoTo;
  compare(): void;
}

type Action = readonly [label: string, act: () => void];

export class Notices {
  readonly element = h("div", { class: "notice-list" });
  readonly #session: Session;
  readonly #on: NoticeHandlers;
  #drawn = "";

  constructor(session: Session, on: NoticeHandlers) {
    this.#session = session;
    this.#on = on;
  }

  update(state: SessionState): void {
    const { question, resetAt, crashed, storage, problems, activity } = state;
    const key = JSON.stringify([question, resetAt, crashed, storage, problems, activity.phase === "editing"]);
    if (key === this.#drawn) return;
    this.#drawn = key;
    this.element.replaceChildren(
      ...(storage ? [notice("problem", STORAGE_TEXT[storage])] : []),
      ...(crashed ? [this.#crashed(crashed.doing)] : []),
      ...(question ? [this.#question(question)] : []),
      ...(resetAt ? [this.#reset(resetAt)] : []),
      ...(problems.length > 0 && activity.phase === "editing" ? [this.#problems(state)] : []),
    );
  }

  #crashed(doing: "run" | "check"): Node {
    const text = `The page was lost during the last ${doing === "run" ? "Run" : "Check"}, most likely because the code used up the memory. Your code and your progress are here; look for something that grows without end.`;
    return notice("problem", text, ["All right", () => this.#session.dismiss("crashed")]);
  }

  #question(question: DraftQuestion): Node {
    const files = question.paths.join(" and ");
    const compare: Action = ["Compare", () => this.#on.compare()];
    if (question.kind === "starter-changed")
      return notice(
        "info",
        `Your copy of ${files} is from ${when(question.savedAt)}; the starter has changed since.`,
        ["Keep mine", () => this.#session.keepMine()],
        ["Take the new", () => this.#session.takeOther()],
        compare,
      );
    if (question.kind === "linked")
      return notice(
        "info",
        `The link that you opened brings its own ${files}. Yours stays until you choose.`,
        ["Keep mine", () => this.#session.keepMine()],
        ["Take the link's", () => this.#session.takeOther()],
        compare,
      );
    return notice(
      "info",
      `${files} was edited in another tab (${when(question.savedAt)}). Nothing is overwritten until you choose.`,
      ["Keep what is here", () => this.#session.keepMine()],
      ["Take the other", () => this.#session.takeOther()],
      compare,
    );
  }

  #reset(at: string): Node {
    const undo: Action = ["Undo", () => this.#session.undoReset()];
    const forget: Action = ["Keep the starter", () => this.#session.forgetReset()];
    return notice("info", `The starter is back (${when(at)}).`, undo, forget);
  }

  #problems({ problems }: SessionState): Node {
    const [first] = problems;
    if (!first) return h("span");
    const place = `${first.file}:${first.line}`;
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : "";
    const goTo: Action = [`Go to ${place}`, () => this.#on.goTo(first.file, first.line)];
    return notice("error", `This does not compile, so nothing ran: ${first.message}${more}`, goTo);
  }
}

const STORAGE_TEXT = {
  denied:
    "This browser does not let the page keep anything, so your code lasts only as long as this tab. Copy what you want to keep, or allow storage for this site.",
  full: "This browser's storage is full, so your latest changes last only as long as this tab. Free some space, or copy what you want to keep.",
} as const;

function notice(kind: "info" | "problem" | "error", text: string, ...actions: Action[]): Node {
  return h(
    "div",
    { class: "notice", "data-kind": kind, role: kind === "info" ? "status" : "alert" },
    kind === "info" ? null : icon("problem"),
    h("p", {}, text),
    ...actions.map(([label, act]) => h("button", { type: "button", class: "button small", click: act }, label)),
  );
}

function when(at: string): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime())
    ? "earlier"
    : date.toLocaleString("en", { dateStyle: "medium", timeStyle: "short" });
}
