// Random data from a text: the same text gives the same values on every host, in whatever order tests run.
import { ConformanceError } from "./conformance-error.ts";
import type { Random } from "./test.ts";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

export function seededRandom(seed: string): Random {
  const next = generator(seed);
  const given = new Set<string>();

  const int = (low: number, high: number): number => {
    const span = Math.floor(high) - Math.ceil(low) + 1;
    if (!(span >= 1)) throw new ConformanceError("RANDOM_EMPTY", `no whole number lies between ${low} and ${high}`);
    return Math.ceil(low) + Math.floor(next() * span);
  };
  const word = (length = int(4, 8)): string => Array.from({ length }, () => LETTERS[int(0, 25)]).join("");

  return {
    int,
    word,
    boolean: () => next() < 0.5,
    pick(from) {
      if (from.length === 0) throw new ConformanceError("RANDOM_EMPTY", "pick() was given an empty list");
      return from[int(0, from.length - 1)]!;
    },
    shuffle(list) {
      const mixed = [...list];
      for (let i = mixed.length - 1; i > 0; i--) {
        const j = int(0, i);
        [mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!];
      }
      return mixed;
    },
    id(prefix = "id") {
      let id = `${prefix}-${word(5)}`;
      while (given.has(id)) id = `${prefix}-${word(5)}`;
      given.add(id);
      return id;
    },
  };
}

/** Numbers from 0 up to 1, of 53 random bits. The generator is sfc32, its four words taken from a hash of the text. */
function generator(seed: string): () => number {
  let [a, b, c, counter] = hash(seed);
  const bits32 = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  // The first outputs still resemble the seed.
  for (let i = 0; i < 12; i++) bits32();
  return () => ((bits32() >>> 5) * 2 ** 26 + (bits32() >>> 6)) / 2 ** 53;
}

/** Four 32-bit words of a text, after cyrb128. */
function hash(text: string): [number, number, number, number] {
  let [h1, h2, h3, h4] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    h1 = h2 ^ Math.imul(h1 ^ code, 597399067);
    h2 = h3 ^ Math.imul(h2 ^ code, 2869860233);
    h3 = h4 ^ Math.imul(h3 ^ code, 951274213);
    h4 = h1 ^ Math.imul(h4 ^ code, 2716044179);
  }
  h1 = Math.imul(h3 ^ (h1 >>> 18), 597399067);
  h2 = Math.imul(h4 ^ (h2 >>> 22), 2869860233);
  h3 = Math.imul(h1 ^ (h3 >>> 17), 951274213);
  h4 = Math.imul(h2 ^ (h4 >>> 19), 2716044179);
  return [h1 ^ h2 ^ h3 ^ h4, h2 ^ h1, h3 ^ h1, h4 ^ h1];
}
