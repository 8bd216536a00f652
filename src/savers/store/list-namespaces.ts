// `listNamespaces`: whole namespaces are matched, then shortened, then repetitions dropped, then paged.
import type { Database } from "../database/database.ts";
import { listNamespaces as listStored } from "./item-rows.ts";
import { compareLabels, labelsOf, matches, storedNamespace } from "./namespace.ts";
import type { NamespaceListing } from "./operations.ts";

/** In order of their labels, by code units. Namespaces without items that are alive are not listed. */
export function listNamespaces(database: Database, listing: NamespaceListing, now: number): string[][] {
  const { range, conditions, maxDepth, limit, offset } = listing;
  const matching = listStored(database, range, now)
    .map(labelsOf)
    .filter((labels) => conditions.every((condition) => matches(condition, labels)));
  const shortened = new Map(
    matching.map((labels) => labels.slice(0, maxDepth)).map((labels) => [storedNamespace(labels), labels]),
  );
  return [...shortened.values()].sort(compareLabels).slice(offset, offset + limit);
}
