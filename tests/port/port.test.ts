import { describe, expect, it } from "vitest";
import { RemoteError } from "../../src/port/errors.ts";
import { memoryTransports } from "../../src/port/memory-transport.ts";
import { createPort } from "../../src/port/port.ts";
import { connect, rejection, settled } from "./connected-ports.ts";
import { Saver } from "./sample-saver.ts";

describe("calls", () => {
  it("give promises of copies, and arguments are copies too", async () => {
    const kept: unknown[] = [];
    using ports = connect({ keep: (value: unknown) => kept.push(value) && value });
    const sent = { a: [1, new Map([["b", undefined]])] };
    const returned = await ports.remote.keep(sent);
    expect(returned).toStrictEqual(sent);
    expect(kept).toStrictEqual([sent]);
    expect(kept[0]).not.toBe(sent);
  });

  it("reject with what the other side threw, by name and message", async () => {
    class OwnError extends Error {
      override name = "OwnError";
      secret = "x";
    }
    using ports = connect({
      own: () => {
        throw new OwnError("went \u001b[31mwrong");
      },
      later: async () => Promise.reject(new TypeError("later")),
      text: () => {
        throw "just text";
      },
      nothing: () => Promise.reject(undefined),
    });
    const error = await rejection(ports.remote.own());
    expect(error).toBeInstanceOf(RemoteError);
    expect({ ...error }).toEqual({ name: "OwnError", frames: [] });
    expect(error.message).toBe("went \ufffd[31mwrong");
    expect((await rejection(ports.remote.later())).name).toBe("TypeError");
    expect((await rejection(ports.remote.text())).message).toBe("just text");
    expect((await rejection(ports.remote.nothing())).message).toBe("undefined");
  });

  it("tell where an error was thrown when the other side knows its files", async () => {
    const [a, b] = memoryTransports();
    const fail = () => {
      throw new Error("x");
    };
    createPort({ transport: b, root: { fail }, trust: "own", framesOf: () => ["chat.ts:3", "main.ts:1"] });
    await using judge = createPort({ transport: a, root: {}, trust: "hostile" });
    expect((await rejection(judge.remote.fail())).frames).toEqual(["chat.ts:3", "main.ts:1"]);
  });

  it("of a method that does not exist reject with a TypeError of the other side", async () => {
    using ports = connect({ value: 1, saver: () => new Saver() });
    for (const call of [ports.remote.missing(), ports.remote.value(), (await ports.remote.saver()).nope()])
      expect(await rejection(call)).toMatchObject({ name: "TypeError" });
  });

  it("with a value that cannot travel reject, and the port stays open", async () => {
    using ports = connect({
      take: () => 1,
      circle: () => {
        const circle: { self?: unknown } = {};
        return (circle.self = circle);
      },
    });
    expect(await rejection(ports.remote.take(Symbol("x")))).toMatchObject({ code: "PORT_VALUE" });
    const error = await rejection(ports.remote.circle());
    expect(error).toMatchObject({ name: "PortError", code: "PORT_VALUE" });
    expect(error.message).toContain("it contains itself");
    expect(await ports.remote.take()).toBe(1);
  });

  it("whose answer is too long for a line are refused by the side that answers", async () => {
    using ports = connect({ long: () => ["x".repeat(400), "y".repeat(580)] }, { lineChars: 1_000 });
    expect(await rejection(ports.remote.long())).toMatchObject({ code: "PORT_VALUE" });
    expect(ports.violations).toEqual([]);
  });

  it("run at once in both directions, and answers find their callers in any order", async () => {
    using ports = connect({
      after: async (ms: number, value: unknown, ask: () => unknown) => {
        await new Promise((resolve) => setTimeout(resolve, ms));
        return [value, await ask()];
      },
    });
    const asked: number[] = [];
    const results = await Promise.all(
      [40, 1, 20].map((ms) => ports.remote.after(ms, ms, async () => asked.push(ms) && ms * 10)),
    );
    expect(results).toEqual([40, 1, 20].map((ms) => [ms, ms * 10]));
    expect(asked.length).toBe(3);
  });

  it("can call back and forth while every side waits for the other", async () => {
    using ports = connect({ bounce: async (n: number, back: any) => (n === 0 ? "ground" : back(n - 1)) });
    const back = (n: number): unknown => ports.remote.bounce(n, back);
    expect(await ports.remote.bounce(50, back)).toBe("ground");
  });

  it("that nobody waits for do no harm when they fail", async () => {
    using ports = connect({ fail: () => Promise.reject(new Error("unseen")) });
    void ports.remote.fail();
    const steps = ports.remote.fail()[Symbol.asyncIterator]() as AsyncIterator<unknown>;
    await rejection(steps.next());
    await settled();
    expect(ports.judge.counts().waiting).toBe(0);
  });
});

describe("functions and objects", () => {
  it("keep their identity on the way out, and on the way home", async () => {
    const saver = new Saver();
    using ports = connect({ saver: () => saver, isSame: (other: unknown) => other === saver, echo: (x: unknown) => x });
    const remote = await ports.remote.saver();
    expect(await ports.remote.saver()).toBe(remote);
    expect(await ports.remote.isSame(remote)).toBe(true);
    expect(await ports.remote.echo([remote])).toEqual([remote]);
    const mine = () => 1;
    expect(await ports.remote.echo(mine)).toBe(mine);
  });

  it("have their methods, getters of methods and static methods called on themselves", async () => {
    using ports = connect({ module: () => ({ Saver, limit: 3 }) });
    const { Saver: RemoteSaver, limit } = await ports.remote.module();
    expect(limit).toBe(3);
    const saver = await RemoteSaver.open({ a: 1 });
    expect(await (await saver.put(2)).all()).toEqual([{ a: 1 }, 2]);
    expect(await saver.twice(4)).toBe(8);
  });

  it("are opaque: functions to whoever looks, silent to whoever prints, and not to be written", async () => {
    using ports = connect({ saver: () => new Saver() });
    const saver = await ports.remote.saver();
    expect(typeof saver).toBe("function");
    expect(`${saver}`).toBe("[remote object]");
    expect(saver.then).toBeUndefined();
    expect(JSON.stringify({ saver })).toBe("{}");
    expect(Object.keys(saver)).toEqual([]);
    for (const key of ["constructor", "prototype", "__proto__", "toJSON", "valueOf", "lc_runnable"])
      expect(saver[key]).toBeUndefined();
    expect(() => (saver.put = 1)).toThrow(TypeError);
    expect(ports.judge.counts().waiting).toBe(0);
  });

  it("that are plain functions stand in as plain functions, by name", async () => {
    using ports = connect({
      look: (node: any) => [
        typeof node,
        node.name,
        node.lc_runnable,
        node.then,
        Object.keys(node),
        node instanceof Function,
      ],
    });
    async function countCalls() {}
    expect(await ports.remote.look(countCalls)).toEqual(["function", "countCalls", undefined, undefined, [], true]);
  });

  it("of another port are handed on, and calls go through both", async () => {
    using first = connect({ saver: () => new Saver("first") });
    using second = connect({ ask: async (saver: any) => saver.all(), call: async (f: any) => f(1) });
    expect(await second.remote.ask(await first.remote.saver())).toEqual(["first"]);
    expect(await second.remote.call((n: number) => n + 1)).toBe(2);
  });

  it("made with new can be used at once", async () => {
    using ports = connect({ module: () => ({ Saver }), isSaver: (x: unknown) => x instanceof Saver });
    const module = await ports.remote.module();
    const saver = new module.Saver("first");
    const [all, is] = await Promise.all([saver.all(), ports.remote.isSaver(saver)]);
    expect([all, is]).toEqual([["first"], true]);
    expect(await saver.put("second")).toBe(saver);
    expect(await saver).toBe(saver);
  });

  it("whose constructor throws reject when awaited and at every call, with what it threw", async () => {
    using ports = connect({ module: () => ({ Saver }) });
    const module = await ports.remote.module();
    const saver = new module.Saver("refuse");
    for (const failed of [saver.all(), saver.put(1), (async () => await saver)()])
      expect(await rejection(failed)).toMatchObject({ name: "RangeError", message: "no such saver" });
    await settled();
    expect(await rejection(saver.all())).toMatchObject({ name: "RangeError" });
    expect(await rejection((async () => await new module.Saver("refuse"))())).toBeInstanceOf(RemoteError);
  });
});

describe("iteration", () => {
  const numbers = (log: string[] = []) => ({
    async *count(to: number) {
      try {
        for (let i = 0; i < to; i++) yield { i };
        return "end";
      } finally {
        log.push("closed");
      }
    },
    *sync() {
      yield Promise.resolve(1);
      yield 2;
    },
    list: () => [1, 2, 3],
    number: () => 7,
    fail: async function* () {
      yield 1;
      throw new RangeError("after one");
    },
  });

  it("walks the result of a call without awaiting it first", async () => {
    const log: string[] = [];
    using ports = connect(numbers(log));
    const seen: unknown[] = [];
    for await (const item of ports.remote.count(3)) seen.push(item);
    expect(seen).toEqual([{ i: 0 }, { i: 1 }, { i: 2 }]);
    expect(log).toEqual(["closed"]);
  });

  it("walks an awaited remote object, a synchronous generator and a list just so", async () => {
    using ports = connect(numbers());
    const walk = async (iterable: any) => {
      const seen: unknown[] = [];
      for await (const item of iterable) seen.push(item);
      return seen;
    };
    expect(await walk(await ports.remote.count(2))).toEqual([{ i: 0 }, { i: 1 }]);
    expect(await walk(ports.remote.sync())).toEqual([1, 2]);
    expect(await walk(ports.remote.list())).toEqual([1, 2, 3]);
    await expect(walk(ports.remote.number())).rejects.toThrow(TypeError);
  });

  it("that is left early calls return on the other side", async () => {
    const log: string[] = [];
    using ports = connect(numbers(log));
    for await (const _ of ports.remote.count(100)) break;
    expect(log).toEqual(["closed"]);
  });

  it("that is left early asks nothing of an iterator that cannot be closed", async () => {
    let step = 0;
    const endless = { [Symbol.asyncIterator]: () => ({ next: async () => ({ done: false, value: ++step }) }) };
    using ports = connect({ endless: () => endless });
    const seen: unknown[] = [];
    for await (const n of ports.remote.endless()) if (seen.push(n) === 3) break;
    expect([seen, step]).toEqual([[1, 2, 3], 3]);
  });

  it("passes on what the iterable throws", async () => {
    using ports = connect(numbers());
    const seen: unknown[] = [];
    const walk = async () => {
      for await (const item of ports.remote.fail()) seen.push(item);
    };
    expect(await rejection(walk())).toMatchObject({ name: "RangeError", message: "after one" });
    expect(seen).toEqual([1]);
  });

  it("works in the other direction, over what a test hands in", async () => {
    using ports = connect({
      sum: async (source: AsyncIterable<number>) => {
        let sum = 0;
        for await (const n of source) sum += n;
        return sum;
      },
    });
    const source = async function* () {
      yield 1;
      yield 2;
    };
    expect(await ports.remote.sum(source())).toBe(3);
  });
});
