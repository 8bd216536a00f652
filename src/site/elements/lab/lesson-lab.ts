// A lab over a program that the page brings, or over files alone.
import type { Exercise } from "../../../course/model.ts";
import { openLab, type LabSession } from "../../session/lab/lab-session.ts";
import { endOfRun, wordsOf } from "../../session/lab/lab-words.ts";
import { openReader } from "../../session/lab/open-reader.ts";
import { collectPrinted } from "../../session/lab/printed.ts";
import { openJudge } from "../../session/open-judge.ts";
import { h } from "../h.ts";
import { LabView } from "./lab-view.ts";

export class LessonLab {
  readonly element: HTMLElement;
  readonly #program: Exercise | null;
  readonly #lab: LabSession;
  readonly #said = h("p", { class: "lab-run", role: "status" });
  readonly #printed = h("pre", { class: "lab-printed", tabindex: 0, "aria-label": "What the program printed" });
  #running: AbortController | null = null;

  /** `program`: what makes the database and offers the graph; null when only files are looked at. */
  constructor(program: Exercise | null) {
    this.#program = program;
    const judge = openJudge();
    this.#lab = openLab({
      judge,
      reader: openReader(),
      program: program && { exercise: program, files: () => program.starter },
    });
    const view = new LabView({
      lab: this.#lab,
      name: program?.id ?? "forkpoint",
      runProgram: program && (() => void this.run()),
      toEditor: null,
      copyLink: null,
      openLinkFile: null,
    });
    this.#printed.hidden = true;
    this.element = h("div", { class: "lesson-lab" }, program && this.#head(), this.#printed, view.element);
  }

  async run(): Promise<void> {
    const exercise = this.#program;
    if (!exercise) return;
    this.#running?.abort();
    const own = (this.#running = new AbortController());
    const printed = collectPrinted();
    this.#say("Running …");
    try {
      const work = { kind: "run", exercise, files: exercise.starter } as const;
      const result = await openJudge().start(work, own.signal, (event) => {
        if (event.kind === "step") this.#say(`${event.step} …`);
        printed.hear(event);
      });
      if (own !== this.#running) return;
      this.#say(endOfRun(result, printed.threw()) ?? "Finished.");
      await this.#lab.show(result.databases.map(({ name, bytes }) => ({ name, bytes })));
    } catch (error) {
      if (own === this.#running) this.#say(`It could not be run here: ${wordsOf(error)}`);
    }
    this.#printed.textContent = printed.text();
    this.#printed.hidden = printed.text() === "";
  }

  #head(): HTMLElement {
    const again = h("button", { type: "button", class: "button small", click: () => void this.run() }, "Run it again");
    return h("div", { class: "lab-run-head" }, this.#said, again);
  }

  #say(text: string): void {
    this.#said.textContent = text;
  }
}
