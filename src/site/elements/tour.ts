// The first look round the workspace: a bar above it that says what each part is for and covers none of them. Loaded on the
// first visit, and when somebody asks for it in the list of keys.
import { TOUR_KEY } from "../session/first-visit.ts";
import type { Store } from "../session/store.ts";
import { h } from "./h.ts";
import "./tour.css";

interface Step {
  /** Of what is spoken about; on a narrow screen its view is shown. */
  readonly part: string;
  readonly view: "task" | "code" | "results";
  readonly name: string;
  readonly text: string;
}

const STEPS: readonly Step[] = [
  {
    part: "#task",
    view: "task",
    name: "The task",
    text: "What is asked, what you may import, and the tests that you can read. The course is listed at its end.",
  },
  {
    part: "#code",
    view: "code",
    name: "Your answer",
    text: "Here you write. What is marked “given” stays as it is. Every change is kept in this browser, and sent nowhere.",
  },
  {
    part: ".actions",
    view: "code",
    name: "Run and Check",
    text: "Run executes the program. Check judges your answer with tests; some of them you cannot read.",
  },
  {
    part: "#results",
    view: "results",
    name: "The results",
    text: "First you say what will happen. Then: what was printed and saved, which rules hold, and a lab to go back in.",
  },
  {
    part: ".task .help",
    view: "task",
    name: "When you are stuck",
    text: "Hints come with checks that do not pass. The list of keys, which ? opens, also shows this tour again.",
  },
];

export interface TourPlace {
  /** Before it stands the bar. */
  readonly workspace: HTMLElement;
  readonly store: Store;
  show(view: Step["view"]): void;
}

/** `asked` = by the learner, who is then taken to it; the one that comes by itself leaves the focus where it is. */
export function startTour({ workspace, store, show }: TourPlace, asked: boolean): void {
  document.querySelector(".tour")?.remove();
  // Kept now and not at the end: who reloads in the middle has seen it too.
  store.set(TOUR_KEY, "seen");
  const before = workspace.dataset.view as Step["view"];
  const name = h("h2", { tabindex: -1 });
  const text = h("p");
  const place = h("p", { class: "tour-place" });
  const back = h("button", { type: "button", class: "button small", click: () => go(at - 1) }, "Back");
  const next = h("button", { type: "button", class: "button primary small", click: () => go(at + 1) });
  const skip = h("button", { type: "button", class: "button quiet small", click: () => end() }, "Skip the tour");
  const bar = h(
    "section",
    { class: "tour", "aria-label": "Tour of the workspace" },
    h("div", { class: "tour-words", "aria-live": "polite" }, place, name, text),
    h("div", { class: "tour-actions" }, back, next, skip),
  );
  let at = 0;

  function go(to: number): void {
    const step = STEPS[to];
    if (!step) return end();
    at = to;
    const isLast = to === STEPS.length - 1;
    place.textContent = `${to + 1} of ${STEPS.length}`;
    name.textContent = step.name;
    text.textContent = step.text;
    next.textContent = isLast ? "Done" : "Next";
    back.disabled = to === 0;
    skip.hidden = isLast;
    show(step.view);
    point(workspace.querySelector<HTMLElement>(step.part));
  }

  function end(): void {
    const hadFocus = bar.contains(document.activeElement);
    point(null);
    bar.remove();
    show(before);
    if (hadFocus) document.querySelector<HTMLElement>("#content")?.focus();
  }

  bar.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    end();
  });
  workspace.before(bar);
  go(0);
  if (asked) name.focus();
}

function point(part: HTMLElement | null): void {
  document.querySelector("[data-toured]")?.removeAttribute("data-toured");
  part?.setAttribute("data-toured", "");
  part?.scrollIntoView({ block: "nearest" });
}
