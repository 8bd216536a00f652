// Which rows of a checkpoint can be broken: as a query, for whoever can only ask.
import { originalText, storedText } from "@forkpoint/savers/schema";
import type { CheckpointKey, QueryResult } from "./saver-file.ts";
import type { Tampering } from "./tamper.ts";

export interface TamperChoice {
  /** The task or the channel, as `Tampering` wants it. */
  readonly name: string;
  /** Of a task the channels that it wrote to, of a channel its JSON; null where that is long or none. */
  readonly about: string | null;
}

/** Longer JSON is not offered for editing. */
const MOST_JSON = 1_500;

/** What to ask for; null: this kind of change needs no choice. */
export function choicesQuery(kind: Tampering["kind"], { thread, namespace, id }: CheckpointKey): string | null {
  const where = `thread = ${quoted(thread)} AND namespace = ${quoted(namespace)} AND id = ${quoted(id)}`;
  switch (kind) {
    case "break-parent":
    case "remove-checkpoint":
      return null;
    case "remove-writes":
      return `SELECT task, group_concat(channel, ', ') FROM v_writes WHERE ${where} GROUP BY task ORDER BY min(idx) DESC, task`;
    case "remove-value":
    case "change-value":
      return `SELECT channel, CASE WHEN length(value) <= ${MOST_JSON} THEN value END FROM v_values WHERE ${where}
        ORDER BY channel GLOB '__*' OR channel GLOB '*:*', channel`;
  }
}

export function readChoices(kind: Tampering["kind"], { rows }: QueryResult): TamperChoice[] {
  return rows.map(([name, about]) => ({
    // Names of channels in JSON are stored as they are; ids of tasks are not.
    name: kind === "remove-writes" ? originalText(String(name)) : String(name),
    about: typeof about === "string" ? about : null,
  }));
}

function quoted(text: string): string {
  return `'${storedText(text).replaceAll("'", "''")}'`;
}
