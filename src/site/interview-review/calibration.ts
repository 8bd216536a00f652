// How well the candidate's confidence fitted: one number, what it means, and a picture with a table behind it.
import type { FullItemReview, FullReview } from "../../interview/review.ts";
import { h } from "../elements/h.ts";
import { percent, titleOf } from "./words.ts";

interface Said {
  readonly item: FullItemReview;
  readonly confidence: number;
  readonly isRight: boolean;
}

export function drawCalibration({ items, brier }: FullReview): HTMLElement {
  const said = items.flatMap((item): Said[] =>
    item.confidence === null || !item.score
      ? []
      : [{ item, confidence: item.confidence, isRight: item.score.earned > 0 }],
  );
  return h(
    "section",
    { "aria-labelledby": "calibration", class: "calibration" },
    h("h2", { id: "calibration" }, "Calibration"),
    ...(brier === null
      ? [h("p", {}, "The candidate said of no item how sure they were, so there is nothing to compare.")]
      : [
          h("p", { class: "sum" }, "Brier score ", h("strong", {}, brier.toFixed(3))),
          h("p", {}, meaning(brier)),
          h(
            "p",
            { class: "note" },
            `The mean of (confidence − outcome)² over ${said.length} ${said.length === 1 ? "item" : "items"}. 0: sure and right each time. 0.25: what a coin gets. 1: sure and wrong each time. It is no part of the points${said.length < 10 ? ", and over so few items it is mostly chance" : ""}.`,
          ),
          drawPlot(said),
          drawTable(said),
        ]),
  );
}

function meaning(brier: number): string {
  if (brier < 0.1) return "The candidate knew well what they knew.";
  if (brier < 0.2) return "How sure the candidate was told more than a coin would have.";
  if (brier <= 0.3) return "How sure the candidate was told about as much as a coin.";
  return "The candidate was sure where they were wrong: worse than a coin.";
}

const SVG = "http://www.w3.org/2000/svg";
const [WIDTH, HEIGHT, LEFT, RIGHT] = [560, 150, 70, 20];
const [ROW_RIGHT, ROW_WRONG, AXIS] = [30, 80, 112];
const DOT = 9;

/** Each item a dot: how sure from left to right, right above and wrong below. Hidden from who reads the table instead. */
function drawPlot(said: readonly Said[]): HTMLElement {
  const plot = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true", class: "plot" });
  const x = (confidence: number) => LEFT + ((confidence - 0.5) / 0.5) * (WIDTH - LEFT - RIGHT);
  for (const [y, word] of [
    [ROW_RIGHT, "right"],
    [ROW_WRONG, "wrong"],
  ] as const)
    plot.append(
      svg("line", { x1: LEFT - 10, x2: WIDTH - RIGHT + 10, y1: y, y2: y, class: "rule-line" }),
      svg("text", { x: 0, y: y + 5 }, word),
    );
  for (const mark of [0.5, 0.6, 0.7, 0.8, 0.9, 1])
    plot.append(
      svg("line", { x1: x(mark), x2: x(mark), y1: AXIS - 6, y2: AXIS, class: "rule-line" }),
      svg("text", { x: x(mark), y: AXIS + 18, "text-anchor": "middle" }, `${Math.round(mark * 100)} %`),
    );
  plot.append(svg("text", { x: x(0.75), y: HEIGHT - 2, "text-anchor": "middle" }, "how sure"));
  const stacked = new Map<string, number>();
  for (const { item, confidence, isRight } of said) {
    const place = `${Math.round(confidence * 100)} ${isRight}`;
    const height = stacked.get(place) ?? 0;
    stacked.set(place, height + 1);
    const [cx, cy] = [x(confidence) + (height % 3) * 6, (isRight ? ROW_RIGHT : ROW_WRONG) - Math.floor(height / 3) * 6];
    plot.append(
      isRight
        ? svg("circle", { cx, cy, r: DOT, class: "right" })
        : svg("path", { d: `M${cx} ${cy - DOT}l${DOT} ${DOT}l${-DOT} ${DOT}l${-DOT} ${-DOT}z`, class: "wrong" }),
      svg("text", { x: cx, y: cy + 4, "text-anchor": "middle", class: "dot-number" }, String(item.number)),
    );
  }
  return h("figure", {}, plot, h("figcaption", { class: "visually-hidden" }, "The table below says the same."));
}

function drawTable(said: readonly Said[]): HTMLElement {
  const sorted = said.toSorted((one, other) => other.confidence - one.confidence);
  return h(
    "details",
    {},
    h("summary", {}, "As a table"),
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, ...["Item", "Sure", "Outcome"].map((name) => h("th", { scope: "col" }, name)))),
      h(
        "tbody",
        {},
        ...sorted.map(({ item, confidence, isRight }) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, titleOf(item)),
            h("td", {}, percent(confidence)),
            h("td", {}, isRight ? "right" : "wrong"),
          ),
        ),
      ),
    ),
  );
}

function svg(name: string, attributes: Readonly<Record<string, string | number>>, text?: string): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  if (text !== undefined) element.textContent = text;
  return element;
}
