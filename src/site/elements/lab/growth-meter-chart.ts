// One small chart: lines over super-steps, told apart by dash and mark as well as by colour. Drawn at the width that it has, so
// that its words keep their size.
import { roundTicks, thinned } from "../../../inspect/growth-words.ts";
import { h } from "../h.ts";

export interface GrowthLine {
  /** "file": a full line with round marks; "whole": a dashed one with square marks. */
  readonly kind: "file" | "whole";
  readonly name: string;
  /** One per super-step, never falling. */
  readonly values: readonly number[];
}

export interface GrowthChartContent {
  readonly title: string;
  /** What the picture shows, for whoever does not see it. */
  readonly says: string;
  readonly lines: readonly GrowthLine[];
  show(value: number): string;
}

const HEIGHT = 190;
const EDGE = { top: 12, right: 14, bottom: 34 };
/** Of the axis words, in pixels at 12 px a letter is about 6.6 wide. */
const LETTER = 6.8;
const MOST_MARKS = 10;
/** More would be drawn on top of each other. */
const MOST_POINTS = 400;

export class GrowthChart {
  readonly element: HTMLElement;
  readonly #content: GrowthChartContent;
  readonly #picture = svg("svg", { role: "img", height: HEIGHT });
  #width = 0;

  constructor(content: GrowthChartContent) {
    this.#content = content;
    this.#picture.setAttribute("aria-label", content.says);
    this.element = h(
      "figure",
      { class: "growth-chart" },
      h("figcaption", {}, h("strong", {}, content.title), ...content.lines.map((line) => legend(line, content))),
    );
    this.element.append(this.#picture);
  }

  /** Draws again if the width has changed. */
  fit(): void {
    const width = Math.max(220, Math.floor(this.element.clientWidth));
    if (width === this.#width) return;
    this.#width = width;
    this.#draw();
  }

  #draw(): void {
    const { lines, show } = this.#content;
    const count = Math.max(...lines.map(({ values }) => values.length));
    const ticks = roundTicks(Math.max(...lines.map(({ values }) => values.at(-1) ?? 0)));
    const left = Math.ceil(Math.max(...ticks.map((tick) => show(tick).length)) * LETTER) + 10;
    const [width, bottom] = [this.#width, HEIGHT - EDGE.bottom];
    const x = (at: number) => left + (count === 1 ? 0.5 : at / (count - 1)) * (width - left - EDGE.right);
    const y = (value: number) => bottom - (value / ticks.at(-1)!) * (bottom - EDGE.top);

    const grid = ticks.flatMap((tick) => [
      svg("line", { class: "growth-grid", x1: left, x2: width - EDGE.right, y1: y(tick), y2: y(tick) }),
      words(tick === 0 ? "0" : show(tick), { x: left - 6, y: y(tick) + 4, "text-anchor": "end" }),
    ]);
    const steps = stepTicks(count).map((step) =>
      words(String(step), {
        x: x(step - 1),
        y: bottom + 15,
        "text-anchor": count > 1 && step === count ? "end" : "middle",
      }),
    );
    const name = words(count === 1 ? "super-step" : "super-steps", {
      ...{ x: (left + width - EDGE.right) / 2, y: HEIGHT - 4, "text-anchor": "middle" },
    });
    this.#picture.setAttribute("width", String(width));
    this.#picture.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
    this.#picture.replaceChildren(...grid, ...steps, name, ...lines.flatMap((line) => drawLine(line, x, y)));
  }
}

function drawLine({ kind, values }: GrowthLine, x: (at: number) => number, y: (value: number) => number): Element[] {
  const points = values.map((value, at) => [x(at), y(value)] as const);
  const line = thinned(points, MOST_POINTS).map(([px, py]) => `${px.toFixed(1)},${py.toFixed(1)}`);
  return [
    svg("polyline", { class: `growth-line growth-${kind}`, points: line.join(" ") }),
    ...thinned(points, MOST_MARKS).map((point) => mark(kind, ...point)),
  ];
}

function mark(kind: GrowthLine["kind"], x: number, y: number): Element {
  return kind === "file"
    ? svg("circle", { class: "growth-mark growth-file", cx: x, cy: y, r: 3.2 })
    : svg("rect", { class: "growth-mark growth-whole", x: x - 3, y: y - 3, width: 6, height: 6 });
}

/** The first and the last, and the middle where there is room. */
function stepTicks(count: number): number[] {
  if (count <= 2) return count === 1 ? [1] : [1, 2];
  return [1, Math.round((count + 1) / 2), count];
}

function legend({ kind, name, values }: GrowthLine, { show }: GrowthChartContent): HTMLElement {
  const picture = svg("svg", { width: 30, height: 12, "aria-hidden": "true" });
  picture.append(svg("polyline", { class: `growth-line growth-${kind}`, points: "1,6 29,6" }), mark(kind, 15, 6));
  return h("span", { class: "growth-legend" }, picture, `${name}, ${show(values.at(-1) ?? 0)}`);
}

function words(text: string, attributes: Readonly<Record<string, string | number>>): Element {
  const element = svg("text", { class: "growth-words", ...attributes });
  element.textContent = text;
  return element;
}

function svg(name: string, attributes: Readonly<Record<string, string | number>>): Element {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}
