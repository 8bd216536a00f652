// The five documents that the course grew from, and what one can be found to do with a claim, as a reader would say it.
import type { SourceVerdict } from "../../course/model.ts";

export const DOCUMENTS: Readonly<Record<string, string>> = {
  "000": "A lesson text",
  "001": "A skill page",
  "002": "A course page",
  "003": "An article",
  "004": "A collection of snippets",
};

export const VERDICTS: Readonly<Record<SourceVerdict["verdict"], string>> = {
  agrees: "says the same",
  wrong: "is wrong here",
  differs: "says something else",
  "python-only": "is about Python",
};
