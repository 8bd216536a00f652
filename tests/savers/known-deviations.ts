// Which rules of the saver contract LangGraph's own savers break at the pinned versions, and what it comes down to.
// The tests compare this with what they find, so a rule stands here as long as it is broken and no longer.

export interface Deviation {
  /** What the saver does, as a sentence without its name. */
  readonly because: string;
  /** Where its makers were told. */
  readonly reported?: string;
  /** Ids of the rules that are broken by it. */
  readonly rules: readonly string[];
}

const LOSES_PROTO = "Builds objects by assignment when it reads them, so that a key named `__proto__` is lost.";
const READS_NO_THREAD_TS =
  "Does not know `thread_ts`, the old name of `checkpoint_id`: it gives the latest checkpoint.";
const ONE_RULE_PER_CALL =
  "Decides for a whole call of `putWrites` whether it replaces: an interrupt beside an ordinary write keeps its first value.";
const INHERITED_INDEX =
  "Looks a channel's name up among the special ones in a plain object, and finds what every object inherits: a write to a channel named `constructor` throws.";

const memory: readonly Deviation[] = [
  { because: LOSES_PROTO, rules: ["values/any-channel-name", "put/any-key-in-metadata"] },
  {
    because: "Refuses `__proto__`, `constructor` and `prototype` as names, to protect its own objects.",
    rules: ["put/any-thread-name", "put/any-namespace-name"],
  },
  {
    because: "Lists one thread after another, and one namespace after another.",
    rules: ["list/newest-first-across-threads", "list/newest-first-across-namespaces"],
  },
  {
    because: "Compares a filter's values with `===`: no object equals another, and undefined asks for a missing key.",
    rules: ["list/filter-undefined-is-ignored", "list/filter-object", "list/filter-object-whole"],
  },
  {
    because: "Gives writes in the order in which they came, so that it depends on which task was done first.",
    rules: ["writes/by-task", "legacy/sends-in-order"],
  },
  { because: "Throws when `putWrites` is given no `checkpoint_ns`.", rules: ["writes/without-namespace"] },
  {
    because: "Forgets the type that the serializer gave and reads everything as “json”.",
    rules: ["writes/bytes-stay-bytes", "serde/type-is-given-back"],
  },
  {
    because: "Stores each write of a call as soon as it is serialised, so that a failure leaves some of them.",
    rules: ["serde/failing-writes-leave-nothing"],
  },
  {
    because: "Fails in the middle of a put when the thread is deleted meanwhile.",
    rules: ["concurrent/put-and-delete"],
  },
];

const sqlite: readonly Deviation[] = [
  { because: LOSES_PROTO, rules: ["values/any-channel-name", "put/any-key-in-metadata"] },
  {
    because: "Takes the number 42 as a thread id, and does not find it under “42”.",
    rules: ["put/thread-id-must-be-a-string"],
  },
  {
    because: "Hands names to SQLite as UTF-8, in which all half characters are the same one.",
    rules: ["put/nul-in-a-thread-name"],
  },
  { because: READS_NO_THREAD_TS, rules: ["get/old-name-of-the-id"] },
  { because: "Takes a limit of 0 for no limit.", rules: ["list/limit-zero-is-none"] },
  { because: "Does not look at the checkpoint id in list's config.", rules: ["list/checkpoint-id-in-config"] },
  {
    because: "Compares a filter's objects as JSON text, in which the order of keys counts.",
    rules: ["list/filter-object"],
  },
  {
    because: "Makes a JSON path of a filter's key: `a.b` finds `{ a: { b } }`, and what is no path throws.",
    rules: ["list/filter-keys-are-literal", "list/filter-is-never-sql"],
  },
  { because: ONE_RULE_PER_CALL, rules: ["writes/mixed-calls"] },
  {
    because: "Drops the writes of a `putWrites` without `checkpoint_ns`, without a word.",
    rules: ["writes/without-namespace"],
  },
  {
    because: "Reads pending writes as text: bytes that are no text come back changed, or cannot be read.",
    rules: ["writes/bytes-stay-bytes", "serde/binary-writes", "serde/failing-writes-leave-nothing"],
  },
  { because: INHERITED_INDEX, rules: ["writes/any-channel-name"] },
  {
    because: "Throws when `deleteThread` is the first call: only the others make the tables.",
    rules: ["delete/unknown-thread"],
  },
  {
    because: "Gives checkpoints older than format 4 what was sent in other namespaces of the thread as well.",
    rules: ["legacy/sends-per-thread-and-namespace"],
  },
  {
    because: "Filters on the stored metadata as JSON, whatever the serializer made of it.",
    rules: ["serde/filter-still-works"],
  },
];

const postgres: readonly Deviation[] = [
  {
    because:
      "Keeps one value for each version of a channel in a thread, the first that came. Branches count to the same versions, so the second branch reads the first one's values.",
    reported: "https://github.com/langchain-ai/langgraphjs/issues/1812",
    rules: [
      "put/same-id-same-version",
      "fork/keeps-both-branches",
      "fork/unchanged-channels-follow-the-parent",
      "fork/interleaved-branches",
      "fork/every-checkpoint-stays",
      "fork/history-follows-parents",
      "fork/same-text-version",
      "reopen/goes-on",
      "graph/fork-from-the-past",
      "graph/every-state-stays",
    ],
  },
  {
    because: "Throws on a NUL character in a name: PostgreSQL's text has none.",
    rules: ["values/nul-in-a-channel-name", "put/nul-in-a-thread-name"],
  },
  {
    because: "Throws on a NUL or half a character in metadata: PostgreSQL's jsonb has neither.",
    rules: ["put/any-text-in-metadata"],
  },
  {
    because:
      "Throws on a thread id of ten thousand characters: an entry of PostgreSQL's index has at most 8,191 bytes.",
    rules: ["put/long-thread-id"],
  },
  { because: LOSES_PROTO, rules: ["put/any-key-in-metadata"] },
  {
    because: "Copies bytes and channel versions only after it has waited: what the caller changes meanwhile is stored.",
    rules: ["values/taken-at-the-call", "put/head-is-a-copy"],
  },
  { because: "Takes an empty thread id.", rules: ["put/thread-id-must-be-a-string"] },
  { because: READS_NO_THREAD_TS, rules: ["get/old-name-of-the-id"] },
  {
    because: "Finds whatever contains the filter's object, though it has more keys.",
    rules: ["list/filter-object-whole"],
  },
  { because: ONE_RULE_PER_CALL, rules: ["writes/mixed-calls"] },
  { because: "Throws when `putWrites` is given no `checkpoint_ns`.", rules: ["writes/without-namespace"] },
  { because: INHERITED_INDEX, rules: ["writes/any-channel-name"] },
  {
    because: "Gives checkpoints older than format 4 what was sent in other namespaces of the thread as well.",
    rules: ["legacy/sends-per-thread-and-namespace"],
  },
  {
    because: "Looks, in a list over several threads, for what was sent before format 4 in the first thread only.",
    rules: ["legacy/sends-in-a-list"],
  },
  {
    because:
      "Reads the serializer's bytes of the metadata as JSON text, so that every put with another serializer throws.",
    rules: [
      "serde/binary-values",
      "serde/binary-writes",
      "serde/type-is-given-back",
      "serde/filter-still-works",
      "serde/failing-put-leaves-nothing",
      "serde/failing-writes-leave-nothing",
    ],
  },
];

/** By the saver's name in the table; a saver that is not here keeps every rule. */
export const knownDeviations: Readonly<Record<string, readonly Deviation[]>> = {
  MemorySaver: memory,
  SqliteSaver: sqlite,
  PostgresSaver: postgres,
  "PostgresSaver on PGlite": postgres,
};
