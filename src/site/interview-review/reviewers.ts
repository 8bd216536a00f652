// Two or more reviewers: each scores alone, locks, and only then are the files of the others taken and laid side by side.
import { readScores, type ReviewerScores, MAX_NAME_CHARS, MAX_SCORES_CHARS } from "../../interview/review-scores.ts";
import type { FullReview } from "../../interview/review.ts";
import { cleanText } from "../../grading/clean-text.ts";
import { h } from "../elements/h.ts";
import { drawComparison } from "./comparison.ts";
import type { Draft } from "./draft.ts";

export class Reviewers {
  readonly element: HTMLElement;
  readonly #review: FullReview;
  readonly #draft: Draft;
  readonly #status = h("p", { role: "status", class: "reviewer-status" });
  readonly #body = h("div");
  readonly #comparison = h("div", { id: "comparison" });
  readonly #dialog = h("dialog", { "aria-labelledby": "lock-title" });
  readonly #others: ReviewerScores[] = [];
  #shown: "scoring" | "locked" | null = null;
  #count: HTMLElement = h("p");

  constructor(review: FullReview, draft: Draft) {
    this.#review = review;
    this.#draft = draft;
    this.element = h(
      "section",
      { class: "reviewers", "aria-labelledby": "reviewers" },
      h("h2", { id: "reviewers" }, "Scores by people"),
      this.#body,
      this.#status,
      this.#comparison,
      this.#dialog,
    );
    draft.onChange(() => this.#update());
    this.#update();
  }

  #update(): void {
    const wanted = this.#draft.locked ? "locked" : "scoring";
    if (this.#shown !== wanted) {
      this.#shown = wanted;
      this.#body.replaceChildren(...(wanted === "locked" ? this.#drawLocked() : this.#drawScoring()));
    }
    const items = this.#review.items;
    const ticks = items.flatMap((_, index) => this.#draft.ticks(index));
    this.#count.textContent = `${ticks.filter(Boolean).length} of ${ticks.length} lines ticked`;
  }

  #drawScoring(): HTMLElement[] {
    const name: HTMLInputElement = h("input", {
      id: "reviewer",
      maxlength: MAX_NAME_CHARS,
      autocomplete: "off",
      value: this.#draft.reviewer,
      input: () => {
        this.#draft.reviewer = name.value;
        name.removeAttribute("aria-invalid");
        this.#say("");
      },
    });
    this.#count = h("p", { class: "note" });
    const kept = this.#draft.isKept
      ? "What you tick and write is kept in this browser until then."
      : "This browser keeps nothing for a page from a file: do not close the page before you have locked.";
    return [
      h(
        "p",
        {},
        "Two reviewers or more score each answer by its rubric, each alone, before anybody discusses it. Tick and write below, at each answer. Then lock your scores: a file is saved, and the page takes the files of the others.",
      ),
      h("p", { class: "note" }, kept),
      h("div", { class: "field" }, h("label", { for: "reviewer" }, "Your name"), name),
      this.#count,
      h(
        "p",
        {},
        h(
          "button",
          { type: "button", class: "button primary", id: "lock", click: () => this.#ask(name) },
          "Lock my scores …",
        ),
      ),
    ];
  }

  #ask(name: HTMLInputElement): void {
    if (this.#draft.reviewer.trim() === "") {
      this.#say("Enter your name first: the file is called by it.");
      name.setAttribute("aria-invalid", "true");
      return name.focus();
    }
    const empty = this.#review.items.filter(
      (_, index) => !this.#draft.ticks(index).includes(true) && this.#draft.note(index).trim() === "",
    );
    const close = () => this.#dialog.close();
    this.#dialog.replaceChildren(
      h("h3", { id: "lock-title" }, `Lock the scores of ${this.#draft.reviewer.trim()}?`),
      h("p", {}, "They cannot be changed afterwards."),
      ...(empty.length > 0
        ? [h("p", {}, `Without a tick or a note: ${empty.map(({ number }) => `item ${number}`).join(", ")}.`)]
        : []),
      h(
        "p",
        { class: "row" },
        h(
          "button",
          { type: "button", class: "button primary", id: "lock-now", click: () => void this.#lock() },
          "Lock",
        ),
        h("button", { type: "button", class: "button", click: close }, "Not yet"),
      ),
    );
    this.#dialog.showModal();
  }

  async #lock(): Promise<void> {
    const scores = await this.#draft.lock();
    this.#dialog.close();
    save(scores);
    this.#say(`Locked. ${fileName(scores)} was saved; its seal is below.`);
    this.#body.querySelector<HTMLElement>("h3")?.focus();
  }

  #drawLocked(): HTMLElement[] {
    const scores = this.#draft.locked!;
    const file = h("input", {
      type: "file",
      id: "others",
      multiple: true,
      accept: ".json,application/json",
      change: (event) => void this.#take([...((event.target as HTMLInputElement).files ?? [])]),
    });
    const drop = h(
      "div",
      {
        class: "drop",
        dragover: (event) => event.preventDefault(),
        drop: (event) => {
          event.preventDefault();
          void this.#take([...((event as DragEvent).dataTransfer?.files ?? [])]);
        },
      },
      h(
        "label",
        { for: "others" },
        "Scores of the other reviewers (scores-….json): choose the files, or drop them here",
      ),
      file,
    );
    return [
      h("h3", { tabindex: -1 }, `The scores of ${scores.reviewer} are locked`),
      h("p", {}, "Seal: ", h("code", { class: "seal", id: "seal" }, scores.seal)),
      h(
        "p",
        { class: "note" },
        "Tell the others this seal, and hear theirs, before you give each other the files. It is a SHA-256 over the scores and a random number: scores that are changed later have another. That nobody looks at the other's file before is a courtesy, which no page can enforce.",
      ),
      h(
        "p",
        { class: "row" },
        h("button", { type: "button", class: "button", click: () => save(scores) }, "Save the file again"),
        h(
          "button",
          { type: "button", class: "button quiet", click: () => this.#startAnew() },
          "Begin as another reviewer",
        ),
      ),
      drop,
    ];
  }

  async #take(files: readonly File[]): Promise<void> {
    const said: string[] = [];
    for (const file of files) said.push(await this.#takeOne(file));
    if (said.length > 0) this.#say(said.join(" "));
    const own = this.#draft.locked;
    if (own && this.#others.length > 0)
      this.#comparison.replaceChildren(drawComparison(this.#review, [own, ...this.#others]));
  }

  async #takeOne(file: File): Promise<string> {
    const name = cleanText(file.name, 80);
    if (file.size > 4 * MAX_SCORES_CHARS) return `${name} was not taken: it is too large for scores.`;
    const read = await readScores(await file.text(), this.#review);
    if ("refused" in read) return `${name} was not taken: ${read.refused}.`;
    const { scores } = read;
    const there = [this.#draft.locked!, ...this.#others].find(({ seal, reviewer }) => {
      return seal === scores.seal || reviewer === scores.reviewer;
    });
    if (there?.seal === scores.seal) return `${name} is here already.`;
    if (there)
      return `${name} was not taken: there are other scores of ${cleanText(scores.reviewer)} here. Which of them was told first?`;
    this.#others.push(scores);
    return `The scores of ${cleanText(scores.reviewer)} are here; the seal in them fits what they say.`;
  }

  #startAnew(): void {
    const close = () => this.#dialog.close();
    const anew = () => {
      close();
      this.#others.length = 0;
      this.#comparison.replaceChildren();
      this.#draft.startAnew();
      this.#say("The page is empty for the next reviewer.");
      this.#body.querySelector("input")?.focus();
    };
    this.#dialog.replaceChildren(
      h("h3", { id: "lock-title" }, "Clear the page for another reviewer?"),
      h("p", {}, "Your locked scores stay in the file that was saved, and nowhere else."),
      h(
        "p",
        { class: "row" },
        h("button", { type: "button", class: "button primary", click: anew }, "Clear it"),
        h("button", { type: "button", class: "button", click: close }, "Not yet"),
      ),
    );
    this.#dialog.showModal();
  }

  #say(text: string): void {
    this.#status.textContent = text;
  }
}

function fileName({ reviewer }: ReviewerScores): string {
  const name = reviewer
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  return `scores-${name || "reviewer"}.json`;
}

function save(scores: ReviewerScores): void {
  const address = URL.createObjectURL(new Blob([`${JSON.stringify(scores, null, 2)}\n`], { type: "application/json" }));
  h("a", { href: address, download: fileName(scores) }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
