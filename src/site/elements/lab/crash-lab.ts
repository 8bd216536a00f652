// The crash lab: set up a run, choose a moment, crash there, and see what a new worker makes of the bytes that survived.
import { findingInWords, findingOf } from "../../../lab/crash/crash-table.ts";
import { eventInWords } from "../../../lab/crash/timeline.ts";
import type { CrashEvent, CrashExperiment, CrashOutcome } from "../../../lab/model.ts";
import { h } from "../h.ts";
import { CrashMoments } from "./crash-moments.ts";
import { crashProgram } from "./crash-program.ts";
import { CrashRuns } from "./crash-runs.ts";
import { CrashSettings, type CrashSetting } from "./crash-settings.ts";
import { CrashStory } from "./crash-story.ts";
import { CrashTablePart } from "./crash-table-part.ts";
import { CrashTimeline } from "./crash-timeline.ts";
import "./crash-lab.css";

export interface CrashMeans {
  run(experiment: CrashExperiment, signal: AbortSignal): Promise<CrashOutcome>;
}

/** Killed here, sync loses nothing, async charges twice and exit loses everything. */
const FIRST: CrashSetting = { durability: "async", putMs: 100, nodeMs: 130 };
const FIRST_MOMENT = "send begins";
/** A slider that is being moved asks for many runs, of which the last is wanted. */
const SETTLED_MS = 250;

export class CrashLab {
  readonly element: HTMLElement;
  readonly #runs: CrashRuns;
  readonly #settings = new CrashSettings((setting) => this.#set(setting));
  readonly #timeline = new CrashTimeline("The run", (moment) => this.#choose(moment));
  readonly #moments = new CrashMoments({
    choose: (moment) => this.#choose(moment),
    crash: () => void this.#play(true),
    toTheEnd: () => void this.#play(false),
  });
  readonly #story = new CrashStory(() => this.#tellResume());
  readonly #table: CrashTablePart;
  readonly #status = h("p", { class: "crash-status", role: "status" });
  readonly #failure = h("div", { class: "crash-failure", role: "alert", hidden: true });
  readonly #run = h("section", { class: "crash-run", "aria-label": "The run" });
  readonly #legend = drawLegend();

  #setting = FIRST;
  #moment = FIRST_MOMENT;
  /** The run to its end with this setting: what its moments are, and how long it takes. */
  #whole: CrashOutcome | null = null;
  #outcome: CrashOutcome | null = null;
  #resumeTold = false;
  #current: AbortController | null = null;
  #settling: ReturnType<typeof setTimeout> | undefined;

  constructor(means: CrashMeans) {
    this.#runs = new CrashRuns((experiment, signal) => means.run(experiment, signal));
    this.#table = new CrashTablePart(this.#runs, {
      opened: (outcome) => this.#show(outcome),
      look: () => this.#run.scrollIntoView({ block: "start" }),
    });
    this.#run.append(this.#failure, this.#timeline.element, this.#legend, this.#moments.element, this.#status);
    this.element = h(
      "div",
      { class: "crash-lab" },
      h(
        "p",
        { class: "crash-lead" },
        "Three nodes reserve, charge and send an order. Each does something that no crash takes back. Choose how checkpoints are stored, crash, and see what a new worker makes of the bytes that survived.",
      ),
      this.#settings.element,
      this.#run,
      this.#story.element,
      this.#table.element,
      crashProgram(),
    );
    this.#draw();
    this.#beginWhenSeen();
  }

  /** No guest is started for a lab that nobody looks at. */
  #beginWhenSeen(): void {
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      // Who was quicker than this report has asked for a run already, which must not be aborted.
      if (!this.#current) void this.#loadWhole();
    });
    observer.observe(this.element);
  }

  #set(setting: CrashSetting): void {
    this.#drop();
    this.#setting = setting;
    this.#draw();
    this.#settling = setTimeout(() => void this.#loadWhole(), SETTLED_MS);
  }

  #choose(moment: string): void {
    this.#drop();
    this.#moment = moment;
    this.#draw();
    if (!isOf(this.#whole, this.#setting)) return void this.#loadWhole();
    const event = this.#whole?.before.find((candidate) => candidate.moment === moment);
    if (event) this.#status.textContent = `Crash at ${event.atMs} ms: ${eventInWords(event)}.`;
  }

  /** Something else is wanted: what is being run, and what came of the last, no longer counts. */
  #drop(): void {
    clearTimeout(this.#settling);
    this.#current?.abort();
    this.#current = null;
    this.#outcome = null;
    this.#resumeTold = false;
    this.#setBusy("");
  }

  async #loadWhole(): Promise<void> {
    const experiment = { ...this.#setting, killAt: null };
    const whole = await this.#ask(experiment, "Running the three nodes once, to see their moments …");
    if (!whole) return;
    this.#whole = whole;
    const isThere = whole.before.some(({ moment }) => moment === this.#moment);
    if (!isThere && !this.#outcome) this.#moment = FIRST_MOMENT;
    this.#draw();
  }

  async #play(kills: boolean): Promise<void> {
    clearTimeout(this.#settling);
    // Which moments there are must be known first: another durability may not have the one that was chosen.
    if (!isOf(this.#whole, this.#setting)) await this.#loadWhole();
    if (!isOf(this.#whole, this.#setting)) return;
    const experiment = { ...this.#setting, killAt: kills ? this.#moment : null };
    const outcome = await this.#ask(experiment, kills ? "Running, until the crash …" : "Running to the end …");
    if (!outcome) return;
    this.#outcome = outcome;
    this.#resumeTold = false;
    this.#draw();
    this.#status.textContent = outcome.killed
      ? `Killed at ${outcome.before.at(-1)!.atMs} ms. What survived is told below.`
      : "It ran to the end.";
  }

  #tellResume(): void {
    if (!this.#outcome) return;
    this.#resumeTold = true;
    this.#table.seen(this.#outcome);
    this.#draw();
    // The button that was pressed is gone: its place in the order of focus is kept.
    this.#story.element.focus({ preventScroll: true });
    this.#status.textContent = `Resumed: ${findingInWords(findingOf(this.#outcome))}.`;
  }

  /** An outcome that was opened in the table: told to its end. */
  #show(outcome: CrashOutcome): void {
    this.#drop();
    const { killAt, ...setting } = outcome.experiment;
    this.#setting = setting;
    this.#moment = killAt ?? FIRST_MOMENT;
    this.#outcome = outcome;
    this.#resumeTold = true;
    this.#draw();
    if (!isOf(this.#whole, setting)) void this.#loadWhole();
  }

  /** Null when it was aborted, because something else is wanted now, or failed. */
  async #ask(experiment: CrashExperiment, doing: string): Promise<CrashOutcome | null> {
    this.#current?.abort();
    const controller = (this.#current = new AbortController());
    this.#failure.hidden = true;
    this.#setBusy(this.#runs.seen(experiment) ? "" : doing);
    try {
      return await this.#runs.run(experiment, controller.signal);
    } catch (error) {
      if (!controller.signal.aborted) this.#fail(error);
      return null;
    } finally {
      if (this.#current === controller) this.#setBusy("");
    }
  }

  #setBusy(doing: string): void {
    this.#status.textContent = doing;
    this.#run.setAttribute("aria-busy", String(doing !== ""));
  }

  #fail(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    const again = h(
      "button",
      { type: "button", class: "button small", click: () => void this.#loadWhole() },
      "Try again",
    );
    this.#failure.replaceChildren(h("p", {}, `The experiment could not be run: ${message}`), again);
    this.#failure.hidden = false;
  }

  #draw(): void {
    this.#settings.update(this.#setting);
    this.#table.update(this.#setting);
    const whole = isOf(this.#whole, this.#setting) ? this.#whole : null;
    const outcome = this.#outcome;
    const isKnown = whole !== null || outcome !== null;
    this.#timeline.element.classList.toggle("is-waiting", !isKnown);
    const scaleMs = Math.max(lastMs(whole), lastMs(outcome), 1);
    this.#story.update(outcome && { outcome, scaleMs, resumed: this.#resumeTold });
    // Until the run with these settings is there, the one before stays, paler.
    if (isKnown) this.#drawRun(whole?.before ?? [], scaleMs);
  }

  #drawRun(whole: readonly CrashEvent[], scaleMs: number): void {
    const outcome = this.#outcome;
    const chosen = whole.find(({ moment }) => moment === this.#moment);
    const killed = outcome?.killed ?? false;
    this.#timeline.update({
      events: outcome?.before ?? whole,
      whole,
      scaleMs,
      killed,
      markMs: killed ? lastMs(outcome) : outcome ? null : (chosen?.atMs ?? null),
      earlierEffects: new Set(),
    });
    this.#moments.update({ events: whole, chosen: chosen?.moment ?? null });
  }
}

function lastMs(outcome: CrashOutcome | null): number {
  return outcome?.before.at(-1)?.atMs ?? 0;
}

function isOf(whole: CrashOutcome | null, { durability, putMs, nodeMs }: CrashSetting): boolean {
  const experiment = whole?.experiment;
  return experiment?.durability === durability && experiment.putMs === putMs && experiment.nodeMs === nodeMs;
}

function drawLegend(): HTMLElement {
  const entry = (kind: string, says: string) => h("span", {}, h("i", { class: "crash-key", "data-key": kind }), says);
  return h(
    "p",
    { class: "crash-legend", "aria-hidden": "true" },
    entry("node", "a node works"),
    entry("effect", "its effect"),
    entry("stored", "on its way, stored at the end"),
    entry("cut", "cut off"),
  );
}
