// From the events of a run to what is drawn and told of it: what was at work from when to when, and what the crash cut off.
import type { CrashEvent } from "../model.ts";

export interface Span {
  readonly kind: "node" | "put" | "writes";
  /** As in the events: a node's name, or the step of a checkpoint. */
  readonly of: string;
  readonly fromMs: number;
  /** Null: it was cut off. */
  readonly toMs: number | null;
  /** Of several that are on their way at once, each has a row of its own; from 0. */
  readonly row: number;
}

export interface Timeline {
  readonly spans: readonly Span[];
  readonly effects: readonly { readonly of: string; readonly atMs: number }[];
  /** When the last event was. */
  readonly endMs: number;
}

const BEGINS: Partial<Record<CrashEvent["kind"], Span["kind"]>> = {
  "node-began": "node",
  "put-began": "put",
  "writes-began": "writes",
};
const ENDS: Partial<Record<CrashEvent["kind"], Span["kind"]>> = {
  "node-ended": "node",
  "put-stored": "put",
  "writes-stored": "writes",
};

export function timelineOf(events: readonly CrashEvent[]): Timeline {
  const spans: Span[] = [];
  for (const { kind, of, atMs } of events) {
    const begun = BEGINS[kind];
    if (begun) spans.push({ kind: begun, of, fromMs: atMs, toMs: null, row: freeRow(spans, begun, atMs) });
    const ended = ENDS[kind];
    const at = spans.findIndex((span) => span.kind === ended && span.of === of && span.toMs === null);
    if (at >= 0) spans[at] = { ...spans[at]!, toMs: atMs };
  }
  const effects = events.filter(({ kind }) => kind === "effect").map(({ of, atMs }) => ({ of, atMs }));
  return { spans, effects, endMs: events.at(-1)?.atMs ?? 0 };
}

function freeRow(spans: readonly Span[], kind: Span["kind"], atMs: number): number {
  const taken = new Set(
    spans.filter((span) => span.kind === kind && (span.toMs === null || span.toMs > atMs)).map(({ row }) => row),
  );
  let row = 0;
  while (taken.has(row)) row += 1;
  return row;
}

/** "the checkpoint of step 1", "the result of charge", "charge". */
export function nameOf({ kind, of }: Pick<Span, "kind" | "of">): string {
  if (kind === "node") return of;
  if (kind === "put") return `the checkpoint of step ${minus(of)}`;
  return of === "__start__" ? "the input" : `the result of ${of}`;
}

/** With a minus sign instead of a hyphen. */
export function minus(step: string | number): string {
  return String(step).replace("-", "−");
}

/** An event as a sentence, without its time. */
export function eventInWords({ kind, of }: CrashEvent): string {
  switch (kind) {
    case "node-began":
      return `${of} begins`;
    case "effect":
      return `${of} takes effect in the world outside`;
    case "node-ended":
      return `${of} ends`;
    case "put-began":
      return `${nameOf({ kind: "put", of })} is on its way to the disk`;
    case "put-stored":
      return `${nameOf({ kind: "put", of })} is stored`;
    case "writes-began":
      return `${nameOf({ kind: "writes", of })} is on its way to the disk`;
    case "writes-stored":
      return `${nameOf({ kind: "writes", of })} is stored`;
  }
}
