// A learner's own AsyncLocalStorage, through everything that can suspend. No LangGraph here.
import { AsyncLocalStorage, AsyncResource } from "node:async_hooks";
import { attempt, pause, type Scenarios } from "./scenario.ts";

const storage = new AsyncLocalStorage<string>();
const at = () => storage.getStore() ?? "-";

async function* counting(n: number) {
  for (let i = 0; i < n; i++) {
    yield `${i}${at()}`;
    await pause();
  }
}

const thenable = {
  then(resolve: (value: string) => void) {
    const inside = at();
    setTimeout(() => resolve(`${inside}${at()}`), 1);
  },
};

class Worker {
  #secret = async () => (await pause(), at());
  work = async () => `${await this.#secret()}${at()}`;
  static async make() {
    await null;
    return new Worker();
  }
}

export const ownStorage: Scenarios = {
  "through awaits, nested and side by side": () =>
    storage.run("a", async () => {
      const before = at();
      const inner = await Promise.all([
        storage.run("b", async () => (await pause(2), at())),
        storage.run("c", async () => (await pause(1), at())),
        (async () => (await null, at()))(),
      ]);
      return [before, inner, at()];
    }),

  "through the combinators of promises": () =>
    storage.run("a", async () => {
      const seen: string[] = [];
      const note = (name: string) => () => void seen.push(`${name} ${at()}`);
      await Promise.race([pause(1).then(note("race")), pause(3)]).finally(note("finally"));
      await Promise.any([Promise.reject(new Error("x")), storage.run("b", () => pause(1).then(note("any")))]);
      await Promise.allSettled([Promise.reject(new Error("y")).catch(note("catch")), pause().then(note("settled"))]);
      return [...seen, at()];
    }),

  "through timers and microtasks": () =>
    storage.run("a", async () => {
      const seen: string[] = [];
      await new Promise<void>((resolve) => setTimeout(() => (seen.push(`timeout ${at()}`), resolve()), 1));
      await new Promise<void>((resolve) => queueMicrotask(() => (seen.push(`microtask ${at()}`), resolve())));
      await new Promise<void>((resolve) => {
        let ticks = 0;
        const timer = setInterval(() => {
          seen.push(`interval ${at()}`);
          if (++ticks === 2) resolve(clearInterval(timer));
        }, 1);
      });
      return seen;
    }),

  "through thenables": () =>
    storage.run("a", async () => {
      const later = async () => thenable;
      return [
        await (thenable as any),
        await Promise.resolve(thenable),
        await Promise.resolve().then((): any => thenable),
        await later(),
        at(),
      ];
    }),

  "an async generator runs in the context of who asks": async () => {
    const items = storage.run("made", () => counting(3));
    const first = await storage.run("a", () => items.next());
    const second = await storage.run("b", () => items.next());
    return [first.value, second.value, at()];
  },

  "an async generator is asked three times at once": () =>
    storage.run("a", async () => {
      const items = counting(3);
      const answers = await Promise.all([items.next(), storage.run("b", () => items.next()), items.next()]);
      return [answers.map(({ value }) => value), at()];
    }),

  "a generator is closed and an error is thrown into it": async () => {
    const seen: string[] = [];
    async function* guarded() {
      try {
        yield 1;
        yield 2;
      } catch {
        seen.push(`catch ${at()}`);
        yield 3;
      } finally {
        await null;
        seen.push(`finally ${at()}`);
      }
    }
    const closed = storage.run("a", guarded);
    await storage.run("b", () => closed.next());
    await storage.run("c", () => closed.return(undefined));
    const hurt = storage.run("d", guarded);
    await storage.run("e", () => hurt.next());
    await storage.run("f", () => hurt.throw(new Error("x")));
    await storage.run("g", () => hurt.next());
    return [...seen, at()];
  },

  "a generator that delegates": () =>
    storage.run("a", async () => {
      async function* outer() {
        const result = yield* counting(2);
        await null;
        yield `after ${result} ${at()}`;
      }
      const items = outer();
      const seen: unknown[] = [];
      for (const name of ["b", "c", "d"]) seen.push((await storage.run(name, () => items.next())).value);
      return [...seen, at()];
    }),

  "labelled loops over async iterables": () =>
    storage.run("a", async () => {
      const seen: string[] = [];
      outer: for await (const x of counting(3)) {
        for await (const y of [Promise.resolve(1), 2, storage.run("b", () => pause().then(at))]) {
          seen.push(`${x} ${y} ${at()}`);
          if (y === 2) continue outer;
          if (x.startsWith("2")) break outer;
        }
      }
      return [...seen, at()];
    }),

  "destructuring in the head of a loop": () =>
    storage.run("a", async () => {
      const seen: unknown[] = [];
      const items = [Promise.resolve({}), pause().then(() => ({ name: "given" }))] as { name?: string }[];
      for await (const { name = at(), ...rest } of items) seen.push([name, rest, at()]);
      const target: Record<string, string> = {};
      for await (target[at()] of counting(1));
      return [seen, target];
    }),

  "an await that throws inside a loop": () =>
    storage.run("a", async () => {
      const seen: string[] = [];
      async function* closing() {
        try {
          yield 1;
        } finally {
          seen.push(`closed in ${at()}`);
        }
      }
      const end = await attempt(async () => {
        for await (const x of closing()) {
          storage.enterWith("entered");
          await pause();
          await Promise.reject(new Error(`at ${x} ${at()}`));
        }
      });
      return [seen, end];
    }),

  "private and static async methods": () =>
    storage.run("a", async () => {
      const worker = await Worker.make();
      return [await worker.work(), await storage.run("b", worker.work), at()];
    }),

  "enterWith lasts until the end of the run": async () => {
    const inside = await storage.run("a", async () => {
      await null;
      storage.enterWith("b");
      const seen = [at()];
      await pause();
      seen.push(at());
      await (async () => void storage.enterWith("c"))();
      return [...seen, at()];
    });
    return [inside, at()];
  },

  "exit, snapshot and bind": () =>
    storage.run("a", async () => {
      const snapshot = AsyncLocalStorage.snapshot();
      const bound = AsyncResource.bind(() => at());
      const resource = storage.run("r", () => new AsyncResource("test"));
      await pause();
      return storage.run("b", () => [
        at(),
        storage.exit(at),
        snapshot(at),
        bound(),
        resource.runInAsyncScope(at),
        at(),
      ]);
    }),

  "a storage with a default": async () => {
    const counted = new AsyncLocalStorage<number>({ defaultValue: 7, name: "counted" });
    return [counted.getStore(), await counted.run(8, async () => (await null, counted.getStore())), counted.name];
  },

  "two storages do not disturb each other": () => {
    const other = new AsyncLocalStorage<string>();
    return storage.run("a", () =>
      other.run("x", async () => {
        await pause();
        const both = await storage.run("b", async () => (await null, `${at()}${other.getStore()}`));
        return [both, `${at()}${other.getStore()}`];
      }),
    );
  },

  "an abort signal calls in the context of who aborts, a time-out in that of who asked": () =>
    storage.run("a", async () => {
      const seen: string[] = [];
      const controller = new AbortController();
      controller.signal.addEventListener("abort", () => seen.push(`aborted in ${at()}`));
      await pause();
      storage.run("b", () => controller.abort());
      await new Promise<void>((resolve) => {
        const signal = AbortSignal.timeout(1);
        storage.run("c", () => signal.addEventListener("abort", () => resolve(void seen.push(`timed out in ${at()}`))));
      });
      return seen;
    }),

  "Array.fromAsync": () =>
    storage.run("a", async () => [
      await Array.fromAsync(counting(2), (item) => `${item}${at()}`),
      await Array.fromAsync([pause().then(at), at()], async (item) => (await null, `${item}${at()}`)),
      at(),
    ]),

  "a readable stream is filled in the context that made it": () =>
    storage.run("a", async () => {
      const stream = new ReadableStream<string>({
        async pull(controller) {
          await pause();
          controller.enqueue(at());
          controller.close();
        },
      });
      const seen: string[] = [];
      const reader = stream.getReader();
      for (let next = await reader.read(); !next.done; next = await reader.read()) seen.push(next.value, at());
      return seen;
    }),

  "twenty runs at once": () =>
    Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        storage.run(`run ${i}`, async () => {
          const seen = [at()];
          for (let turn = 0; turn < 3; turn++) {
            await pause((i * 3 + turn) % 4);
            seen.push(at());
            for await (const item of counting(2)) seen.push(item);
          }
          return new Set(seen.map((text) => text.replace(/^\d(?=run)/, ""))).size;
        }),
      ),
    ),

  "nothing leaks out": async () => {
    const floating = storage.run("a", async () => {
      await pause(3);
      return at();
    });
    const before = at();
    await pause();
    const during = at();
    return [before, during, await floating, at()];
  },
};
