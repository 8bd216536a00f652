// Finds what a lesson's prose states without a program behind it. docs/prose.md is the rule as authors read it.
import { mdxToMdast } from "satteri";
import { judgeSentence, type Unbacked } from "./prose/judge-sentence.ts";
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

type Region = "prose" | "Story" | "Rule" | "Sources" | "Python";

/** Components of a lesson: the attributes that they take, and what their content is. */
const COMPONENTS: Readonly<Record<string, { readonly attributes: readonly string[]; readonly region?: Region }>> = {
  Claim: { attributes: ["id"] },
  Lab: { attributes: [] },
  Exercise: { attributes: ["id"] },
  Fact: { attributes: ["claim"] },
  Story: { attributes: [], region: "Story" },
  Rule: { attributes: [], region: "Rule" },
  Sources: { attributes: ["claims"], region: "Sources" },
  Python: { attributes: [], region: "Python" },
};

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
    const known = COMPONENTS[name];
    if (!known && /^[A-Z]/.test(name))
      this.#report(node, `<${name}>`, `nobody said what <${name}> holds`, `Use ${Object.keys(COMPONENTS).join(", ")}.`);
    for (const attribute of node.attributes ?? [])
      if (
        typeof attribute.value !== "string" ||
        !(known?.attributes ?? ["class", "lang"]).includes(attribute.name ?? "")
      )
        this.#report(node, `<${name} ${attribute.name ?? "{…}"}>`, "text may hide in this attribute", "Leave it out.");
    const line = node.position?.start.line ?? 1;
    if (name === "Claim") this.#counts.claims++;
    for (const key of known?.attributes ?? []) {
      const value = node.attributes?.find((attribute) => attribute.name === key)?.value;
      const ids = typeof value === "string" ? value.split(/\s+/).filter(Boolean) : [];
      if (ids.length === 0) this.#report(node, `<${name}>`, `it names nothing`, `Write ${key}="…".`);
      if (name === "Claim" || name === "Fact" || name === "Sources")
        this.#names.push(...ids.map((id): NamedClaim => ({ id, by: name, line })));
    }
    const before = this.#counts.words;
    if (name === "Fact" && node.type === "mdxJsxFlowElement" && !hasBlocks(node))
      this.#paragraph(node, region, factOf(node));
    else if (known?.region && !hasBlocks(node)) this.#paragraph(node, known.region, fact);
    else
      for (const child of node.children ?? [])
        this.visit(child, known?.region ?? region, name === "Fact" ? factOf(node) : fact);
    const words = this.#counts.words - before;
    if (name === "Python" && words > MOST_PYTHON_WORDS)
      this.#report(
        node,
        `<Python>`,
        `${words} words that are not run`,
        `${MOST_PYTHON_WORDS} at most: what is about LangGraph.js is a fact.`,
      );
    if (name === "Rule" && !/\p{L}/u.test(JSON.stringify(node.children ?? [])))
      this.#report(node, "<Rule>", "an empty rule", "Say what to do.");
  }

  #paragraph(node: Node, region: Region, fact: string | null): void {
    this.#namesIn(node);
    for (const sentence of sentencesOf(node, fact)) {
      this.#counts.words += sentence.text.split(/\s+/).filter((word) => /[\p{L}\d]/u.test(word)).length;
      if (sentence.facts.length > 0) this.#counts.facts++;
      if (/[\p{L}\d`]/u.test(sentence.outside)) this.#judge(sentence, region);
    }
  }

  /** Facts, and what else stands within a line. */
  #namesIn(node: Node): void {
    for (const child of node.children ?? []) {
      if (child.type === "mdxJsxTextElement" && child.name !== "Fact" && COMPONENTS[child.name ?? ""]?.region)
        this.#report(
          child,
          `<${child.name}>`,
          `<${child.name}> stands within a line`,
          "Give it lines of its own, with blank lines around.",
        );
      if (/^mdx(?:Text|Flow)Expression$/.test(child.type)) this.visit(child, "prose", null);
      if (child.type !== "mdxJsxTextElement") {
        this.#namesIn(child);
        continue;
      }
      const id = child.name === "Fact" ? factOf(child) : null;
      if (id !== null) this.#names.push({ id, by: "Fact", line: child.position?.start.line ?? 1 });
      if (id === "") this.#report(child, "<Fact>", "it names no claim", 'Write claim="…".');
      this.#namesIn(child);
    }
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

function hasBlocks(node: Node): boolean {
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
  return (node.children ?? []).some(({ type }) => !inline.includes(type));
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
