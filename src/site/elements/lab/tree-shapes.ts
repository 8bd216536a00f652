// Small shapes of the tree: one for each source of a checkpoint. Each stands beside its word.

const SVG = "http://www.w3.org/2000/svg";

/** What LangGraph calls the source, and how it is drawn: by its form alone one can tell them apart. */
const SHAPES: Readonly<Record<string, { readonly path: string; readonly isFilled: boolean }>> = {
  input: { path: "M3 3.500h10L8 13z", isFilled: true },
  loop: { path: "M8 3a5 5 0 1 0 0 10a5 5 0 1 0 0-10z", isFilled: false },
  update: { path: "M8 2.500L13.500 8L8 13.500L2.500 8z", isFilled: true },
  fork: { path: "M8 14V9M8 9C8 6 4 6.500 4 2.500M8 9C8 6 12 6.500 12 2.500", isFilled: false },
  waits: { path: "M5 3.500v9M11 3.500v9", isFilled: false },
  more: { path: "M3.500 8h.01M8 8h.01M12.500 8h.01", isFilled: false },
};

export const SOURCES = ["input", "loop", "update", "fork"] as const;

export const SOURCE_MEANS: Readonly<Record<(typeof SOURCES)[number], string>> = {
  input: "the graph was invoked with something new",
  loop: "written by the graph after a super-step",
  update: "written by updateState()",
  fork: "a copy, made to run again from an older checkpoint",
};

/** In a square of 16. */
export function shapeData(source: string): { readonly path: string; readonly isFilled: boolean } {
  return Object.hasOwn(SHAPES, source) ? SHAPES[source]! : SHAPES.more!;
}

export function shapeOf(source: string): SVGSVGElement {
  const { path, isFilled } = shapeData(source);
  const line = svg("path", {
    d: path,
    fill: isFilled ? "currentColor" : "none",
    stroke: "currentColor",
    "stroke-width": "2",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
  });
  const shape = svg("svg", {
    viewBox: "0 0 16 16",
    class: "tree-shape",
    "data-source": source,
    "aria-hidden": "true",
  });
  shape.append(line);
  return shape;
}

export function svg<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>>,
): SVGElementTagNameMap[Tag] {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
