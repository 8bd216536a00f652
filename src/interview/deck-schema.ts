// The YAML files of a deck.
import { z } from "zod";

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const text = z.string().trim().min(1, "write at least one word");

/** decks/<id>/deck.yaml */
export const deckSchema = z.strictObject({ title: text.describe("Heading of the interview") });

/** decks/<id>/items/<number>-<exercise>.yaml */
export const itemSchema = z.strictObject({
  question: text.describe("As an interviewer would ask it"),
  kinds: z
    .array(z.enum(["predict", "order", "claims", "counter-example", "build", "evidence"]))
    .min(1)
    .describe("How it is checked"),
  exercise: z.string().regex(KEBAB).describe("Id of an exercise of the deck; its tests are answer/… and evidence/…"),
  minutes: z.int().min(1).max(30).describe("How long a prepared candidate takes"),
  explain: text.nullable().default(null).describe("Asked for in words; for humans, never scored"),
  rubric: z.array(text).min(2).describe("What a reviewer can see in the answer, each to be ticked or not"),
});
