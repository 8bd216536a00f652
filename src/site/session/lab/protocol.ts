// Messages between the lab and its worker, which holds one open file at a time. Both are ours: structured clones.
import type { CheckpointRow } from "../../../inspect/read-checkpoints.ts";
import type {
  CheckpointKey,
  CheckpointState,
  Comparison,
  QueryResult,
  ThreadGrowth,
} from "../../../inspect/saver-file.ts";
import type { Tampering } from "../../../inspect/tamper.ts";
import type { SqliteUrls } from "../protocol.ts";

/** What can be asked, and what is answered. */
export interface Answers {
  /** What was open before is closed. */
  open: { asked: { bytes: Uint8Array }; answer: readonly CheckpointRow[] };
  state: { asked: { key: CheckpointKey }; answer: CheckpointState };
  compare: { asked: { left: CheckpointKey; right: CheckpointKey }; answer: Comparison };
  query: { asked: { sql: string }; answer: QueryResult };
  growth: { asked: Record<never, never>; answer: readonly ThreadGrowth[] };
  /** The bytes of a copy; the open file stays as it is. */
  tamper: { asked: { change: Tampering }; answer: Uint8Array };
}

export type Ask = keyof Answers;

export type ToReader =
  | { readonly kind: "sqlite"; readonly sqlite: SqliteUrls }
  | { [A in Ask]: { readonly kind: "ask"; readonly id: number; readonly ask: A } & Answers[A]["asked"] }[Ask];

export type FromReader =
  | { readonly id: number; readonly ok: true; readonly answer: Answers[Ask]["answer"] }
  | { readonly id: number; readonly ok: false; readonly code: string; readonly message: string };
