// The timeline of one worker as a picture: what was at work from when to when, what reached the disk, and what a crash cut
// off. The picture is for eyes; the same is there as a list.
import { eventInWords, minus, nameOf, timelineOf, type Span, type Timeline } from "../../../lab/crash/timeline.ts";
import type { CrashEvent } from "../../../lab/model.ts";
import { h } from "../h.ts";
import "./crash-timeline.css";

export interface TimelineView {
  readonly events: readonly CrashEvent[];
  /** What the full width stands for. */
  readonly scaleMs: number;
  /** The same run when nobody kills it: says how long what was cut off would have taken. [] where that is not known. */
  readonly whole: readonly CrashEvent[];
  /** The events end here because the worker was killed. */
  readonly killed: boolean;
  /** Where a line stands; null: nowhere. */
  readonly markMs: number | null;
  /** Effects that had happened before this worker. */
  readonly earlierEffects: ReadonlySet<string>;
}

type LaneKind = Span["kind"] | "effect";

const LANES: readonly { readonly kind: LaneKind; readonly label: string }[] = [
  { kind: "node", label: "Nodes" },
  { kind: "effect", label: "World outside" },
  { kind: "writes", label: "Results → disk" },
  { kind: "put", label: "Checkpoints → disk" },
];

const LANE_OF: Readonly<Record<CrashEvent["kind"], LaneKind>> = {
  "node-began": "node",
  "node-ended": "node",
  effect: "effect",
  "writes-began": "writes",
  "writes-stored": "writes",
  "put-began": "put",
  "put-stored": "put",
};

export class CrashTimeline {
  readonly element = h("div", { class: "crash-timeline" });
  readonly #picture = h(
    "div",
    { class: "crash-picture", "aria-hidden": "true" },
    h("p", { class: "crash-empty" }, "The timeline is drawn here when the three nodes have run once."),
  );
  readonly #list = h("ol", {});
  readonly #pick: ((moment: string) => void) | null;
  #view: TimelineView | null = null;
  #drawn = "";

  /** `pick`: a moment was pointed at in the picture. */
  constructor(title: string, pick: ((moment: string) => void) | null) {
    this.#pick = pick;
    const fold = h("details", { class: "crash-list" }, h("summary", {}, `${title} as a list`), this.#list);
    this.element.append(this.#picture, fold);
    if (pick) this.#picture.addEventListener("click", (event) => this.#picked(event));
    this.#picture.classList.toggle("can-pick", pick !== null);
  }

  update(view: TimelineView): void {
    const drawn = JSON.stringify({ ...view, earlierEffects: [...view.earlierEffects] });
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.#view = view;
    const timeline = timelineOf(view.events);
    this.#picture.replaceChildren(
      ...LANES.flatMap(({ kind, label }) => [
        h("span", { class: "crash-lane-name" }, label),
        drawLane(kind, timeline, view),
      ]),
      h("span", { class: "crash-lane-name" }),
      drawAxis(view.scaleMs),
      drawMark(view),
    );
    this.#list.replaceChildren(...listOf(view, timeline));
  }
  #picked({ target, clientX }: MouseEvent): void {
    const track = target instanceof Element ? target.closest<HTMLElement>("[data-lane]") : null;
    if (!track || !this.#view) return;
    const { left, width } = track.getBoundingClientRect();
    const atMs = ((clientX - left) / width) * this.#view.scaleMs;
    const [nearest] = this.#view.events
      .filter(({ kind }) => LANE_OF[kind] === track.dataset.lane)
      .toSorted((one, other) => Math.abs(one.atMs - atMs) - Math.abs(other.atMs - atMs));
    if (nearest) this.#pick?.(nearest.moment);
  }
}

function drawLane(kind: LaneKind, { spans, effects }: Timeline, view: TimelineView): HTMLElement {
  const mine = spans.filter((span) => span.kind === kind);
  const track = h("div", { class: "crash-track", "data-lane": kind });
  track.style.setProperty("--rows", String(Math.max(1, ...mine.map(({ row }) => row + 1))));
  track.append(...mine.map((span) => drawSpan(span, view)));
  if (kind === "effect") track.append(...effects.map(({ of, atMs }) => drawEffect(of, atMs, view)));
  return track;
}

/** What was cut off is drawn as long as it would have been, so that it can be seen and named. */
function drawSpan(span: Span, { scaleMs, killed, events, whole }: TimelineView): HTMLElement {
  const { kind, of, fromMs, toMs, row } = span;
  const cut = killed && toMs === null;
  const bar = h(
    "span",
    { class: "crash-bar", "data-kind": kind, "data-cut": cut, title: `${nameOf(span)}${cut ? ": cut off" : ""}` },
    h("span", { class: "crash-bar-name" }, kind === "put" ? minus(of) : of === "__start__" ? "input" : of),
  );
  place(bar, fromMs, scaleMs);
  const wouldEnd = timelineOf(whole).spans.find((other) => other.kind === kind && other.of === of)?.toMs;
  const endMs = toMs ?? wouldEnd ?? events.at(-1)!.atMs;
  bar.style.setProperty("--width", String((endMs - fromMs) / scaleMs));
  bar.style.setProperty("--row", String(row));
  return bar;
}

function drawEffect(of: string, atMs: number, { scaleMs, earlierEffects }: TimelineView): HTMLElement {
  const again = earlierEffects.has(of);
  const marker = h(
    "span",
    { class: "crash-effect", "data-again": again, title: again ? `${of}, a second time` : of },
    again && h("span", {}, "2nd"),
  );
  place(marker, atMs, scaleMs);
  return marker;
}

function drawAxis(scaleMs: number): HTMLElement {
  const stepMs = [10, 20, 50, 100, 200, 500, 1_000].find((step) => scaleMs / step <= 5) ?? 2_000;
  const axis = h("div", { class: "crash-axis" });
  for (let atMs = 0; atMs <= scaleMs * 0.93; atMs += stepMs) {
    const tick = h("span", {}, atMs === 0 ? "0 ms" : String(atMs));
    place(tick, atMs, scaleMs);
    axis.append(tick);
  }
  return axis;
}

function drawMark({ markMs, scaleMs, killed }: TimelineView): HTMLElement {
  const overlay = h("div", { class: "crash-overlay" });
  if (markMs === null) return overlay;
  const flag = h("span", { class: "crash-flag" }, killed ? "killed" : "crash");
  const line = h("div", { class: "crash-line", "data-killed": killed, "data-late": markMs > scaleMs * 0.7 }, flag);
  place(line, markMs, scaleMs);
  overlay.append(line);
  return overlay;
}

function place(element: HTMLElement, atMs: number, scaleMs: number): void {
  element.style.setProperty("--at", String(scaleMs === 0 ? 0 : atMs / scaleMs));
}

function listOf({ events, killed, earlierEffects }: TimelineView, { spans }: Timeline): HTMLElement[] {
  const lines = events.map((event) => {
    const again = event.kind === "effect" && earlierEffects.has(event.of) ? ", a second time" : "";
    return `${event.atMs} ms: ${eventInWords(event)}${again}`;
  });
  if (!killed) return lines.map((line) => h("li", {}, line));
  const cut = spans.filter(({ toMs }) => toMs === null).map((span) => nameOf(span));
  const ending = `${events.at(-1)?.atMs ?? 0} ms: the worker is killed`;
  lines.push(cut.length > 0 ? `${ending}; cut off: ${cut.join(", ")}` : ending);
  return lines.map((line) => h("li", {}, line));
}
