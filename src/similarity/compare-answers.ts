// Which answers of a batch are alike beyond what the exercise itself makes alike: winnowing over kinds of tokens, with what the
// starter, the given files and the solutions have left out, and with how many other answers look the same.
import { type FileEntry, FingerprintIndex, type SharedFingerprint } from "@dodona/dolos-core";
import type { TestResult } from "@forkpoint/conformance";
import type { Files } from "../course/model.ts";
import type { Alike, AlikeBehaviour, Answer, Similarity } from "./model.ts";
import { tokenize } from "./tokenize.ts";

export interface Batch {
  readonly exercise: string;
  readonly answers: readonly Answer[];
  /** Starter, given files, each solution: what anybody may have without anybody else. */
  readonly known: readonly Files[];
  /** Author → how the tests ended; empty = no reports. */
  readonly results: ReadonlyMap<string, readonly TestResult[]>;
}

/** Tokens in a piece, and pieces in a window of which one is kept. */
const PIECE = 17;
const WINDOW = 5;
/** An answer with fewer pieces of its own says nothing by them. */
const LEAST_OWN = 6;
/** From here on two answers are called alike. */
const LIKE = 0.5;
/** From this part of the batch on, looking alike is what the exercise makes answers do. */
const COMMON = 0.3;

type Pieces = ReadonlySet<SharedFingerprint>;

export function compareAnswers({ exercise, answers, known, results }: Batch): Similarity {
  const pieces = ownPieces(answers, known);
  const own = answers.filter(({ author }) => pieces.get(author)!.size >= LEAST_OWN).map(({ author }) => author);
  const ratios = new Map(own.map((author) => [author, new Map<string, number>()]));
  for (const [left, right] of pairsOf(own)) {
    const ratio = ratioOf(pieces.get(left)!, pieces.get(right)!);
    ratios.get(left)!.set(right, ratio);
    ratios.get(right)!.set(left, ratio);
  }
  const behaviours = new Map([...results].map(([author, list]) => [author, behaviourOf(list)]));
  const alike = pairsOf(own).flatMap(([left, right]): Alike[] => {
    const ratio = ratios.get(left)!.get(right)!;
    if (ratio < LIKE) return [];
    const group = own.filter((one) =>
      [left, right].some((of) => one === of || ratios.get(of)!.get(one)! >= LIKE),
    ).length;
    return [
      {
        ...{ left, right, ratio, group },
        common: common(pieces.get(left)!, pieces.get(right)!),
        expected: group > 2 && group >= COMMON * answers.length,
        behaviour: alikeBehaviour(left, right, behaviours),
      },
    ];
  });
  alike.sort((a, b) => Number(a.expected) - Number(b.expected) || b.ratio - a.ratio || b.common - a.common);
  return {
    format: "forkpoint-similarity-1",
    exercise,
    answers: answers.length,
    nothingOwn: answers.map(({ author }) => author).filter((author) => !own.includes(author)),
    alike,
  };
}

/** By author, without what is known. */
function ownPieces(answers: readonly Answer[], known: readonly Files[]): ReadonlyMap<string, Pieces> {
  const index = new FingerprintIndex(PIECE, WINDOW);
  const files = answers.map(({ author, files: own }) => tokenize(author, own));
  index.addFiles(files);
  // After the answers: what is added later would count pieces that are ignored already.
  for (const [at, one] of known.entries()) index.addIgnoredFile(tokenize(`known ${at}`, one));
  const entries = new Map(index.entries().map((entry): [number, FileEntry] => [entry.file.id, entry]));
  return new Map(answers.map(({ author }, at) => [author, entries.get(files[at]!.id)!.shared]));
}

function ratioOf(left: Pieces, right: Pieces): number {
  return (2 * common(left, right)) / (left.size + right.size);
}

function common(left: Pieces, right: Pieces): number {
  return [...left].filter((piece) => right.has(piece)).length;
}

function pairsOf(authors: readonly string[]): [string, string][] {
  return authors.flatMap((left, at) => authors.slice(at + 1).map((right): [string, string] => [left, right]));
}

/** Which tests fail, and how; "" = none does. What was compared and shown may hold the seed's data, so it is left out. */
function behaviourOf(results: readonly TestResult[]): { readonly key: string; readonly failed: number } {
  const failed = results.filter(({ verdict }) => !["passed", "not-run"].includes(verdict.status));
  const how = failed.map(
    ({ id, verdict }) => `${id} ${verdict.status} ${verdict.status === "failed" ? verdict.what : ""}`,
  );
  return { key: how.join("\n"), failed: failed.length };
}

function alikeBehaviour(
  left: string,
  right: string,
  behaviours: ReadonlyMap<string, ReturnType<typeof behaviourOf>>,
): AlikeBehaviour | null {
  const [one, other] = [behaviours.get(left), behaviours.get(right)];
  if (!one || one.failed === 0 || one.key !== other?.key) return null;
  return { failed: one.failed, group: [...behaviours.values()].filter(({ key }) => key === one.key).length };
}
