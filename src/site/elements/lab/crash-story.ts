// What came of a crash, told step by step: what survived, then, when a learner asks for it, where the resume went on and
// what ran; with the counters of what reached the world outside.
import { CRASH_NODES } from "../../../lab/crash/program.ts";
import { findingInWords, findingOf } from "../../../lab/crash/crash-table.ts";
import { describeOutcome } from "../../../lab/crash/describe-outcome.ts";
import { tellOutcome, type OutcomeStory } from "../../../lab/crash/tell-outcome.ts";
import type { CrashOutcome } from "../../../lab/model.ts";
import { h, icon } from "../h.ts";
import { findingMark } from "./crash-finding.ts";
import { CrashTimeline } from "./crash-timeline.ts";

export interface StoryView {
  readonly outcome: CrashOutcome;
  readonly scaleMs: number;
  /** The resume is told too. */
  readonly resumed: boolean;
}

export class CrashStory {
  readonly element = h("section", {
    class: "crash-story",
    "aria-label": "What came of it",
    tabindex: -1,
    hidden: true,
  });
  readonly #resume: () => void;
  readonly #timeline = new CrashTimeline("What the new worker did", null);
  #drawn: StoryView | null = null;

  /** `resume`: the learner wants to see the resume. */
  constructor(resume: () => void) {
    this.#resume = resume;
  }

  update(view: StoryView | null): void {
    if (view?.outcome === this.#drawn?.outcome && view?.resumed === this.#drawn?.resumed) return;
    this.#drawn = view;
    this.element.hidden = view === null;
    if (view === null) return this.element.replaceChildren();
    const { outcome, resumed } = view;
    const story = tellOutcome(outcome);
    if (!story)
      return this.element.replaceChildren(
        h("h3", {}, "It ran to the end"),
        drawWhole(outcome),
        drawCounters(outcome.effects),
        drawText(outcome),
      );
    this.element.replaceChildren(
      h("h3", {}, "What came of it"),
      h("ol", { class: "crash-steps" }, ...this.#steps(story, view)),
      drawCounters(resumed ? outcome.effects : effectsBefore(outcome)),
      ...(resumed ? [drawFinding(outcome, story), drawText(outcome)] : []),
    );
  }

  #steps(story: OutcomeStory, { outcome, resumed, scaleMs }: StoryView): HTMLElement[] {
    const survived = drawStep(
      "Survived",
      story.survived,
      story.cutOff !== null && h("p", { class: "crash-cut-off" }, `Cut off on the way to the disk: ${story.cutOff}`),
    );
    if (!resumed) {
      const button = h(
        "button",
        { type: "button", class: "button primary", click: () => this.#resume() },
        icon("run"),
        "Resume in a new worker",
      );
      return [
        survived,
        h(
          "li",
          { class: "crash-step is-next" },
          h("p", {}, button),
          h(
            "p",
            { class: "crash-hint" },
            "The same program, over these bytes: ",
            h("code", {}, "invoke(null, thread)"),
            ".",
          ),
        ),
      ];
    }
    const earlier = effectsBefore(outcome);
    this.#timeline.update({
      events: outcome.resume!.events,
      scaleMs: Math.max(scaleMs, outcome.resume!.events.at(-1)?.atMs ?? 0, 1),
      whole: [],
      killed: false,
      markMs: null,
      earlierEffects: new Set(CRASH_NODES.filter((node) => earlier[node]! > 0)),
    });
    const picture = outcome.resume!.events.length > 0 && this.#timeline.element;
    return [survived, drawStep("Resumed", story.resumed), drawStep("Ran in the new worker", story.ran, picture)];
  }
}

function drawWhole({ experiment, survived }: CrashOutcome): HTMLElement {
  const came = experiment.killAt === null ? "Nobody killed it." : "The moment that you chose did not come.";
  return h(
    "p",
    {},
    `${came} ${survived.steps.length === 1 ? "One checkpoint is" : `${survived.steps.length} checkpoints are`} stored.`,
  );
}

function drawStep(title: string, text: string, more?: HTMLElement | false | null): HTMLElement {
  return h("li", { class: "crash-step" }, h("h4", {}, title), h("p", {}, text), more);
}

function drawFinding(outcome: CrashOutcome, { why }: OutcomeStory): HTMLElement {
  const finding = findingOf(outcome);
  const words = findingInWords(finding);
  return h(
    "div",
    { class: "crash-finding", "data-finding": finding.kind },
    h(
      "p",
      { class: "crash-finding-words" },
      findingMark(finding.kind),
      h("strong", {}, words.charAt(0).toUpperCase() + words.slice(1)),
    ),
    h("p", {}, why),
  );
}

const TIMES = ["never", "once", "twice"];

/** Words and as many shapes as there were effects: an empty one stands for none. */
function drawCounters(effects: CrashOutcome["effects"]): HTMLElement {
  const counters = Object.entries(effects).map(([node, times]) =>
    h(
      "div",
      { class: "crash-counter", "data-times": Math.min(times, 2) },
      h("dt", {}, node),
      h("dd", {}, drawBeads(times), h("strong", {}, TIMES[times] ?? `${times} times`)),
    ),
  );
  return h("div", { class: "crash-counters" }, h("h4", {}, "Reached the world outside"), h("dl", {}, ...counters));
}

function drawBeads(times: number): HTMLElement {
  const beads = Array.from({ length: Math.max(1, times) }, () => h("i", {}));
  return h("span", { class: "crash-beads", "aria-hidden": "true" }, ...beads);
}

function effectsBefore({ before, effects }: CrashOutcome): CrashOutcome["effects"] {
  const happened = before.filter(({ kind }) => kind === "effect").map(({ of }) => of);
  return Object.fromEntries(Object.keys(effects).map((node) => [node, happened.filter((of) => of === node).length]));
}

/** The same lines in every host, to be kept, sent or compared. */
function drawText(outcome: CrashOutcome): HTMLElement {
  return h(
    "details",
    { class: "crash-as-text" },
    h("summary", {}, "All of it as text"),
    h("pre", { class: "crash-text", tabindex: 0 }, describeOutcome(outcome).join("\n")),
  );
}
