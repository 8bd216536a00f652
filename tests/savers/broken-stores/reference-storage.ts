// What the reference store keeps, and the operations as it reads them.
import type { MatchCondition } from "@langchain/langgraph-checkpoint";

export interface Row {
  readonly namespace: string[];
  readonly key: string;
  /** As JSON, so that nothing is shared with a caller. */
  readonly value: string;
  readonly created: number;
  readonly updated: number;
  readonly ttl: number | null;
  expires: number | null;
  readonly vectors: number[][];
}

/** What stores over the same storage share. */
export class Storage {
  readonly rows = new Map<string, Row>();
  now = Date.UTC(2026, 0, 1);
  /** Batches follow one another, whatever they wait for. */
  last: Promise<unknown> = Promise.resolve();
}

export interface Page {
  limit: number;
  offset: number;
}

export interface Hit {
  readonly row: Row;
  readonly score?: number;
}

export type Put = { kind: "put"; namespace: string[]; key: string; value: string; ttl: number | null; texts: string[] };
export type Search = Page & { kind: "search"; prefix: string[]; filter: Record<string, unknown>; query?: string };
export type List = Page & { kind: "list"; conditions: MatchCondition[]; maxDepth: number };
export type Step = Put | Search | List | { kind: "get" | "delete"; namespace: string[]; key: string };
