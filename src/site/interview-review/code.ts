// Code in the course's colours, made of text nodes: no editor, because nothing here can be edited.
import { highlightCode, tagHighlighter } from "@lezer/highlight";
import { typescriptLanguage } from "@codemirror/lang-javascript";
import { type Role, ROLES } from "../highlight/roles.ts";
import { h } from "../elements/h.ts";

const roles = (Object.keys(ROLES) as Role[]).filter((role) => role !== "ink");
const highlighter = tagHighlighter(
  roles.flatMap((role) => ROLES[role].tags.map((tag) => ({ tag, class: `code-${role}` }))),
);

/** Colouring a longer text would hold the page up. */
const MAX_COLOURED_CHARS = 60_000;

/** The lines of a text as nodes, coloured line by line. */
export function colouredLines(text: string): (Node | string)[][] {
  if (text.length > MAX_COLOURED_CHARS) return text.split("\n").map((line) => [line]);
  const lines: (Node | string)[][] = [[]];
  highlightCode(
    text,
    typescriptLanguage.parser.parse(text),
    highlighter,
    (piece, classes) => lines.at(-1)!.push(classes ? h("span", { class: classes }, piece) : piece),
    () => lines.push([]),
  );
  return lines;
}

export function drawCode(text: string, label: string): HTMLElement {
  const lines = colouredLines(text.replace(/\n$/, ""));
  return h(
    "pre",
    { class: "astro-code", tabindex: 0, role: "region", "aria-label": label },
    h("code", {}, ...lines.flatMap((line, index) => (index === 0 ? line : ["\n", ...line]))),
  );
}
