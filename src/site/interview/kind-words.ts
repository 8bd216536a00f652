import type { ItemKind } from "../../interview/model.ts";

/** What an item wants, as the candidate reads it. */
export const KIND_WORDS: Readonly<Record<ItemKind, string>> = {
  predict: "predict",
  order: "put in order",
  claims: "accept or reject",
  "counter-example": "counter-example",
  build: "write code",
  evidence: "point at evidence",
};
