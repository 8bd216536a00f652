// A deck by its id, of those that come with this program, or by its folder.
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { HOME, UsageError } from "./open-course.ts";

/** The deck's folder. Throws `UsageError` where there is none. */
export async function openDeck(deck: string): Promise<string> {
  const own = path.join(HOME, "decks");
  const candidates = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(deck) ? [path.join(own, deck), deck] : [deck];
  const found = candidates.find((folder) => existsSync(path.join(folder, "deck.yaml")));
  if (found) return path.resolve(found);
  const known = (await readdir(own, { withFileTypes: true }).catch(() => [])).filter((entry) => entry.isDirectory());
  const names = known.map(({ name }) => name).join(", ") || "none";
  throw new UsageError(`there is no deck ${JSON.stringify(deck)}: name one of ${names}, or a folder with a deck.yaml`);
}
