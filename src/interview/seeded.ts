// Chance that is the same everywhere for the same seed, and short names for texts. Not for secrets: anyone can make two texts
// with one name.

/** A new list in an order that depends on the seed alone. Fisher and Yates, from the end. */
export function seededShuffle<T>(list: readonly T[], seed: string): T[] {
  const shuffled = [...list];
  const next = random(seed);
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = Math.floor(next() * (last + 1));
    [shuffled[last], shuffled[other]] = [shuffled[other]!, shuffled[last]!];
  }
  return shuffled;
}

/** 16 hexadecimal digits. */
export function shortHash(text: string): string {
  return [mix(text, 0x9747b28c), mix(text, 0x1b873593)].map((half) => half.toString(16).padStart(8, "0")).join("");
}

/** Numbers from 0 to below 1: mulberry32, by Tommy Ettinger, begun with the seed's hash. */
function random(seed: string): () => number {
  let state = mix(seed, 0x9e3779b9);
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let word = Math.imul(state ^ (state >>> 15), state | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** 32 bits: FNV-1a with the last step of MurmurHash3, so that texts that end alike do not lie close together. */
function mix(text: string, start: number): number {
  let hash = start >>> 0;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
