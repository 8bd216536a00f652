// What is being made ready, by name, with the time that each step has taken so far; and what is slow, when it is.
import { h, icon } from "../h.ts";
import type { StepsView } from "../step-list.ts";
import { whySlow } from "./cause-words.ts";

const TICK_MS = 250;
const SLOW_MS = 5_000;

interface Step {
  readonly name: string;
  readonly since: number;
  readonly item: HTMLElement;
  readonly time: HTMLElement;
  tookMs: number | null;
}

export class TimedSteps implements StepsView {
  readonly #list = h("ol");
  readonly #slow = h("p", { class: "slow", hidden: true });
  /** Each step once and what is slow once: seconds are for eyes only. */
  readonly #told = h("p", { class: "visually-hidden", role: "status" });
  readonly element = h(
    "div",
    { class: "steps timed", hidden: true },
    h("p", {}, h("strong", {}, "Starting Node in a WebContainer")),
    this.#list,
    this.#slow,
    this.#told,
  );
  readonly #now: () => number;
  #steps: Step[] = [];
  #ticking: ReturnType<typeof setInterval> | undefined;

  constructor(now = () => performance.now()) {
    this.#now = now;
  }

  update(names: readonly string[]): void {
    if (names.length < this.#steps.length) this.#clear();
    for (const name of names.slice(this.#steps.length)) this.#begin(name);
    this.element.hidden = names.length === 0;
    if (names.length === 0) clearInterval(this.#ticking);
    else if (this.#steps.length > 0) this.#tick();
  }

  #begin(name: string): void {
    const last = this.#steps.at(-1);
    if (last) this.#end(last);
    const time = h("span", { class: "time" });
    const item = h("li", { "data-done": "false" }, icon("busy"), name, time);
    this.#list.append(item);
    this.#steps.push({ name, since: this.#now(), item, time, tookMs: null });
    this.#told.textContent = name;
    clearInterval(this.#ticking);
    this.#ticking = setInterval(() => this.#tick(), TICK_MS);
  }

  #end(step: Step): void {
    step.tookMs = this.#now() - step.since;
    step.item.dataset.done = "true";
    step.item.querySelector(".icon")?.replaceWith(icon("passed"));
    step.time.textContent = seconds(step.tookMs);
  }

  #tick(): void {
    // Whoever took it out of the page has something else to show.
    if (!this.element.isConnected && this.#steps.length === 0) return clearInterval(this.#ticking);
    const current = this.#steps.at(-1);
    if (!current || current.tookMs !== null) return;
    const ms = this.#now() - current.since;
    current.time.textContent = seconds(ms);
    const isSlow = ms >= SLOW_MS;
    if (isSlow === !this.#slow.hidden) return;
    this.#slow.hidden = !isSlow;
    this.#slow.textContent = isSlow ? `Slow: ${whySlow(current.name)}. Stop ends it.` : "";
    if (isSlow) this.#told.textContent = this.#slow.textContent;
  }

  #clear(): void {
    clearInterval(this.#ticking);
    this.#steps = [];
    this.#list.replaceChildren();
    this.#slow.hidden = true;
    this.#told.textContent = "";
  }
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
