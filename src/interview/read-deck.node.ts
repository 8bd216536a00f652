// A deck as it lies on disk, and a hash of all that it is made of.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { CourseError, type CourseFault } from "../course/course-error.ts";
import { listFiles } from "../course/read-text.node.ts";
import { readYaml } from "../course/read-yaml.node.ts";
import { deckSchema, itemSchema } from "./deck-schema.ts";
import type { Deck, DeckItem } from "./model.ts";

const ITEM = /^(\d{2})-([a-z0-9-]+)\.yaml$/;

/** `root` holds deck.yaml, items/, exercises/ and solutions/. Its name is the deck's id. Throws `CourseError`. */
export async function readDeck(root: string): Promise<Deck> {
  const faults: CourseFault[] = [];
  const deck = await readYaml(root, "deck.yaml", deckSchema);
  if ("faults" in deck) throw new CourseError(deck.faults);
  const items: DeckItem[] = [];
  for (const name of (await listFiles(path.join(root, "items"))).sort()) {
    const file = `items/${name}`;
    const [, number, exercise] = ITEM.exec(name) ?? [];
    const item = await readYaml(root, file, itemSchema);
    if ("faults" in item) faults.push(...item.faults);
    else if (item.value.exercise !== exercise)
      faults.push({
        code: "COURSE_NAME_MISMATCH",
        file,
        key: "exercise",
        what: `the file's name says ${JSON.stringify(name)}`,
        todo: "Name it after its number in the curriculum and its exercise: 07-which-namespace.yaml.",
      });
    else items.push({ ...item.value, number: Number(number) });
  }
  if (faults.length > 0) throw new CourseError(faults);
  return { id: path.basename(root), title: deck.value.title, items };
}

/** SHA-256, in hex, over every file of the deck with its path. */
export async function hashDeck(root: string): Promise<string> {
  const hash = createHash("sha256");
  for (const name of (await listFiles(root)).sort())
    hash
      .update(`${name}\0`)
      .update(await readFile(path.join(root, name)))
      .update("\0");
  return hash.digest("hex");
}
