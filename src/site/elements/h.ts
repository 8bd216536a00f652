// Builds DOM without markup text, so that nothing a learner's code says can become markup.

type Child = Node | string | null | undefined | false;
type Listener = (event: Event) => void;

/** By name: a function listens to that event, `true` = present, `false` = absent; but data-* attributes are values, written out. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined | Listener>>;

export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (name.startsWith("data-") && value !== undefined) element.setAttribute(name, String(value));
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export type IconName = "run" | "passed" | "failed" | "waiting" | "problem" | "skipped" | "late" | "busy";

const ICONS: Readonly<Record<IconName, string>> = {
  run: "M5 3l9 5-9 5z",
  passed: "M3 8.500l3.300 3.300L13 4.700",
  failed: "M4 4l8 8M12 4l-8 8",
  waiting: "M8 8h.01",
  problem: "M8 2.500L14.500 13.500h-13zM8 6.500v3.200M8 11.700h.01",
  skipped: "M4 8h8",
  late: "M8 4.500V8l2.500 2M8 1.800a6.200 6.200 0 1 0 0 12.400A6.200 6.200 0 0 0 8 1.800",
  busy: "M8 1.800a6.200 6.200 0 0 1 6.200 6.200",
};

/** A shape beside the words that say the same; hidden from screen readers. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const set = (element: Element, attributes: Record<string, string>) => {
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  };
  set(svg, { viewBox: "0 0 16 16", width: "16", height: "16", "aria-hidden": "true", class: `icon icon-${name}` });
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  const line = {
    fill: "none",
    stroke: "currentColor",
    "stroke-width": "2",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
  };
  set(path, { d: ICONS[name], ...(name === "run" ? { fill: "currentColor" } : line) });
  svg.append(path);
  return svg;
}

/** Plain text with `code` in backticks and blank lines between paragraphs. */
export function richText(text: string): HTMLElement[] {
  return text
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => {
      const fenced = /^```\w*\n([\s\S]*?)\n?```$/.exec(paragraph.trim());
      return fenced ? h("pre", { class: "snippet", tabindex: 0 }, fenced[1]) : h("p", {}, ...inlineCode(paragraph));
    });
}

export function inlineCode(text: string): (Node | string)[] {
  return text
    .split(/(`[^`]+`)/)
    .map((part) =>
      part.length > 2 && part.startsWith("`") ? h("code", {}, part.slice(1, -1)) : part.replaceAll(/\s+/g, " "),
    );
}
