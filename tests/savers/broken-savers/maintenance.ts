// Savers that are wrong about differences, copies, pruning and runs.
import type { RunnableConfig } from "@langchain/core/runnables";
import { ReferenceSaver, type Place, type Row, keyOf } from "./reference-saver.ts";
import { type BrokenSavers } from "./breaking.ts";

type Request = { config: RunnableConfig; channels: string[] };
type Histories = Awaited<ReturnType<ReferenceSaver["getDeltaChannelHistory"]>>;
type Strategy = { strategy: "keep-latest" | "delete" };

const remembering = (change: (histories: Histories, request: Request, saver: ReferenceSaver) => unknown) =>
  class extends ReferenceSaver {
    override async getDeltaChannelHistory(request: Request) {
      const histories = await super.getDeltaChannelHistory(request);
      await change(histories, request, this);
      return histories;
    }
  };

export const brokenHistory: BrokenSavers = {
  "delta/writes-since-the-value": remembering((histories) => {
    for (const { writes } of Object.values(histories)) writes.reverse();
  }),
  "delta/own-writes-excluded": remembering(async (histories, { config }, saver) => {
    for (const write of (await saver.getTuple(config))?.pendingWrites ?? []) histories[write[1]]?.writes.push(write);
  }),
  // Goes back by id instead of by parent.
  "delta/own-branch-only": class extends ReferenceSaver {
    protected override parentOf(row: Row | undefined) {
      return row && this.newest({ thread: row.thread, namespace: row.namespace }).find(({ id }) => id < row.id);
    }
  },
  "delta/each-channel-by-itself": remembering(async (histories, { channels }) => {
    const found = channels.filter((channel) => "seed" in histories[channel]!);
    const shortest = Math.min(...found.map((channel) => histories[channel]!.writes.length));
    if (found.length > 0) for (const { writes } of Object.values(histories)) writes.splice(0, writes.length - shortest);
  }),
  "delta/no-value-no-seed": remembering((histories) => {
    for (const history of Object.values(histories))
      if (!("seed" in history)) Object.assign(history, { seed: undefined });
  }),
  "delta/no-channels": remembering((_histories, { channels }) => {
    if (channels.length === 0) throw new Error("syntax error near IN ()");
  }),
  "delta/in-order": remembering((histories) => {
    for (const { writes } of Object.values(histories)) writes.sort((a, b) => (String(a[2]) < String(b[2]) ? -1 : 1));
  }),
  "delta/per-namespace": class extends ReferenceSaver {
    override writesOf({ id }: Place) {
      return [...this.storage.writes.values()].filter((write) => write.id === id);
    }
  },
  "delta/many-ancestors": class extends ReferenceSaver {
    #left = 512;
    protected override parentOf(row: Row | undefined) {
      return this.#left-- > 0 ? super.parentOf(row) : undefined;
    }
  },
};

export const brokenCopies: BrokenSavers = {
  "copy/the-whole-thread": class extends ReferenceSaver {
    override async copyThread(from: string, to: string) {
      await super.copyThread(from, to);
      this.remove((row) => row.thread === to && row.namespace !== "");
    }
  },
  "copy/original-stays": class extends ReferenceSaver {
    override async copyThread(from: string, to: string) {
      await super.copyThread(from, to);
      await this.deleteThread(from);
    }
  },
  // A copy that only points at its original.
  "copy/goes-its-own-way": class extends ReferenceSaver {
    readonly #copies = new Map<string, string>();
    override async copyThread(from: string, to: string) {
      this.#copies.set(from, to);
      await super.copyThread(from, to);
    }
    override async deleteThread(thread: string) {
      await super.deleteThread(thread);
      await super.deleteThread(this.#copies.get(thread) ?? thread);
    }
  },
  "copy/exactly-that-thread": class extends ReferenceSaver {
    override async copyThread(from: string, to: string) {
      for (const { thread } of this.newest({}))
        if (thread.startsWith(from)) await super.copyThread(thread, to + thread.slice(from.length));
    }
  },
  "copy/unknown-thread": class extends ReferenceSaver {
    override async copyThread(from: string, to: string) {
      if (this.newest({ thread: from }).length === 0) throw new Error("no such thread");
      await super.copyThread(from, to);
    }
  },
};

/** What each checkpoint has of its own, without what it shares with its parent. */
function cutShared(saver: ReferenceSaver): () => void {
  const { rows } = saver.storage;
  const cut = [...rows].map(([key, row]) => {
    const parent = row.parent === undefined ? undefined : rows.get(keyOf(row.thread, row.namespace, row.parent));
    const shared = new Set(parent?.values.map(([name, value]) => `${name} ${String(value[1])}`));
    return [key, row.values.filter(([name, value]) => !shared.has(`${name} ${String(value[1])}`))] as const;
  });
  return () => {
    for (const [key, values] of cut) if (rows.has(key)) rows.set(key, { ...rows.get(key)!, values });
  };
}

export const brokenPruning: BrokenSavers = {
  "prune/keeps-the-latest": class extends ReferenceSaver {
    override async prune(threads: string[]) {
      for (const thread of threads) for (const row of this.newest({ thread }).slice(1)) row.isPruned = true;
    }
  },
  "prune/what-is-kept-is-whole": class extends ReferenceSaver {
    override async prune(threads: string[], options: Strategy) {
      const cut = cutShared(this);
      await super.prune(threads, options);
      cut();
    }
  },
  "prune/thread-goes-on": class extends ReferenceSaver {
    #isPruned = false;
    override async prune(threads: string[], options: Strategy) {
      await super.prune(threads, options);
      this.#isPruned = true;
    }
    override async put(...call: Parameters<ReferenceSaver["put"]>) {
      if (this.#isPruned && call[0].configurable?.checkpoint_id) throw new Error("the parent's values are gone");
      return super.put(...call);
    }
  },
  "prune/other-threads-stay": class extends ReferenceSaver {
    override async prune(_threads: string[], options: Strategy) {
      await super.prune(
        this.newest({}).map(({ thread }) => thread),
        options,
      );
    }
  },
  "prune/delete": class extends ReferenceSaver {
    override async prune([first]: string[], options: Strategy) {
      await super.prune([first!], options);
    }
  },
  "prune/nothing-to-do": class extends ReferenceSaver {
    override async prune(threads: string[], options: Strategy) {
      for (const thread of threads) if (this.newest({ thread }).length === 0) throw new Error("no such thread");
      await super.prune(threads, options);
    }
  },
  "prune/delta-history-stays": class extends ReferenceSaver {
    override async prune(threads: string[], options: Strategy) {
      await super.prune(threads, options);
      const { rows } = this.storage;
      this.remove(({ thread, namespace, id }) => Boolean(rows.get(keyOf(thread, namespace, id))?.isPruned));
    }
  },
};

export const brokenRuns: BrokenSavers = {
  "runs/exactly-those": class extends ReferenceSaver {
    override async deleteForRuns(runs: string[]) {
      await super.deleteForRuns(runs.flatMap((run) => [run, `${run}0`]));
    }
  },
  "runs/writes-too": class extends ReferenceSaver {
    override async deleteForRuns(runs: string[]) {
      const writes = [...this.storage.writes];
      await super.deleteForRuns(runs);
      for (const [key, write] of writes) this.storage.writes.set(key, write);
    }
  },
  "runs/what-is-left-is-whole": class extends ReferenceSaver {
    override async deleteForRuns(runs: string[]) {
      const cut = cutShared(this);
      await super.deleteForRuns(runs);
      cut();
    }
  },
  "runs/nothing-to-do": class extends ReferenceSaver {
    override async deleteForRuns(runs: string[]) {
      if (runs.length === 0) this.storage.rows.clear();
      await super.deleteForRuns(runs);
    }
  },
};
