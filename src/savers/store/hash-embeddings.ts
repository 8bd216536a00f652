// Embeddings without a model, for lessons and tests: texts are near each other when they share words and parts of words.
import { Embeddings } from "@langchain/core/embeddings";

const BEGINNING = 5;
const BEGINNING_WEIGHT = 3;
const STOP_WORDS = new Set(
  (
    "a an and are as at be but by do does for from had has have he her his how i in is it its me my of on or our she so " +
    "that the their them they this to was we were what when where which who why will with you your"
  ).split(" "),
);

export interface HashEmbeddingsOptions {
  /** How many numbers each vector has; 384 if not given. More of them make accidental likeness rarer. */
  readonly dims?: number;
}

/**
 * A deterministic embedder without a model: signed feature hashing of words, of how they begin, and of their
 * three-letter parts.
 *
 * It finds texts that share words or stems ("allergic", "allergies"), and nothing else: it does not know that a car is a
 * vehicle, ignores the order of words, drops the commonest English words, and texts with nothing in common can be a little
 * alike by chance, the more so the fewer dimensions there are. Use it where a lesson or a test needs the same numbers everywhere
 * and without a download; use a real model where meaning counts.
 *
 * The same text gives the same vector on every machine: features are counted in whole numbers, and the only rounding is
 * one square root and one division, which IEEE 754 fixes. Exception: characters that the JavaScript engine's Unicode tables
 * do not know yet. A text without any letter or digit, or of stop words only, gives the zero vector, which is like nothing.
 *
 * Hashing as in Weinberger et al., "Feature Hashing for Large Scale Multitask Learning" (2009); the hash is FNV-1a with a
 * final mix.
 */
export class HashEmbeddings extends Embeddings {
  readonly dims: number;

  constructor({ dims = 384 }: HashEmbeddingsOptions = {}) {
    super({});
    if (!Number.isInteger(dims) || dims < 1) throw new RangeError(`dims is ${dims}: pass a whole number from 1 on`);
    this.dims = dims;
  }

  override async embedDocuments(texts: string[]): Promise<number[][]> {
    return texts.map((text) => this.#vectorOf(text));
  }

  override async embedQuery(text: string): Promise<number[]> {
    return this.#vectorOf(text);
  }

  #vectorOf(text: string): number[] {
    const counts = new Int32Array(this.dims);
    for (const [feature, weight] of featuresOf(text)) {
      const hash = hashOf(feature);
      // The sign is of a bit that the place depends on least, so that colliding features cancel as often as they add.
      counts[hash % this.dims]! += hash & 0x80000000 ? -weight : weight;
    }
    let squares = 0;
    for (const count of counts) squares += count * count;
    const length = Math.sqrt(squares) || 1;
    return Array.from(counts, (count) => count / length);
  }
}

/** A long word has more parts than a short one, and so counts for more: long words are the rarer ones. */
function* featuresOf(text: string): Generator<readonly [feature: string, weight: number]> {
  for (const word of text
    .normalize("NFKC")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []) {
    if (STOP_WORDS.has(word)) continue;
    yield [`word ${word}`, 1];
    if (word.length >= BEGINNING) yield [`stem ${word.slice(0, BEGINNING)}`, BEGINNING_WEIGHT];
    const marked = `^${word}$`;
    for (let at = 0; at + 3 <= marked.length; at += 1) yield [`part ${marked.slice(at, at + 3)}`, 1];
  }
}

function hashOf(feature: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < feature.length; at += 1) {
    hash ^= feature.charCodeAt(at);
    hash = Math.imul(hash, 0x01000193);
  }
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  hash ^= hash >>> 12;
  hash = Math.imul(hash, 0x297a2d39);
  hash ^= hash >>> 15;
  return hash >>> 0;
}
