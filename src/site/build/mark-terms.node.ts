// A plugin of the Markdown parser: in a lesson's prose, the first place of each term of the glossary becomes a link to it, with
// its meaning for the note that opens there.
import { type Term, TermFinder } from "../../course/find-terms.ts";
import { readGlossary } from "../../course/read-glossary.node.ts";
import type { MdastNode, MdastPluginDefinition, MdastPluginEntry, MdastVisitorContext } from "satteri";

type Text = Extract<MdastNode, { type: "text" }>;

/** What is marked nowhere: names, what is a link already, and stories, which use the words as everybody does. */
const LEAVES_ALONE = new Set(["heading", "link", "linkReference", "Story"]);

export async function markTerms(root: string): Promise<MdastPluginEntry> {
  const terms = await readGlossary(root);
  return ({ fileURL }) => (fileURL?.pathname.includes("/lessons/") ? markIn(terms) : null);
}

/** One for each page: it knows what it has marked. */
export function markIn(terms: readonly Term[]): MdastPluginDefinition {
  const finder = new TermFinder(terms);
  return {
    name: "mark-terms",
    text(node, context) {
      if (isLeftAlone(node, context)) return;
      const places = finder.find(node.value);
      if (places.length === 0) return;
      const parts: MdastNode[] = [];
      let at = 0;
      for (const { term, from, to } of places) {
        if (from > at) parts.push({ type: "text", value: node.value.slice(at, from) });
        parts.push(linkTo(term, node.value.slice(from, to)));
        at = to;
      }
      if (at < node.value.length) parts.push({ type: "text", value: node.value.slice(at) });
      context.replaceNode(node, parts);
    },
  };
}

function isLeftAlone(node: Text, context: MdastVisitorContext): boolean {
  for (let at = context.parent(node as MdastNode); at; at = context.parent(at as MdastNode))
    if (LEAVES_ALONE.has(at.type) || ("name" in at && LEAVES_ALONE.has(at.name ?? ""))) return true;
  return false;
}

function linkTo(term: Term, text: string): MdastNode {
  const hProperties = { class: "term", "data-note": term.meaning, "data-note-title": term.term };
  return {
    type: "link",
    url: `/glossary/#${term.id}`,
    children: [{ type: "text", value: text }],
    data: { hProperties },
  } as MdastNode;
}
