// Fills the map with what this browser remembers: the next step, the time left, what is due again, what a module has shown.
import { readClaimsRun } from "../session/claims-run.ts";
import { type Due, notAgain, notePredictions, readDue, readMisread } from "../session/misread.ts";
import { readProgress } from "../session/progress.ts";
import { openStore, type Store } from "../session/store.ts";
import { count, inWords, isDone, nextStep, type ProgressOf, timeLeft } from "../session/way.ts";
import { h } from "./h.ts";
import { type MappedModule, readWay } from "./read-way.ts";

class CourseMap extends HTMLElement {
  #modules: readonly MappedModule[] = [];
  readonly #changedElsewhere = ({ key }: StorageEvent) => {
    if (key === null || key.startsWith("forkpoint.")) this.#update();
  };

  connectedCallback(): void {
    this.#modules = readWay(this);
    addEventListener("storage", this.#changedElsewhere);
    this.#update();
  }

  disconnectedCallback(): void {
    removeEventListener("storage", this.#changedElsewhere);
  }

  #update(): void {
    const store = openStore(() => localStorage);
    const progressOf: ProgressOf = (exercise) => readProgress(store, exercise);
    this.#markNext(progressOf);
    this.#tellLeft(progressOf);
    notePredictions(store);
    this.#listDue(store);
    this.#offerFiles(store);
    void this.#tellEnds(store, progressOf);
  }

  #markNext(progressOf: ProgressOf): void {
    for (const old of this.querySelectorAll(".next-step")) old.remove();
    const next = nextStep(this.#modules, progressOf);
    if (!next) return;
    const place = next.exercise
      ? this.querySelector(`[data-exercise="${CSS.escape(next.exercise.id)}"]`)
      : this.querySelector(`[data-lesson="${CSS.escape(next.lesson.id)}"] .title`);
    place?.after(h("span", { class: "next-step" }, h("span", { "aria-hidden": "true" }, "→ "), "next step"));
  }

  #tellLeft(progressOf: ProgressOf): void {
    const all = timeLeft(
      this.#modules.flatMap(({ lessons }) => lessons),
      progressOf,
    );
    const left = this.querySelector('.in-all [data-part="left"]');
    if (left && all.lessonsDone > 0)
      left.textContent =
        all.minutesLeft > 0
          ? `${inWords(all.minutes)} in all, ${inWords(all.minutesLeft)} left`
          : `${inWords(all.minutes)} in all, nothing left`;
    for (const { id, lessons } of this.#modules) {
      const { lessonsDone, minutes, minutesLeft } = timeLeft(lessons, progressOf);
      const extent = this.#moduleElement(id)?.querySelector('[data-part="extent"]');
      if (!extent || lessonsDone === 0) continue;
      const left = minutesLeft > 0 ? `, ${inWords(minutesLeft)} left` : "";
      extent.textContent = `${lessonsDone} of ${count(lessons.length, "lesson")} done, ${inWords(minutes)}${left}`;
    }
  }

  #moduleElement(id: string): HTMLElement | null {
    return this.querySelector<HTMLElement>(`[data-module="${CSS.escape(id)}"]`);
  }

  #listDue(store: Store): void {
    const exercises = this.#modules.flatMap(({ lessons }) => lessons.flatMap((lesson) => lesson.exercises));
    const titles = new Map(exercises.map(({ id, title }) => [id, title]));
    // What is kept about an exercise that this course does not have stays, and is not asked.
    const due = readDue(store, new Date()).filter(({ exercise }) => titles.has(exercise));
    const open = exercises.flatMap(({ id }) => readMisread(store, id)).filter(({ ended }) => ended === null);
    const later = open.length - due.length;
    this.querySelector('[data-part="due"]')?.replaceChildren(
      ...(open.length > 0 ? [this.#drawDue(store, due, titles, later)] : []),
    );
  }

  #drawDue(store: Store, due: readonly Due[], titles: ReadonlyMap<string, string>, later: number): Node {
    const row = (misread: Due) => {
      const { exercise, kind, id, says } = misread;
      const title = titles.get(exercise) ?? exercise;
      const drop = () => {
        notAgain(store, exercise, kind, id);
        this.#update();
        // The button is gone; what remains of the list is where one would look next.
        this.querySelector<HTMLElement>(".due h3")?.focus();
      };
      return h(
        "li",
        {},
        h("a", { href: `/exercises/${exercise}/#again` }, title),
        h("span", { class: "says" }, says),
        h(
          "button",
          { type: "button", class: "button quiet small", "aria-label": `Not again: ${says}`, click: drop },
          "Not again",
        ),
      );
    };
    return h(
      "section",
      { class: "due", "aria-labelledby": "due" },
      h("h3", { id: "due", tabindex: -1 }, "Due again"),
      h(
        "p",
        {},
        "What you misread is asked again a day later, 3 days later when it was misread again, then 7, until you answer it rightly.",
        later > 0 && ` ${later} ${later === 1 ? "is" : "are"} still to come back.`,
      ),
      due.length > 0 ? h("ul", {}, ...due.map(row)) : h("p", { class: "nothing" }, "Nothing is due today."),
    );
  }

  #offerFiles(store: Store): void {
    const place = this.querySelector('[data-part="keep"]');
    if (!place || place.childElementCount > 0) return;
    const said = h("p", { role: "status" });
    const save = async () => (said.textContent = (await import("./progress-file.ts")).saveFile(store));
    const bring = async () => {
      said.textContent = await (await import("./progress-file.ts")).bringFile(store);
      this.#update();
      for (const mark of this.querySelectorAll("progress-mark")) (mark as Element & { update(): void }).update();
    };
    place.append(
      h("p", {}, "Your progress is kept in this browser alone."),
      h("button", { type: "button", class: "button small", click: () => void save() }, "Save it as a file"),
      h("button", { type: "button", class: "button small", click: () => void bring() }, "Bring in a file"),
      said,
    );
  }

  async #tellEnds(store: Store, progressOf: ProgressOf): Promise<void> {
    const ended = this.#modules.filter(({ lessons }) => lessons.every((lesson) => isDone(lesson, progressOf)));
    if (ended.length === 0) return;
    const { drawModuleEnd } = await import("./module-end.ts");
    const claimsRun = readClaimsRun(store);
    for (const module of ended) {
      const place = this.#moduleElement(module.id)?.querySelector<HTMLElement>('[data-part="end"]');
      if (place?.childElementCount === 0)
        place.replaceChildren(
          h(
            "details",
            { class: "module-shown" },
            h("summary", {}, "What you have shown here"),
            drawModuleEnd(store, module, claimsRun),
          ),
        );
    }
  }
}

customElements.define("course-map", CourseMap);
