// The items: a strip with the state of each, one of them open below, the clock above. Any order; nothing is ever locked.
import { openDialog } from "../elements/dialogs.ts";
import { h, icon } from "../elements/h.ts";
import type { App } from "./app.ts";
import { ItemView } from "./item-view.ts";
import { progressOf } from "./make-export.ts";
import { drawConsent, drawName, drawRecording, drawTime } from "./settings.ts";
import { askErase } from "./finish-view.ts";

export class WorkView implements Disposable {
  readonly element = h("div", { class: "work" });
  readonly #app: App;
  readonly #place = h("div", { class: "item-place" });
  readonly #marks = new Map<string, HTMLButtonElement>();
  #view: ItemView | null = null;
  #shown = "";

  constructor(app: App) {
    this.#app = app;
    const strip = h("ol", { class: "item-strip" });
    for (const [index, { exercise }] of app.page.items.entries()) {
      const mark = h(
        "button",
        { type: "button", class: "item-mark", click: () => this.open(exercise.id) },
        String(index + 1),
      );
      this.#marks.set(exercise.id, mark);
      strip.append(h("li", {}, mark));
    }
    this.element.append(h("nav", { "aria-label": "Items" }, strip), this.#place, this.#drawWay());
  }

  update(): void {
    const { current } = this.#app.state;
    if (current !== this.#shown) this.#show(current);
    for (const [index, item] of this.#app.page.items.entries()) {
      const mark = this.#marks.get(item.exercise.id)!;
      const progress = progressOf(item, this.#app.state);
      const isHere = item.exercise.id === current;
      mark.dataset.progress = progress;
      mark.setAttribute("aria-label", `Item ${index + 1}, ${item.exercise.title}: ${progress}`);
      mark.title = `${item.exercise.title}: ${progress}`;
      if (isHere) mark.setAttribute("aria-current", "step");
      else mark.removeAttribute("aria-current");
    }
  }

  open(exercise: string): void {
    this.#app.act({ do: "open", exercise, now: this.#app.now() });
    this.element.querySelector<HTMLElement>("#question")?.focus();
  }

  key(wants: "run" | "check"): void {
    this.#view?.key(wants);
  }

  [Symbol.dispose](): void {
    this.#view?.[Symbol.dispose]();
  }

  #show(exercise: string): void {
    this.#shown = exercise;
    this.#view?.[Symbol.dispose]();
    const { items } = this.#app.page;
    const index = items.findIndex((item) => item.exercise.id === exercise);
    this.#view = new ItemView(this.#app, items[index]!, { number: index + 1, of: items.length });
    this.#place.replaceChildren(this.#view.element);
    this.#view.mount();
    scrollTo({ top: 0 });
  }

  #drawWay(): HTMLElement {
    const button = (label: string, kind: string, act: () => void) =>
      h("button", { type: "button", class: `button ${kind}`, click: act }, label);
    return h(
      "div",
      { class: "way" },
      button("Previous", "", () => this.#go(-1)),
      button("Next", "", () => this.#go(1)),
      h("span", { class: "gap" }),
      button("Settings", "quiet", () => showSettings(this.#app)),
      button("Finish", "primary", () => this.#app.act({ do: "finish", now: this.#app.now() })),
    );
  }

  /** Behind the last comes the first. */
  #go(by: 1 | -1): void {
    const { items } = this.#app.page;
    const at = items.findIndex(({ exercise }) => exercise.id === this.#app.state.current);
    this.open(items[(at + by + items.length) % items.length]!.exercise.id);
  }
}

function showSettings(app: App): void {
  const dialog = openDialog(
    "Settings",
    h(
      "div",
      { class: "settings" },
      drawName(app),
      drawTime(app),
      drawConsent(app),
      app.state.recorded && drawRecording(app),
    ),
    h(
      "p",
      { class: "dialog-actions" },
      h(
        "button",
        { type: "button", class: "button quiet", click: () => (dialog.close(), void askErase(app)) },
        "Erase everything",
      ),
      h("button", { type: "button", class: "button primary", click: () => dialog.close() }, "Done"),
    ),
  );
}

export function drawPaused(app: App): HTMLElement {
  return h(
    "article",
    { class: "sheet" },
    h("h1", { tabindex: -1 }, "Paused"),
    h("p", { class: "lead" }, "The clock stands. The items are out of sight until you go on."),
    h("p", {}, "The length of this pause will be in the export."),
    h(
      "p",
      { class: "sheet-actions" },
      h(
        "button",
        { type: "button", class: "button primary", click: () => app.act({ do: "go-on", now: app.now() }) },
        icon("run"),
        "Go on",
      ),
    ),
  );
}
