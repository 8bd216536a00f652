// What a run of the store contract over several stores found, as docs/stores-compared.md.
import { readFileSync } from "node:fs";
import type { TestResult } from "@forkpoint/conformance";
import type { StoreTest } from "../../src/conformance/contracts/store.ts";
import type { Breaks } from "./store-breaks.ts";

export interface StoreRun {
  readonly name: string;
  readonly capabilities: readonly string[];
  readonly results: readonly TestResult[];
}

export interface Occasion {
  /** ISO day. */
  readonly day: string;
  readonly postgres: string;
}

const PACKAGES = [
  "@langchain/langgraph-checkpoint",
  "@langchain/langgraph-checkpoint-postgres",
  "@electric-sql/pglite",
  "pg",
  "sql.js",
];

const TITLES: Readonly<Record<string, string>> = {
  items: "Items",
  times: "Times",
  copies: "Copies",
  names: "Keys and labels",
  refuses: "What is refused",
  namespaces: "Namespaces",
  search: "Search",
  filter: "Filters",
  list: "Listing namespaces",
  batch: "Batches",
  batched: "In a node of a graph",
  ttl: "Time to live",
  ranking: "Search with a query",
  fields: "Which fields are embedded",
  vectors: "Old vectors",
  embedder: "Embedders that fail or are slow",
  "at-once": "Many calls at once",
  reopen: "After a new start",
  "two-stores": "Two stores over one database",
};

/** The line that differs from day to day and from machine to machine; a comparison leaves it out. */
export const withoutOccasion = (text: string): string => text.replace(/^Run on .*$/m, "");

export function describeStores(
  rules: readonly StoreTest[],
  runs: readonly StoreRun[],
  breaks: Readonly<Record<string, Breaks>>,
  { day, postgres }: Occasion,
): string {
  const groups = Object.keys(TITLES).map((group) => rules.filter(({ id }) => id.startsWith(`${group}/`)));
  const placed = groups.reduce((sum, group) => sum + group.length, 0);
  if (placed !== rules.length) throw new Error("a group of rules has no title");
  return [
    "# Stores compared",
    "",
    `The store contract of \`@forkpoint/conformance\` has ${rules.length} rules. This page says which of them the stores for LangGraph.js break, and how. It is generated from a run; \`tests/savers/other-stores.test.ts\` fails when a run finds anything else.`,
    "",
    `Run on ${day}, PostgreSQL ${postgres}.`,
    "",
    `Packages: ${PACKAGES.map((name) => `${name} ${versionOf(name)}`).join(", ")}.`,
    "",
    "To reproduce: `npx vitest run tests/savers/other-stores.test.ts`. The test starts a PostgreSQL server of its own. To write this page anew: the same with `UPDATE_DOCS=1`.",
    "",
    "How to read it: a rule that needs a capability is run only on stores that declare it, and is not counted as kept where it was not run. Each rule is judged by itself, also when one that it builds on is broken. Where the interface of LangGraph leaves a rule open, the contract asks for what loses and leaks least; the choices are listed in `src/conformance/contracts/store/store-calls.ts`. Not every broken rule is a defect by the documentation of the store; each is a difference to know before one store is exchanged for another. PostgreSQL was run without the extension pgvector, so its semantic search is not judged here. Its clock is held still by a trigger of the test, so that items can have the same time.",
    "",
    ...summary(runs),
    "",
    ...groups.flatMap((group) => describeGroup(group, runs, breaks)),
    "## Kept by every store that was asked",
    "",
    ...groups.flatMap((group) => describeKept(group, runs)),
  ].join("\n");
}

function summary(runs: readonly StoreRun[]): string[] {
  const count = ({ results }: StoreRun, kind: "kept" | "broken" | "not-run") =>
    results.filter((result) => outcomeOf(result) === kind).length;
  return [
    "| store | keeps | breaks | not run | declares |",
    "|---|---|---|---|---|",
    ...runs.map(
      (run) =>
        `| ${run.name} | ${count(run, "kept")} | ${count(run, "broken")} | ${count(run, "not-run")} | ${run.capabilities.join(", ")} |`,
    ),
  ];
}

function describeGroup(
  group: readonly StoreTest[],
  runs: readonly StoreRun[],
  breaks: Readonly<Record<string, Breaks>>,
): string[] {
  const broken = group.filter(({ id }) => runs.some((run) => outcome(run, id) === "broken"));
  if (broken.length === 0) return [];
  return [
    `## ${titleOf(group)}`,
    "",
    ...broken.flatMap(({ id, rule }) => [
      `**${rule}.** \`${id}\``,
      "",
      ...byNote(
        runs.filter((run) => outcome(run, id) === "broken"),
        ({ name }) => breaks[name]?.[id] ?? "breaks it",
      ),
      "",
    ]),
  ];
}

/** Stores that do the same wrong thing share a line. */
function byNote(runs: readonly StoreRun[], noteOf: (run: StoreRun) => string): string[] {
  const notes = [...new Set(runs.map(noteOf))];
  return notes.map((note) => {
    const names = runs.filter((run) => noteOf(run) === note).map(({ name }) => name);
    return `- ${names.join(", ")}: ${note}`;
  });
}

function describeKept(group: readonly StoreTest[], runs: readonly StoreRun[]): string[] {
  const kept = group.filter(({ id }) => runs.every((run) => outcome(run, id) !== "broken"));
  return kept.length === 0
    ? []
    : [`**${titleOf(group)}**`, "", ...kept.map(({ id, rule }) => `- ${rule}. \`${id}\``), ""];
}

function outcome(run: StoreRun, id: string): "kept" | "broken" | "not-run" {
  return outcomeOf(run.results.find((result) => result.id === id)!);
}

function outcomeOf({ verdict }: TestResult): "kept" | "broken" | "not-run" {
  if (verdict.status === "not-run") return "not-run";
  return verdict.status === "passed" ? "kept" : "broken";
}

const titleOf = (group: readonly StoreTest[]): string => TITLES[group[0]!.id.split("/")[0]!]!;

function versionOf(name: string): string {
  const file = new URL(`../../node_modules/${name}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
