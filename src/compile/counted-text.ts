// Text that knows how often it is looked at. The stripper reads what is ambiguous twice, so a few dozen nested brackets
// would keep it busy for days; whoever hands it a text from elsewhere needs an end to that.

export const TOO_DEEP = "This file nests too deeply: split its longest expressions";

/** Thrown from inside of a parser, which is then in no usable state. */
export class TooAmbiguous extends Error {}

/** Real programs need 12 a character: 2 of them for reading it, the rest for copying. */
const LOOKS_PER_CHARACTER = 50;
const LOOKS_AT_LEAST = 100_000;
/** A piece that is copied costs about as much as that many characters that are read. */
const LOOKS_PER_PIECE = 10;

/** `text`, for a parser that reads it by `charCodeAt` and `slice`. */
export function countedText(text: string): string {
  return new CountedText(text) as unknown as string;
}

class CountedText extends String {
  #looksLeft = LOOKS_AT_LEAST + this.length * LOOKS_PER_CHARACTER;

  override charCodeAt(index: number): number {
    this.#look(1);
    return super.charCodeAt(index);
  }

  override slice(start?: number, end?: number): string {
    this.#look(LOOKS_PER_PIECE);
    return super.slice(start, end);
  }

  #look(looks: number): void {
    this.#looksLeft -= looks;
    if (this.#looksLeft < 0) throw new TooAmbiguous();
  }
}
