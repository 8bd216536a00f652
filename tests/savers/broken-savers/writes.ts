// Savers that are wrong about pending writes, about deleting, and about old formats.
import type { RunnableConfig } from "@langchain/core/runnables";
import { type PendingWrite, TASKS, WRITES_IDX_MAP } from "@langchain/langgraph-checkpoint";
import { type Place, ReferenceSaver, type Row, type WriteRow, keyOf } from "./reference-saver.ts";
import {
  type BrokenSavers,
  byVersion,
  dumping,
  mapText,
  putting,
  reading,
  saving,
  throughText,
  writing,
} from "./breaking.ts";

type WriteArguments = [config: RunnableConfig, writes: PendingWrite[], task: string];

const writeKey = (write: WriteRow) => keyOf(write.thread, write.namespace, write.id, write.task, write.index);
const isSpecial = ([channel]: PendingWrite): boolean => Object.hasOwn(WRITES_IDX_MAP, channel);

export const brokenWrites: BrokenSavers = {
  "writes/are-stored-when-it-resolves": class extends ReferenceSaver {
    override async putWrites(...call: WriteArguments) {
      setTimeout(() => void super.putWrites(...call));
    }
  },
  "writes/first-one-stays": saving((write, { storage }) => {
    storage.writes.delete(writeKey(write));
    return write;
  }),
  "writes/of-each-task": saving((write) => ({ ...write, task: write.task.slice(0, 6) })),
  "writes/special-ones-are-replaced": saving((write, { storage }) =>
    storage.writes.has(writeKey(write)) ? undefined : write,
  ),
  "writes/special-ones-beside-ordinary": saving((write, { storage }) => {
    const placed = { ...write, index: Math.max(write.index, 0) };
    if (write.index < 0) storage.writes.delete(writeKey(placed));
    return placed;
  }),
  // Decides for a whole call, where each write has a rule of its own.
  "writes/mixed-calls": writing(({ config, writes, task }, saver: ReferenceSaver) => {
    if (writes.every(isSpecial)) return;
    const before = saver.writesOf({
      thread: config.configurable!.thread_id,
      namespace: "",
      id: config.configurable!.checkpoint_id,
    });
    if (before.some((write) => write.task === task)) writes.length = 0;
  }),
  "writes/in-the-order-of-the-call": class extends ReferenceSaver {
    override writesOf(place: Place) {
      return super.writesOf(place).sort((a, b) => (String(a.index) < String(b.index) ? -1 : 1));
    }
  },
  "writes/by-task": class extends ReferenceSaver {
    override writesOf({ id }: Place) {
      return [...this.storage.writes.values()].filter((write) => write.id === id);
    }
  },
  "writes/may-come-first": saving((write, saver) =>
    saver.storage.rows.has(keyOf(write.thread, write.namespace, write.id)) ? write : undefined,
  ),
  "writes/outlive-a-second-put": putting(({ checkpoint }, { storage }) => {
    for (const [key, write] of storage.writes) if (write.id === checkpoint.id) storage.writes.delete(key);
  }),
  "writes/belong-to-one-checkpoint": class extends ReferenceSaver {
    protected override async tuple(row: Row) {
      const tuple = await super.tuple(row);
      const parent = this.parentOf(row);
      if (parent) tuple.pendingWrites!.push(...(await this.loadWrites(this.writesOf(parent))));
      return tuple;
    }
  },
  "writes/belong-to-one-thread": class extends ReferenceSaver {
    override writesOf({ id }: Place) {
      return [...this.storage.writes.values()].filter((write) => write.id === id);
    }
  },
  "writes/without-namespace": writing((call) => {
    const namespace = String(call.config.configurable?.checkpoint_ns);
    call.config = { configurable: { ...call.config.configurable, checkpoint_ns: namespace } };
  }),
  "writes/none-at-all": class extends ReferenceSaver {
    readonly #done = new Set<string>();
    override async putWrites(...call: WriteArguments) {
      if (!this.#done.has(call[2])) await super.putWrites(...call);
      this.#done.add(call[2]);
    }
  },
  "writes/need-a-place": class extends ReferenceSaver {
    override async putWrites(...call: WriteArguments) {
      const { thread_id: thread, checkpoint_id: id } = call[0].configurable ?? {};
      if (thread && id) await super.putWrites(...call);
    }
  },
  "writes/any-value": writing((call) => void (call.writes = call.writes.filter(([, value]) => value !== null))),
  "writes/undefined-is-a-write": writing(
    (call) => void (call.writes = call.writes.filter(([, value]) => value !== undefined)),
  ),
  "writes/bytes-stay-bytes": dumping(throughText),
  "writes/nul-in-text": dumping((value) => mapText(value, (text) => text.split("\0")[0]!)),
  // Looks a channel up among the special ones, and finds what every object inherits.
  "writes/any-channel-name": saving((write) => ({
    ...write,
    index: (WRITES_IDX_MAP as any)[write.channel] ?? write.index,
  })),
  "writes/sends-of-two-tasks": saving((write) => (write.channel === TASKS ? { ...write, index: 0 } : write)),
  "writes/are-copies": class extends reading((tuple, _row, saver) => {
    tuple.pendingWrites = saver.given;
  }) {
    given: unknown[] = [];
    override async putWrites(...call: WriteArguments) {
      this.given = call[1].map(([channel, value]) => [call[2], channel, value]);
    }
  },
};

export const brokenDeletes: BrokenSavers = {
  "delete/thread": class extends ReferenceSaver {
    override async deleteThread(thread: string) {
      const [latest] = this.newest({ thread });
      this.remove((row) => row.thread === thread && row.id === latest?.id);
    }
  },
  "delete/exactly-that-thread": class extends ReferenceSaver {
    override async deleteThread(pattern: string) {
      this.remove(({ thread }) => thread.startsWith(pattern));
    }
  },
  "delete/everything-of-it": class extends ReferenceSaver {
    override async deleteThread(thread: string) {
      this.remove((row) => row.thread === thread && row.namespace === "");
    }
  },
  "delete/writes-too": class extends ReferenceSaver {
    override async deleteThread(thread: string) {
      for (const [key, row] of this.storage.rows) if (row.thread === thread) this.storage.rows.delete(key);
    }
  },
  "delete/values-too": byVersion("first"),
  "delete/unknown-thread": class extends ReferenceSaver {
    override async deleteThread(thread: string) {
      if (this.storage.rows.size === 0) throw new Error("no such table: checkpoints");
      await super.deleteThread(thread);
    }
  },
  "delete/unknown-beside-others": class extends ReferenceSaver {
    override async deleteThread(thread: string) {
      if (this.newest({ thread }).length === 0 && this.storage.rows.size > 0) throw new Error("no such thread");
      await super.deleteThread(thread);
    }
  },
};

const withSends = (sends: (saver: ReferenceSaver, row: Row) => WriteRow[]) =>
  class extends ReferenceSaver {
    protected override sendsTo(row: Row): WriteRow[] {
      return sends(this, row);
    }
  };

const isSend = ({ channel }: WriteRow): boolean => channel === TASKS;

export const brokenLegacy: BrokenSavers = {
  "legacy/sends-come-from-the-parent": withSends((saver, row) => saver.writesOf(row).filter(isSend)),
  "legacy/sends-per-thread-and-namespace": withSends((saver, row) =>
    [...saver.storage.writes.values()].filter((write) => write.id === row.parent && isSend(write)),
  ),
  // Asks for what was sent in the first thread of a list only.
  "legacy/sends-in-a-list": class extends ReferenceSaver {
    #listed: string | undefined;
    override async *list(config: RunnableConfig) {
      for (const row of this.newest({ thread: config.configurable?.thread_id })) {
        this.#listed ??= row.thread;
        yield await this.tuple(row);
      }
    }
    protected override sendsTo(row: Row): WriteRow[] {
      return this.#listed === undefined || this.#listed === row.thread ? super.sendsTo(row) : [];
    }
  },
  "legacy/sends-in-order": withSends((saver, row) =>
    saver
      .writesOf({ ...row, id: row.parent! })
      .filter(isSend)
      .sort((a, b) => (`${a.task}${a.index}` < `${b.task}${b.index}` ? -1 : 1)),
  ),
  "legacy/without-parent": reading(({ checkpoint }, row) => {
    if (checkpoint.v < 4 && row.parent === undefined) checkpoint.channel_values[TASKS] = [];
  }),
  "legacy/format-4-is-left-alone": class extends ReferenceSaver {
    protected override tuple(row: Row) {
      return super.tuple({ ...row, head: row.head.replace('"v":4', '"v":1') });
    }
  },
};
