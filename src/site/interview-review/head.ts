// What was reviewed, with what, and what has to be known before the numbers are read.
import type { ReviewPage } from "../../interview/review-page.ts";
import { h } from "../elements/h.ts";
import { clock, span } from "./words.ts";

export function drawHead(page: ReviewPage): HTMLElement[] {
  const { review } = page;
  return [
    h(
      "header",
      { class: "review-head" },
      h("p", { class: "label" }, "Practice interview, review"),
      h("h1", {}, review.name === "" ? "A candidate without a name" : review.name),
      h(
        "p",
        { class: "level" },
        h("strong", {}, review.level),
        ": every answer was run again with all tests, on a machine of the reviewer's. What the candidate's page said is shown as self-checked, and nothing is scored from it.",
      ),
      drawFacts(page),
    ),
    ...(review.notes.length > 0 ? [drawNotes(review.notes)] : []),
  ];
}

function drawFacts({ review, log }: ReviewPage): HTMLElement {
  const { session, with: here } = review;
  const pins = Object.entries(here.pins);
  const facts: [string, ...(Node | string)[]][] = [
    ["Deck", `${here.title} (${here.deck})`],
    ["Edition", code(here.deckHash)],
    ["Session", code(session.id)],
    ["Seed", code(session.seed)],
    ["Time", timeWords(session.minutes, log)],
    ["Confinement", `tier ${here.tier}: ${here.isolation}`],
    ["File", code(review.with.exportHash)],
    ["Recorded", review.recorded ? "attempts and edits, with consent" : "only the end: no consent to more"],
    ["Libraries", pins.map(([name, version]) => `${name} ${version}`).join(", ")],
  ];
  return h(
    "dl",
    { class: "facts" },
    ...facts.map(([name, ...value]) => h("div", {}, h("dt", {}, name), h("dd", {}, ...value))),
  );
}

function drawNotes(notes: readonly string[]): HTMLElement {
  return h(
    "section",
    { class: "notes", "aria-labelledby": "notes" },
    h("h2", { id: "notes" }, "Know this before you read the numbers"),
    h("ul", {}, ...notes.map((note) => h("li", {}, note))),
  );
}

function timeWords(minutes: number, log: ReviewPage["log"]): string {
  const pauses = log.filter((entry) => entry.what === "paused");
  const extended = log.reduce((sum, entry) => sum + (entry.what === "extended" ? entry.minutes : 0), 0);
  const end = log.findLast(({ what }) => what === "finished");
  const stood = pauses.reduce((sum, { ms }) => sum + ms, 0);
  return [
    end ? `${clock(end.at)} of ${minutes} min` : `${minutes} min, never declared finished`,
    extended > 0 && `${extended} min added`,
    pauses.length > 0 && `${pauses.length} ${pauses.length === 1 ? "pause" : "pauses"}, ${span(stood)} in all`,
  ]
    .filter(Boolean)
    .join("; ");
}

function code(text: string): HTMLElement {
  return h("code", {}, text);
}
