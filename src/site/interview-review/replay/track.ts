// The time of an answer as a line: attempts as shapes, edits as strokes, pauses as gaps. The slider below says the same in words.
import type { Moment } from "./moments.ts";
import { isAllGreen } from "./moments.ts";

const SVG = "http://www.w3.org/2000/svg";
const [HEIGHT, LINE] = [56, 28];
/** Of the width, on each side. */
const MARGIN = 0.02;
const GAP = 0.04;

export class Track {
  readonly element: SVGElement;
  readonly #places: readonly number[];
  readonly #cursor: SVGElement;

  constructor(moments: readonly Moment[], choose: (index: number) => void) {
    this.#places = placesOf(moments);
    // In parts of the width, so that marks keep their shape whatever it is.
    this.element = svg("svg", { class: "track", height: HEIGHT, "aria-hidden": "true" });
    this.#cursor = svg("line", { y1: 2, y2: HEIGHT - 2, class: "cursor" });
    for (const [index, { pausedMs }] of moments.entries()) {
      if (index === 0) continue;
      const [from, to] = [this.#places[index - 1]!, this.#places[index]!];
      const isPause = pausedMs > 0;
      this.element.append(
        svg("line", { x1: percent(from), x2: percent(to), y1: LINE, y2: LINE, class: isPause ? "paused" : "went-on" }),
      );
    }
    this.element.append(this.#cursor, ...moments.map((moment, index) => drawMark(moment, this.#places[index]!)));
    this.element.addEventListener("click", (event) => {
      const { left, width } = this.element.getBoundingClientRect();
      const x = ((event as MouseEvent).clientX - left) / width;
      const distances = this.#places.map((place) => Math.abs(place - x));
      choose(distances.indexOf(Math.min(...distances)));
    });
  }

  mark(index: number): void {
    for (const end of ["x1", "x2"]) this.#cursor.setAttribute(end, percent(this.#places[index]!));
  }
}

/** From 0 to 1, by the session's clock, which stands in pauses: those get a width of their own. */
function placesOf(moments: readonly Moment[]): readonly number[] {
  const pauses = moments.filter(({ pausedMs }) => pausedMs > 0).length;
  const length = moments.at(-1)!.at - moments[0]!.at || 1;
  const gap = pauses === 0 ? 0 : Math.min(GAP, (1 - 2 * MARGIN) / 2 / pauses);
  const perMs = (1 - 2 * MARGIN - gap * pauses) / length;
  let gaps = 0;
  return moments.map(({ at, pausedMs }) => {
    if (pausedMs > 0) gaps += gap;
    return MARGIN + gaps + (at - moments[0]!.at) * perMs;
  });
}

function drawMark({ kind, attempt }: Moment, place: number): SVGElement {
  const x = percent(place);
  if (kind !== "attempt") return svg("line", { x1: x, x2: x, y1: LINE - 8, y2: LINE + 8, class: `mark-${kind}` });
  if (isAllGreen(attempt?.report ?? null)) return svg("circle", { cx: x, cy: LINE, r: 8, class: "mark-green" });
  const mark = svg("svg", { x, overflow: "visible" });
  mark.append(svg("path", { d: `M0 ${LINE - 9}l9 9l-9 9l-9 -9z`, class: "mark-red" }));
  return mark;
}

function percent(part: number): string {
  return `${(part * 100).toFixed(3)}%`;
}

function svg(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}
