// What is asked of the list of claims, as it stands in the page's address, and which claims answer it.

export interface ClaimSearch {
  readonly text: string;
  /** Id of a module; "" = all, as with the rest. */
  readonly module: string;
  /** A document, "000" to "004". */
  readonly source: string;
  /** What a document does with the claim. */
  readonly verdict: string;
  /** What became of it on the older release. */
  readonly drift: string;
}

export const EVERYTHING: ClaimSearch = { text: "", module: "", source: "", verdict: "", drift: "" };

const NAMES: Readonly<Record<keyof ClaimSearch, string>> = {
  text: "q",
  module: "module",
  source: "source",
  verdict: "verdict",
  drift: "older",
};
const KEYS = Object.keys(NAMES) as (keyof ClaimSearch)[];

export function searchFrom(query: string): ClaimSearch {
  const given = new URLSearchParams(query);
  return Object.fromEntries(KEYS.map((key) => [key, given.get(NAMES[key]) ?? ""])) as unknown as ClaimSearch;
}

/** "" for everything, else with a question mark in front. */
export function queryOf(search: ClaimSearch): string {
  const query = new URLSearchParams();
  for (const key of KEYS) if (search[key] !== "") query.set(NAMES[key], search[key]);
  return query.size === 0 ? "" : `?${query}`;
}

/** What a card says about its claim. */
export interface ListedClaim {
  /** All its words, in lower case. */
  readonly words: string;
  readonly module: string;
  /** `document:verdict` */
  readonly sources: readonly string[];
  readonly drift: string;
}

export function matches(claim: ListedClaim, { text, module, source, verdict, drift }: ClaimSearch): boolean {
  if (module !== "" && claim.module !== module) return false;
  if (drift !== "" && claim.drift !== drift) return false;
  if ((source !== "" || verdict !== "") && !claim.sources.some((entry) => answers(entry, source, verdict)))
    return false;
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => claim.words.includes(word));
}

/** One document's verdict has to answer both questions. */
function answers(entry: string, source: string, verdict: string): boolean {
  const [document, said] = entry.split(":");
  return (source === "" || document === source) && (verdict === "" || said === verdict);
}

export function countText(shown: number, all: number): string {
  if (shown === all) return `All ${all} claims`;
  return shown === 0 ? "No claim" : `${shown} of ${all} claims`;
}
