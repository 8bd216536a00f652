// A checkpoint without its values, as it is stored: names, which hardly ever change, apart from what changes in each step.
// Three quarters of a head are names of channels and nodes; each set of names is stored once in a file.

/** JSON of the fields of a checkpoint apart from `id` and `channel_values`. */
export interface StoredHead {
  /** The names; null if they could not be told apart: then `head` is the whole object. */
  readonly names: string | null;
  readonly head: string;
}

type Version = string | number;
type Versions = Record<string, Version>;
type Values = [v: number, ts: string, versions: Version[], seen: Version[][], rest?: Record<string, unknown>];
type Names = [channels: string[], seen: [node: string, channels: string[]][]];

export function splitHead(fields: Readonly<Record<string, unknown>>): StoredHead {
  const { id: _, channel_values: __, ...head } = fields;
  const { v, ts, channel_versions: versions, versions_seen: seen, ...rest } = head;
  if (typeof v !== "number" || typeof ts !== "string" || !isVersions(versions) || !isRecord(seen)) return whole(head);
  const nodes = Object.entries(seen);
  if (!nodes.every((entry): entry is [string, Versions] => isVersions(entry[1]))) return whole(head);
  const names: Names = [Object.keys(versions), nodes.map(([node, channels]) => [node, Object.keys(channels)])];
  const values: Values = [v, ts, Object.values(versions), nodes.map(([, channels]) => Object.values(channels))];
  if (Object.keys(rest).length > 0) values.push(rest);
  return { names: JSON.stringify(names), head: JSON.stringify(values) };
}

/** What `splitHead` was given, apart from `id` and `channel_values`. Throws on text that is no JSON. */
export function joinHead({ names, head }: StoredHead): Record<string, unknown> {
  if (names === null) return JSON.parse(head) as Record<string, unknown>;
  const [channels, nodes] = JSON.parse(names) as Names;
  const [v, ts, versions, seen, rest] = JSON.parse(head) as Values;
  return {
    v,
    ts,
    channel_versions: record(channels, versions),
    // `fromEntries`, because assigning to a key named "__proto__" would set the prototype instead.
    versions_seen: Object.fromEntries(nodes.map(([node, names], at) => [node, record(names, seen[at] ?? [])])),
    ...rest,
  };
}

function record(keys: readonly string[], values: readonly Version[]): Versions {
  return Object.fromEntries(keys.map((key, at) => [key, values[at]!]));
}

function whole(head: object): StoredHead {
  return { names: null, head: JSON.stringify(head) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Only what JSON gives back as it was. */
function isVersions(value: unknown): value is Versions {
  return (
    isRecord(value) && Object.values(value).every((version) => typeof version === "string" || Number.isFinite(version))
  );
}
