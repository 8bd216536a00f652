import { expect, it } from "vitest";
import { PortError, RemoteError } from "../../src/port/errors.ts";
import type { PortLimits } from "../../src/port/types.ts";
import { forge, settled, type Forged } from "./connected-ports.ts";
import { hostileLines } from "./hostile-lines.ts";

const MESSAGES = 100_000;
const LIMITS: PortLimits = {
  lineChars: 20_000,
  depth: 16,
  nodes: 1_000,
  messages: 400,
  handles: 40,
  events: 30,
  calls: 25,
  totalChars: 300_000,
};

it(`a judge outlives ${MESSAGES} hostile messages within its limits`, async () => {
  const seed = process.env.FUZZ_SEED ?? String(Date.now());
  console.log(`fuzz: FUZZ_SEED=${seed}`);
  const nextLine = hostileLines(seed);
  const before = prototypeKeys();
  const tally = { messages: 0, ports: 0, violations: 0, answers: 0, failures: 0, calledBack: 0 };

  while (tally.messages < MESSAGES) {
    tally.ports++;
    using forged = forge(judgeRoot(tally), LIMITS);
    const use = useRemotely(forged, tally);
    const hostility = [0, 1, 5, 50][tally.ports % 4]!;
    while (forged.violations.length === 0 && tally.messages < MESSAGES) {
      const lastCall = forged.sent.findLast((message) => message.do === "call")?.id ?? 0;
      // Whatever arrives: taking it in must not throw.
      for (let burst = 0; burst < 8; burst++, tally.messages++) forged.line(nextLine(hostility, lastCall));
      use.more();
      await Promise.resolve();
      expectWithinLimits(forged);
    }
    tally.violations += forged.violations.length;
    forged.judge.close("enough");
    await use.allSettled();
    expectWithinLimits(forged);
    expect(forged.judge.counts().waiting).toBe(0);
  }
  await settled();

  console.log(JSON.stringify(tally));
  expect(prototypeKeys()).toEqual(before);
  // The seed may be any, but a fuzz that gets nowhere would show nothing.
  expect(tally.violations).toBeGreaterThan(300);
  expect(tally.answers).toBeGreaterThan(1_000);
  expect(tally.failures).toBeGreaterThan(1_000);
  expect(tally.calledBack).toBeGreaterThan(1_000);
}, 60_000);

function judgeRoot(tally: { calledBack: number }): object {
  class Made {
    twice(n: unknown) {
      tally.calledBack++;
      return [n, n];
    }
  }
  return {
    twice: (n: unknown) => ++tally.calledBack && [n, n],
    never: () => ++tally.calledBack && new Promise(() => {}),
    make: () => ++tally.calledBack && [new Made(), () => 1, Made],
    *iterate() {
      tally.calledBack++;
      yield 1;
      yield 2;
    },
  };
}

/** A judge at work: calls, walks, constructs and hands out, and takes every end of it for what it is. */
function useRemotely({ judge }: Forged, tally: { answers: number; failures: number }) {
  const under = new Set<Promise<void>>();
  const handed = [() => 1, class Given {}, new (class Instance {})()];
  let scope = judge.scope();
  let turn = 0;

  const watch = (work: Promise<unknown>) => {
    const watched = work.then(
      (value) => {
        tally.answers++;
        if (typeof value === "function") remotes.push(value);
      },
      (error: unknown) => {
        tally.failures++;
        // A result that is no iterable, or no class, fails in the language's own words.
        if (!(error instanceof PortError || error instanceof RemoteError || error instanceof TypeError)) throw error;
      },
    );
    under.add(watched);
    void watched.finally(() => under.delete(watched)).catch(() => {});
  };
  const remotes: any[] = [judge.remote];
  const walk = async (iterable: AsyncIterable<unknown>) => {
    for await (const _ of iterable) if (turn % 3 === 0) break;
  };

  return {
    more() {
      const remote = remotes[turn++ % remotes.length];
      if (under.size > 20) return;
      watch((async () => remote(turn, handed))());
      watch((async () => judge.remote.ask(handed[turn % 3], { remote }))());
      watch(walk(judge.remote.list()));
      watch((async () => await new remote(handed))());
      if (turn % 7 === 0) {
        scope.end();
        scope = judge.scope();
      }
    },
    async allSettled() {
      await Promise.all(under);
    },
  };
}

function expectWithinLimits({ judge }: Forged): void {
  const counts = judge.counts();
  expect(counts.received).toBeLessThanOrEqual(LIMITS.handles);
  expect(counts.given).toBeLessThanOrEqual(LIMITS.handles);
  expect(counts.answering).toBeLessThanOrEqual(LIMITS.calls);
  expect(counts.events).toBeLessThanOrEqual(LIMITS.events);
  expect(counts.messages).toBeLessThanOrEqual(LIMITS.messages + 1);
  expect(counts.waiting).toBeLessThanOrEqual(120);
}

/** What an attack on the prototypes of this realm would change. */
function prototypeKeys(): unknown {
  return [Object, Array, Function, Map, Set, Promise, String, Error].map(({ prototype }) =>
    Reflect.ownKeys(prototype).map((key) => [key, typeof Object.getOwnPropertyDescriptor(prototype, key)?.value]),
  );
}
