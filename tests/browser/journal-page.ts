// The script of the page that the journal tests open: workers to command and to kill, offered as `window.journals`.
import { SqlJsSaver } from "@forkpoint/savers";
import { browserJournal } from "@forkpoint/savers/journal";
import initSqlJs from "sql.js";
import type { Command, Kept, Message, Where } from "./journal.worker.ts";

export interface Ended {
  /** What was known to be kept, in order. */
  readonly kept: readonly string[];
  readonly wasKilled: boolean;
  /** What the next worker found. */
  readonly found: Kept;
  /** Whether that worker could put one more and the one after it found it. */
  readonly goesOn: boolean;
}

class Host {
  readonly kept: string[] = [];
  wasTakenOver = false;
  stopped = Promise.withResolvers<"stopped">();
  readonly #worker = new Worker("/journal.worker.js", { type: "module" });
  #waiting = Promise.withResolvers<unknown>();

  constructor() {
    this.#worker.onerror = (event) => this.#waiting.reject(new Error(`the worker failed: ${event.message}`));
    this.#worker.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data.kind === "kept") this.kept.push(data.line);
      else if (data.kind === "stopped") this.stopped.resolve("stopped");
      else if (data.kind === "taken over") this.wasTakenOver = true;
      else if (data.kind === "done") this.#waiting.resolve(data.result);
      else this.#waiting.reject(Object.assign(new Error(data.message), { code: data.code }));
    };
  }

  static async start(): Promise<Host> {
    const host = new Host();
    await host.#waiting.promise;
    return host;
  }

  async ask<Result>(command: Command): Promise<Result> {
    this.#waiting = Promise.withResolvers();
    this.#worker.postMessage(command);
    return (await this.#waiting.promise) as Result;
  }

  kill(): void {
    this.#worker.terminate();
  }
}

const hosts = new Map<string, Host>();

async function host(name: string): Promise<Host> {
  const before = hosts.get(name);
  if (before) return before;
  const started = await Host.start();
  hosts.set(name, started);
  return started;
}

/** Chromium lets a busy worker live for two more seconds after it was told to end it, so several die at a time. */
const LANES = 8;

/** Runs the same steps again and again, killed at the first event, the second, and so on, until one comes to its end. */
async function killEverywhere(storage: Where["storage"]): Promise<Ended[]> {
  const endings: Ended[] = [];
  let stopAt = 0;
  let isOver = false;
  const lane = async (looker: Host): Promise<void> => {
    while (!isOver) {
      stopAt += 1;
      const place = stopAt - 1;
      endings[place] = await killAt(stopAt, storage, looker);
      isOver ||= !endings[place].wasKilled;
    }
    looker.kill();
  };
  await Promise.all(Array.from({ length: LANES }, async () => lane(await Host.start())));
  // The other lanes were past the end by then.
  return endings.slice(0, endings.findIndex(({ wasKilled }) => !wasKilled) + 1);
}

async function killAt(stopAt: number, storage: Where["storage"], looker: Host): Promise<Ended> {
  const where = { name: `killed at ${stopAt}`, storage };
  const runner = await Host.start();
  const running = runner.ask<number>({ do: "run", where, stopAt });
  const ended = await Promise.race([running, runner.stopped.promise]);
  runner.kill();
  await looker.ask({ do: "open", where, options: { waitMs: 20_000 } });
  const found = await looker.ask<Kept>({ do: "read" });
  const more = await looker.ask<string>({ do: "put", n: 100 });
  await looker.ask({ do: "close" });
  await looker.ask({ do: "open", where, options: { waitMs: 20_000 } });
  const goesOn = (await looker.ask<Kept>({ do: "read" })).checkpoints.includes(more);
  await looker.ask({ do: "close" });
  return { kept: runner.kept, wasKilled: ended === "stopped", found, goesOn };
}

/** A command to a worker of this page; its refusal as data. */
async function ask(name: string, command: Command): Promise<{ result?: unknown; code?: string; message?: string }> {
  try {
    return { result: await (await host(name)).ask(command) };
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    return { code, message };
  }
}

/** A journal in the page itself, where the only storage is IndexedDB. */
async function inThePage(name: string): Promise<{ replayed: number; databases: (string | undefined)[] }> {
  const sqlJs = await initSqlJs({ locateFile: () => "/sql-wasm.wasm" });
  for (let round = 0; ; round += 1) {
    const journal = browserJournal(name);
    const saver = await SqlJsSaver.open({ sqlJs, journal });
    await saver.putWrites({ configurable: { thread_id: "t", checkpoint_id: "1" } }, [["said", 1]], `task ${round}`);
    const { replayed } = journal.stats();
    saver.close();
    await journal.close();
    if (round === 1) return { replayed, databases: (await indexedDB.databases()).map((each) => each.name) };
  }
}

export const journals = {
  /** The worker of that name is no more. */
  async kill(name: string) {
    (await host(name)).kill();
    hosts.delete(name);
  },
  killEverywhere,
  ask,
  inThePage,
  kept: async (name: string) => (await host(name)).kept,
  wasTakenOver: async (name: string) => (await host(name)).wasTakenOver,
};
(window as unknown as { journals: typeof journals }).journals = journals;
