// Whether a sentence of prose may stand without a program behind it: docs/prose.md says the rule to authors.
import { beginsWithImperative, markerIn, type Marker, statesSomething } from "./words.ts";

/** Why a sentence needs a claim. */
export interface Unbacked {
  readonly shape: "statement" | "tail" | "question";
  readonly marker: Marker;
  /** The part that states something. */
  readonly part: string;
}

/** `text` has "`c`" for inline code. Null: it is a question, an instruction, or says nothing about the subject. */
export function judgeSentence(text: string): Unbacked | null {
  const { bare, asides } = takeAsides(text);
  for (const aside of asides) {
    const marker = markerIn(aside);
    if (marker && statesSomething(aside)) return { shape: "tail", marker, part: aside };
  }
  const clauses = bare
    .split(/(?<=[\p{L}\d`”"')])\s*[;:]\s+|\s+[–—]\s+/u)
    .filter((clause) => /[\p{L}\d`]/u.test(clause));
  return isQuestion(bare) ? judgeQuestion(clauses) : isAboutTheCourse(bare) ? null : judgeClauses(clauses);
}

function judgeClauses(clauses: readonly string[]): Unbacked | null {
  const instructions = clauses.map(instructionIn);
  const told = instructions.some((instruction) => instruction !== null);
  for (const [index, clause] of clauses.entries()) {
    const instruction = instructions[index] ?? null;
    // Beside an instruction, what has no verb of its own only names: "Settle two things: the thread, the node."
    if (instruction === null && told && !statesSomething(clause)) continue;
    const part = instruction === null ? clause : statementAfter(instruction);
    const marker = part === null ? null : markerIn(part);
    if (part !== null && marker) return { shape: told && index > 0 ? "tail" : "statement", marker, part };
  }
  return null;
}

/** Only the last clause asks. */
function judgeQuestion(clauses: readonly string[]): Unbacked | null {
  const last = clauses.at(-1) ?? "";
  // "And the other way round, with a saver: which nodes run?" has no statement before the colon.
  const before = judgeClauses(clauses.slice(0, -1).filter(statesSomething));
  if (before) return before;
  const marker = markerIn(last);
  const states = /^(?:did|do) you know\b|^who would have|^(?:since|because|given that|now that)\b/i.test(last);
  const agrees =
    /,\s*(?:right|no|yes|really|correct|(?:is|does|do|are|was|has|can|wo|will|did|should)n['’]?t? (?:it|they|he|she|you|that))\?["”’')]*$/i;
  return marker && (states || agrees.test(last)) ? { shape: "question", marker, part: last } : null;
}

function isQuestion(text: string): boolean {
  return /\?["”’»')\]]*$/.test(text);
}

/** What this course asks of its reader, or shows, is nothing about LangGraph. */
function isAboutTheCourse(text: string): boolean {
  const opens =
    /^(?:(?:in )?th(?:is|e (?:next|last|first|other|previous)) (?:lesson|exercise|page|course|module|lab)s?|the (?:lab|form|exercise|(?:hidden|visible|last|first|random) tests?|tests?|cards? (?:above|below)|claims? (?:above|below))|you get|you will (?:write|build|repair|order|judge|find))\b/i;
  return opens.test(text) && !/`c`|\bthat\b|\bbecause\b|\bsince\b|[;:–—]|\bwhich\b|\bhow\b/i.test(text);
}

const OPENERS =
  /^(?:(?:and|but|so|then|or|first|next|now|also|instead|therefore|otherwise|finally|rather|just|better|please|simply|afterwards|here|there|once more|again|either|even|still|thus|hence|in short|in doubt|above all|if not|if so|if you must|by hand|only then)\b,?\s+)+/i;
const CONDITIONS =
  /^(?:if|when|where|wherever|whenever|before|after|for|to|until|unless|once|while|as soon as|as long as|in|on|with|at|from|without|by|during|inside|instead of|rather than|given|whatever|whichever|whoever|however|no matter|next to|beside|between|out of)\b/i;

/** From where a clause tells somebody to do something; null when it does not. */
function instructionIn(clause: string): string | null {
  const text = clause.replace(/^[“"'(]+/, "").replace(OPENERS, "");
  if (beginsWithImperative(text)) return text;
  if (!CONDITIONS.test(text)) return null;
  for (const match of text.matchAll(/,\s+(?:(?:then|and|so|first|rather|instead|always|never|please|do not)\s+)?/g)) {
    const rest = text.slice(match.index).replace(/^,\s+/, "").replace(OPENERS, "");
    if (beginsWithImperative(rest)) return rest;
  }
  return null;
}

const REASONS = /,?\s+(?:because|since|although|though|whereas)\s+|,\s+(?:which|who|where)\s+/g;
const JOINS = /,?\s+(?:and|but|so|or|yet)\s+(?:then\s+|there\s+|so\s+)?|,\s+then\s+/g;
const SUBJECT =
  /^(?:(?:the|an?|every|each|all|no|both|its|their|another|some|this|these|those)\s+\S+|it|they|this|that|these|those|nothing|nobody|everything|everybody|you|`c`|[A-Z]\w+)\s+/;

/** What an instruction states behind itself: "Pass `null`, and the run goes on", "Use it, because every node …". */
function statementAfter(instruction: string): string | null {
  for (const match of instruction.matchAll(REASONS)) {
    const tail = instruction.slice(match.index + match[0].length);
    if (statesSomething(tail)) return tail;
  }
  for (const match of instruction.matchAll(JOINS)) {
    const tail = instruction.slice(match.index + match[0].length);
    const subject = SUBJECT.exec(tail)?.[0];
    if (subject === undefined) continue;
    // The verb of a statement is near its subject: "the run goes on", but not "the config that it returns".
    const near = tail.slice(subject.length).split(/\s+/).slice(0, 4).join(" ").split(OWN_CLAUSE)[0]!;
    if (statesSomething(near)) return tail;
  }
  return null;
}

const OWN_CLAUSE = /\b(?:that|which|who|whose|where|when|what|how|whether|if|to|it|you|they|we|and)\b/i;

function takeAsides(text: string): { bare: string; asides: string[] } {
  const asides: string[] = [];
  const bare = text.replace(/\s*\(([^()]*(?:\(\)[^()]*)*)\)/g, (whole, inside: string) => {
    if (!/\s/.test(whole.slice(0, 1))) return whole; // a call: invoke()
    asides.push(inside);
    return "";
  });
  return { bare, asides };
}
