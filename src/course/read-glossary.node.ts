// The terms of the field: lessons/glossary.yaml.
import { z } from "zod";
import { CourseError } from "./course-error.ts";
import type { Term } from "./find-terms.ts";
import { readYaml } from "./read-yaml.node.ts";

const FILE = "lessons/glossary.yaml";

const text = z.string().trim().min(1);
const glossarySchema = z.strictObject({
  terms: z
    .array(
      z.strictObject({
        id: z
          .string()
          .regex(/^[a-z]+(-[a-z]+)*$/)
          .describe("Permanent; the page's address ends with it"),
        term: text.describe("The term as the glossary's page calls it"),
        forms: z
          .array(z.string().regex(/^\p{L}[\p{L} -]*$/u))
          .min(1)
          .describe("Whole words by which prose names it"),
        meaning: text.describe("One or two sentences; code between backticks"),
        python: text.optional().describe("What Python calls it, where that is another name"),
      }),
    )
    .min(1),
});

/** Throws `CourseError` for a file that is not as it should be, an id or a form that is there twice. */
export async function readGlossary(root: string): Promise<readonly Term[]> {
  const yaml = await readYaml(root, FILE, glossarySchema);
  if ("faults" in yaml) throw new CourseError(yaml.faults);
  const terms = yaml.value.terms.map(({ python, ...term }): Term => ({ ...term, python: python ?? null }));
  const words = terms.flatMap(({ id, forms }) => [`#${id}`, ...forms]);
  const twice = words.find((word, index) => words.indexOf(word) !== index);
  if (twice !== undefined)
    throw new CourseError([
      { code: "COURSE_KEY_INVALID", file: FILE, key: "terms", what: `"${twice}" is there twice`, todo: "Remove one." },
    ]);
  return terms;
}
