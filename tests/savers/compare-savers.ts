// Runs the saver contract on every saver at hand and writes down who breaks which rule.
import { saverContract } from "../../src/conformance/contracts/saver.ts";
import { type Findings, findBroken } from "./contract-runs.ts";
import { type Deviation, knownDeviations } from "./known-deviations.ts";
import {
  type KnownSaver,
  betterSqlite3Saver,
  memorySaver,
  nodeSqliteSaver,
  pgliteSaver,
  postgresSaver,
  sqlJsSaver,
  sqliteSaver,
} from "./savers-at-hand.ts";

export interface Compared extends Findings {
  readonly name: string;
  readonly of: string;
}

const savers: readonly (() => Promise<KnownSaver>)[] = [
  sqlJsSaver,
  nodeSqliteSaver,
  betterSqlite3Saver,
  memorySaver,
  sqliteSaver,
  postgresSaver,
  pgliteSaver,
];

export async function compareSavers(): Promise<Compared[]> {
  const compared: Compared[] = [];
  for (const open of savers) {
    await using saver = await open();
    compared.push({ name: saver.name, of: saver.of, ...(await findBroken(saver)) });
  }
  return compared;
}

/** The document, as Markdown. `date` as it shall be read. */
export function describeComparison(compared: readonly Compared[], date: string): string {
  return [
    "# Savers compared",
    "",
    `What each saver makes of the ${saverContract.length} rules of the saver contract. Made by \`npm run compare:savers\` on ${date}; a test compares it with what it finds, so do not edit it by hand.`,
    "",
    "The rules ask for what LangGraph needs of a saver and for what a user may expect of storage. Not every broken rule is a mistake: some are choices, and a few can hardly be noticed. What a rule costs you depends on what you do: whoever forks a thread should look at the rules of `fork`, whoever encrypts at those of `serde`.",
    "",
    "| saver | made of | keeps | breaks | not run |",
    "| --- | --- | --- | --- | --- |",
    ...compared.map(({ name, of, broken, notRun }) => {
      const kept = saverContract.length - broken.size - notRun.length;
      return row([name, of, `${kept}`, `${broken.size}`, `${notRun.length}`]);
    }),
    "",
    "A rule is not run where it needs something that the saver does not declare to have, such as `prune`: see [the contract](../src/conformance/README.md#the-saver-contract).",
    "",
    "## What is broken, and why",
    ...compared.filter(({ broken }) => broken.size > 0).flatMap(describeSaver),
    "",
    "## Every rule",
    "",
    "✓ kept, ✗ broken, – not run.",
    "",
    row(["rule", "in words", ...compared.map(({ name }) => name)]),
    row(["---", "---", ...compared.map(() => "---")]),
    ...saverContract.map(({ id, rule }) => row([`\`${id}\``, rule, ...compared.map((saver) => markOf(saver, id))])),
    "",
    "## How to repeat it",
    "",
    "```sh",
    "npm install",
    "npm run compare:savers # needs the programs of PostgreSQL: on Debian, apt-get install postgresql",
    "```",
    "",
    "The server is started for the run on 127.0.0.1, in a temporary folder, and is gone afterwards. Every broken saver that the rules were tried on is in `tests/savers/broken-savers/`.",
    "",
  ].join("\n");
}

function describeSaver({ name, broken }: Compared): string[] {
  const known: readonly Deviation[] = knownDeviations[name] ?? [];
  const twin = Object.keys(knownDeviations).find((other) => knownDeviations[other] === known)!;
  const explained = new Set(known.flatMap(({ rules }) => rules));
  const unknown = [...broken.keys()].filter((id) => !explained.has(id));
  return [
    "",
    `### ${name}`,
    "",
    ...(twin !== name ? [`The same as ${twin}.`] : known.map(describeDeviation)),
    ...unknown.map((id) => `- Not yet explained: \`${id}\``),
  ];
}

function describeDeviation({ because, reported, rules }: Deviation): string {
  const where = reported === undefined ? "" : ` Reported: <${reported}>.`;
  return `- ${because}${where} (${rules.map((id) => `\`${id}\``).join(", ")})`;
}

function markOf({ broken, notRun }: Findings, id: string): string {
  return broken.has(id) ? "✗" : notRun.includes(id) ? "–" : "✓";
}

const row = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;

/** Without what differs from day to day and from machine to machine. */
export const withoutDate = (text: string): string =>
  text.replace(/ on \d{4}-\d\d-\d\d;/, " on (date);").replaceAll(/PostgreSQL \d+(\.\d+)*/g, "PostgreSQL (version)");
