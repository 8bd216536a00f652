// Finds what a lesson's prose states without a program behind it. docs/prose.md is the rule as authors read it.
import { mdxToMdast } from "satteri";
import { judgeSentence, type Unbacked } from "./prose/judge-sentence.ts";
import { checkTag, type CheckedTag, type Region } from "./prose/check-tag.ts";
import { factOf, type Node, type Sentence, sentencesOf } from "./prose/sentences.ts";
import { markerIn, statesSomething } from "./prose/words.ts";

export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly sentence: string;
  readonly what: string;
  readonly todo: string;
}

export interface ProseCounts {
  /** Of prose: not of code, headings and claims. */
  readonly words: number;
  /** Sentences of fact by what stands behind them. */
  readonly claims: number;
  readonly facts: number;
  readonly sources: number;
  /** About Python: told as not run. */
  readonly python: number;
  readonly unbacked: number;
}

export interface ProseLint extends ProseCounts {
  readonly findings: readonly Finding[];
  /** Ids that the page names, and how. */
  readonly names: readonly NamedClaim[];
}

export interface NamedClaim {
  readonly id: string;
  readonly by: "Claim" | "Fact" | "Sources";
  readonly line: number;
}

export const MOST_WORDS = 500;
const MOST_HEADING_WORDS = 9;
const MOST_PYTHON_WORDS = 110;

/** Pure: the text of one MDX file. Throws when it is no MDX, as the page would. */
export function lintProse(file: string, text: string): ProseLint {
  const page = new PageLint(file);
  page.visit(mdxToMdast(text) as Node, "prose", null);
  return page.end();
}

class PageLint {
  readonly #findings: Finding[] = [];
  readonly #names: NamedClaim[] = [];
  readonly #counts = { words: 0, claims: 0, facts: 0, sources: 0, python: 0, unbacked: 0 };

  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  visit(node: Node, region: Region, fact: string | null): void {
    switch (node.type) {
      case "yaml":
      case "code":
      case "thematicBreak":
        return;
      case "heading":
        return this.#heading(node);
      case "paragraph":
      case "tableCell":
        return this.#paragraph(node, region, fact);
      case "mdxJsxFlowElement":
      case "mdxJsxTextElement":
        return this.#component(node, region, fact);
      case "mdxFlowExpression":
      case "mdxTextExpression":
      case "mdxjsEsm":
      case "html":
        if (!/^\s*(?:\/\*[^]*\*\/\s*)*$/.test(node.value ?? ""))
          this.#report(
            node,
            node.value ?? "",
            "a program in a lesson's text cannot be read as prose",
            "Write it as text.",
          );
        return;
      default:
        for (const child of node.children ?? []) this.visit(child, region, fact);
    }
  }

  end(): ProseLint {
    const { words } = this.#counts;
    if (words > MOST_WORDS)
      this.#report(
        { type: "root" },
        "",
        `${words} words of prose`,
        `Leave out what is not needed: ${MOST_WORDS} at most.`,
      );
    return { ...this.#counts, findings: this.#findings, names: this.#names };
  }

  #heading(node: Node): void {
    const text = sentencesOf(node)
      .map((sentence) => sentence.text)
      .join(" ");
    if (text.split(/\s+/).length > MOST_HEADING_WORDS || /`/.test(text))
      this.#report(node, text, "a heading that says more than a name", `At most ${MOST_HEADING_WORDS} words, no code.`);
  }

  #component(node: Node, region: Region, fact: string | null): void {
    const name = node.name ?? "";
    const tag = this.#tag(node);
    if (name === "Claim") this.#counts.claims++;
    const inside = tag.region ?? region;
    const claim = name === "Fact" ? factOf(node) : fact;
    const before = this.#counts.words;
    if (isOneLine(node)) this.#paragraph(node, inside, claim);
    else for (const child of node.children ?? []) this.visit(child, inside, claim);
    const words = this.#counts.words - before;
    if (name === "Python" && words > MOST_PYTHON_WORDS)
      this.#report(
        node,
        "<Python>",
        `${words} words that are not run`,
        `${MOST_PYTHON_WORDS} at most: what is about LangGraph.js is a fact.`,
      );
  }

  #tag(node: Node): CheckedTag {
    const tag = checkTag(node);
    for (const { text, what, todo } of tag.faults) this.#report(node, text, what, todo);
    const by = node.name as NamedClaim["by"];
    this.#names.push(...tag.names.map((id) => ({ id, by, line: node.position?.start.line ?? 1 })));
    return tag;
  }

  #paragraph(node: Node, region: Region, fact: string | null): void {
    for (const child of node.children ?? []) this.#inLine(child);
    for (const sentence of sentencesOf(node, fact)) {
      this.#counts.words += sentence.text.split(/\s+/).filter((word) => /[\p{L}\d]/u.test(word)).length;
      if (sentence.facts.length > 0) this.#counts.facts++;
      if (/[\p{L}\d`]/u.test(sentence.outside)) this.#judge(sentence, region);
    }
  }

  /** What stands within a line besides words. */
  #inLine(node: Node): void {
    if (node.type === "mdxTextExpression") this.visit(node, "prose", null);
    if (node.type === "mdxJsxTextElement" && this.#tag(node).region !== null)
      this.#report(
        node,
        `<${node.name}>`,
        `<${node.name}> stands within a line`,
        "Give it lines of its own, with blank lines around.",
      );
    for (const child of node.children ?? []) this.#inLine(child);
  }

  #judge(sentence: Sentence, region: Region): void {
    const { outside } = sentence;
    if (region === "Sources" || region === "Python") {
      if (markerIn(outside)) this.#counts[region === "Sources" ? "sources" : "python"]++;
      return;
    }
    if (region === "Story") {
      const wrong = wrongInStory(outside);
      if (wrong) this.#unbacked(sentence, wrong, "Tell what happened, or write it outside as a fact with its claim.");
      return;
    }
    const unbacked = judgeSentence(outside);
    if (unbacked) this.#unbacked(sentence, ...describe(unbacked, region));
  }

  #unbacked(sentence: Sentence, what: string, todo: string): void {
    this.#counts.unbacked++;
    const { line, column, text } = sentence;
    this.#findings.push({ file: this.#file, line, column, sentence: text, what, todo });
  }

  #report(node: Node, sentence: string, what: string, todo: string): void {
    const { line, column } = node.position?.start ?? { line: 1, column: 1 };
    this.#findings.push({ file: this.#file, line, column, sentence, what, todo });
  }
}

/** Components written on one line hold words without a paragraph around them. */
function isOneLine(node: Node): boolean {
  const inline = [
    "text",
    "inlineCode",
    "emphasis",
    "strong",
    "link",
    "break",
    "mdxJsxTextElement",
    "mdxTextExpression",
  ];
  const children = node.children ?? [];
  return children.length > 0 && children.every(({ type }) => inline.includes(type));
}

/** A story is made up: it may not explain. */
function wrongInStory(text: string): string | null {
  if (text.includes("`c`")) return "inline code in a story";
  const name = /\b(?:LangGraph|LangChain|checkpointers?|super-?steps?|reducers?|channels?|savers?)\b/i.exec(text)?.[0];
  if (name && statesSomething(text) && !PAST.test(text)) return `a story that explains (“${name}”)`;
  return null;
}

const PAST =
  /\b(?:was|were|had|did|\w+ed|went|came|wrote|ran|kept|lost|left|held|made|took|gave|got|began|saw|said|told|found|sent|paid|read|knew|thought|built|put|set|shipped)\b/i;

function describe({ shape, marker, part }: Unbacked, region: Region): [string, string] {
  const why = marker.kind === "code" ? "it has inline code" : `“${marker.word}” is of the subject`;
  const todo =
    region === "Rule"
      ? "Say what to do, beginning with the verb; state it outside the rule, as a fact."
      : 'Wrap it in <Fact claim="…">…</Fact>, make it a <Claim />, ask it, or tell the reader what to do.';
  const plain = part.replaceAll("`c`", "`…`");
  if (shape === "tail") return [`what follows the instruction states something (${why}): “${plain}”`, todo];
  if (shape === "question") return [`a question that states something (${why})`, todo];
  return [`a statement without a claim (${why})`, todo];
}
