// A reviewer's own scores while they are made, and when they are locked. Kept in the browser where it lets a page from a file do so.
import {
  lockScores,
  MAX_NAME_CHARS,
  MAX_NOTE_CHARS,
  type ReviewerScores,
  readScores,
} from "../../interview/review-scores.ts";
import type { FullReview } from "../../interview/review.ts";

interface Kept {
  readonly reviewer: string;
  readonly items: readonly { readonly ticks: readonly boolean[]; readonly note: string }[];
  readonly locked: string | null;
}

export class Draft {
  readonly #review: FullReview;
  readonly #key: string;
  readonly #listeners: (() => void)[] = [];
  #reviewer = "";
  #items: { ticks: boolean[]; note: string }[];
  #locked: ReviewerScores | null = null;
  /** Whether what is ticked now would still be there after the page was closed. */
  isKept = true;

  constructor(review: FullReview) {
    this.#review = review;
    this.#key = `forkpoint.review.${review.with.exportHash}`;
    this.#items = blank(review);
  }

  /** What was kept of an earlier visit. */
  async load(): Promise<void> {
    const kept = this.#read();
    if (!kept) return;
    this.#reviewer = kept.reviewer;
    this.#items = kept.items.map(({ ticks, note }) => ({ ticks: [...ticks], note }));
    const read = kept.locked === null ? null : await readScores(kept.locked, this.#review);
    if (read && "scores" in read) this.#locked = read.scores;
    this.#tell();
  }

  get reviewer(): string {
    return this.#reviewer;
  }
  set reviewer(name: string) {
    if (this.#locked) return;
    this.#reviewer = name.slice(0, MAX_NAME_CHARS);
    this.#keep();
  }

  get locked(): ReviewerScores | null {
    return this.#locked;
  }

  ticks(item: number): readonly boolean[] {
    return this.#items[item]!.ticks;
  }
  note(item: number): string {
    return this.#items[item]!.note;
  }

  tick(item: number, line: number, on: boolean): void {
    if (this.#locked) return;
    this.#items[item]!.ticks[line] = on;
    this.#keep();
  }
  write(item: number, note: string): void {
    if (this.#locked) return;
    this.#items[item]!.note = note.slice(0, MAX_NOTE_CHARS);
    this.#keep();
  }

  async lock(): Promise<ReviewerScores> {
    if (this.#locked) return this.#locked;
    const nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0"));
    const items = this.#review.items.map(({ exercise }, index) => ({ exercise, ...this.#items[index]! }));
    this.#locked = await lockScores(this.#review, this.#reviewer.trim(), items, nonce.join(""));
    this.#keep();
    return this.#locked;
  }

  /** For another reviewer in the same browser: nothing of the first is left here. */
  startAnew(): void {
    this.#reviewer = "";
    this.#items = blank(this.#review);
    this.#locked = null;
    this.#keep();
  }

  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  #keep(): void {
    const locked = this.#locked && JSON.stringify(this.#locked);
    const kept: Kept = { reviewer: this.#reviewer, items: this.#items, locked };
    try {
      localStorage.setItem(this.#key, JSON.stringify(kept));
      this.isKept = true;
    } catch {
      this.isKept = false;
    }
    this.#tell();
  }

  #read(): Kept | null {
    try {
      const kept = JSON.parse(localStorage.getItem(this.#key) ?? "null") as Kept | null;
      // Another edition of the deck may have other lines.
      return kept && this.#fits(kept) ? kept : null;
    } catch {
      this.isKept = false;
      return null;
    }
  }

  #fits({ reviewer, items }: Kept): boolean {
    return (
      typeof reviewer === "string" &&
      items.length === this.#items.length &&
      items.every(({ ticks, note }, index) => {
        const own = this.#items[index]!.ticks.length;
        return typeof note === "string" && ticks.length === own && ticks.every((tick) => typeof tick === "boolean");
      })
    );
  }
}

function blank({ items }: FullReview) {
  return items.map(({ rubric }) => ({ ticks: rubric.map(() => false), note: "" }));
}
