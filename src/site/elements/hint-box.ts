// Hints about one test, or about the exercise as a whole: the next one is a button once it is earned.
import type { Hint } from "../../course/model.ts";
import { hintsAbout, nextHint } from "../session/earned-hints.ts";
import type { Session } from "../session/session.ts";
import { h, richText } from "./h.ts";
import { hintTexts } from "./hint-texts.ts";

export class HintBox {
  readonly element = h("div", { class: "hints" });
  readonly #session: Session;
  readonly #about: readonly Hint[];
  readonly #key: string;
  readonly #test: string | null;
  #texts: readonly Hint[] | null = null;
  #drawn = "";

  constructor(session: Session, test: string | null) {
    this.#session = session;
    this.#test = test;
    this.#about = hintsAbout(session.exercise.hints, test);
    this.#key = test ?? "*";
    this.update();
  }

  update(): void {
    const { hints, failedChecks } = this.#session.state.progress;
    const opened = hints[this.#key] ?? 0;
    const next = nextHint(this.#about, opened, failedChecks);
    const state = `${opened} ${next.kind} ${"checks" in next ? next.checks : ""}`;
    if (this.#about.length === 0 || state === this.#drawn) return;
    this.#drawn = state;
    this.#fetchOpened(opened);
    const texts = hintsAbout(this.#texts ?? [], this.#test);
    const shown = texts.filter(({ level }) => level <= opened);
    this.element.replaceChildren(
      ...shown.map(({ level, text }) =>
        h("div", { class: "hint" }, h("p", { class: "label" }, `Hint ${level}`), ...richText(text)),
      ),
      ...(next.kind === "ready" ? [this.#button(next.hint, shown.length > 0)] : []),
      ...(next.kind === "later" ? [h("p", { class: "hint-later" }, laterText(next.checks, opened))] : []),
    );
  }

  #button({ level }: Hint, further: boolean): Node {
    const label = further ? "Another hint" : this.#key === "*" ? "A hint about the exercise" : "A hint";
    return h("button", { type: "button", class: "button small", click: () => void this.#open(level) }, label);
  }

  async #open(level: number): Promise<void> {
    this.#texts = await hintTexts(this.#session.exercise.id);
    if (!this.#texts) {
      this.element.append(h("p", { role: "alert" }, "The hint could not be loaded. Press the button again."));
      return;
    }
    this.#session.openHint(this.#key, level);
    this.update();
    const text = [...this.element.querySelectorAll<HTMLElement>(".hint")].at(-1);
    text?.setAttribute("tabindex", "-1");
    text?.focus();
  }

  /** Hints that were opened on an earlier day have to be fetched before they can be shown. */
  #fetchOpened(opened: number): void {
    if (opened === 0 || this.#texts) return;
    void hintTexts(this.#session.exercise.id).then((texts) => {
      if (!texts) return;
      this.#texts = texts;
      this.#drawn = "";
      this.update();
    });
  }
}

function laterText(checks: number, opened: number): string {
  if (opened === 0 && checks === 1) return "Stuck? The first hint comes with a Check that does not pass.";
  const times = checks === 1 ? "one more Check" : `${checks} more Checks`;
  return `The next hint comes after ${times} of changed code that does not pass.`;
}
