import { describe, expect, it } from "vitest";
import { connect, forge, rejection, settled } from "./connected-ports.ts";

const handle = (id: number, kind = "function") => ({ $: kind, id });
const ok = (id: number, value: unknown) => ({ do: "ok", id, value });

describe("a guest that breaks the rules", () => {
  it.each<[string, unknown]>([
    ["sends what is no text", { do: "ok", id: 1 }],
    ["sends bytes", new Uint8Array(8)],
    ["sends what is no JSON", "{"],
    ["sends a message that is a list", "[]"],
    ["sends a message that is nothing", "null"],
    ["sends a message that does nothing", "{}"],
    ["sends a message of a kind that Object.prototype has", '{"do":"toString"}'],
    ["answers without an id", '{"do":"ok"}'],
    ["answers an id that is text", '{"do":"ok","id":"1"}'],
    ["answers an id that is no whole number", '{"do":"threw","id":1.5,"name":"E","message":""}'],
    ["throws without a message", '{"do":"threw","id":1,"name":"E"}'],
    ["calls in a way of its own", '{"do":"call","id":1,"on":0,"way":"eval","name":"x","args":[]}'],
    [
      "calls with arguments that are no list",
      '{"do":"call","id":1,"on":0,"way":"call","name":"x","args":{"length":1}}',
    ],
    ["calls a name that is no text", '{"do":"call","id":1,"on":0,"way":"call","name":{},"args":[]}'],
    ["calls with an id that would name a handle", '{"do":"call","id":-1,"on":0,"way":"new","name":null,"args":[]}'],
    ["releases no list", '{"do":"release","ids":"all"}'],
    ["releases what are no ids", '{"do":"release","ids":[{}]}'],
    ["sends an event with a forbidden key", '{"do":"event","value":{"__proto__":1}}'],
    ["nests without end", "[".repeat(100_000)],
  ])("and %s is cut off, and everyone who waits is told why", async (_name, line) => {
    using forged = forge();
    const waiting = [rejection(forged.judge.remote.a()), rejection(forged.judge.remote.b())];
    forged.line(line);
    forged.line('{"do":"ok","id":1,"value":"too late"}');
    const [first, second] = await Promise.all(waiting);
    expect(first).toMatchObject({ name: "PortError", code: expect.stringMatching(/^PORT_(MALFORMED|LIMIT)$/) });
    expect(second).toBe(first);
    expect(forged.violations).toEqual([first]);
    expect(await forged.judge.closed).toBe(first.message);
    expect(await rejection(forged.judge.remote.c())).toMatchObject({ code: "PORT_CLOSED" });
  });

  it("and answers calls that nobody made, or twice, is not listened to", async () => {
    using forged = forge();
    const call = forged.judge.remote.ask();
    for (const id of [0, -1, 7, 2 ** 53 - 1]) forged.message(ok(id, "forged"));
    forged.message(ok(1, "true"));
    forged.message(ok(1, "second"));
    forged.message({ do: "threw", id: 1, name: "E", message: "third" });
    expect(await call).toBe("true");
    expect(forged.judge.counts().strays).toBe(6);
    expect(forged.violations).toEqual([]);
  });

  it("and answers with a forbidden value rejects the one call and closes the port", async () => {
    using forged = forge();
    const call = rejection(forged.judge.remote.ask());
    forged.line('{"do":"ok","id":1,"value":{"a":{"__proto__":{"polluted":true}}}}');
    expect(await call).toMatchObject({ code: "PORT_MALFORMED" });
    expect(({} as any).polluted).toBeUndefined();
    expect(forged.violations.length).toBe(1);
  });

  it("and answers with what was taken back rejects the one call only", async () => {
    using forged = forge();
    const call = rejection(forged.judge.remote.ask());
    forged.message(ok(1, { $: "yours", id: 99 }));
    expect(await call).toMatchObject({ code: "PORT_REVOKED" });
    expect(forged.violations).toEqual([]);
  });

  it("and claims that a call was refused is believed to have refused, and nothing worse", async () => {
    using forged = forge();
    const call = rejection(forged.judge.remote.ask());
    forged.message({ do: "refused", id: 1, why: "PORT_CLOSED", message: "the host broke\u001b[2J" });
    expect(await call).toMatchObject({ code: "PORT_VALUE", message: "the host broke\ufffd[2J" });
  });

  it("and answers `new` with anything at all still gives only an object of its own", async () => {
    using forged = forge();
    const call = forged.judge.remote.module();
    forged.message(ok(1, { Saver: handle(5, "class") }));
    const module = await call;
    const made = new module.Saver();
    forged.message(ok(2, { then: "x", $: "undefined" }));
    expect(await made).toBe(made);
    void made.put();
    expect(forged.sent.at(-1)).toMatchObject({ on: -2, name: "put" });
  });

  it.each([
    ["itself", -1, -2],
    ["each other", -2, -1],
  ])(
    "and answers `new` with what is still being made, %s, makes nobody wait for ever",
    async (_name, first, second) => {
      using forged = forge();
      const made = [new forged.judge.remote("a"), new forged.judge.remote("b")].map(async (object) => await object);
      forged.message(ok(1, handle(first, "instance")));
      forged.message(ok(2, handle(second, "instance")));
      expect((await Promise.all(made)).map((object) => typeof object)).toEqual(["function", "function"]);
    },
  );

  it("and iterates wrongly ends the walk with an error", async () => {
    using forged = forge();
    const walk = (answers: unknown[]) =>
      rejection(
        (async () => {
          const source = forged.judge.remote.list();
          const id = forged.sent.at(-1).id as number;
          forged.message(ok(id, handle(id, "instance")));
          const step = source[Symbol.asyncIterator]().next();
          for (const [i, answer] of answers.entries()) {
            await settled();
            forged.message(ok(id + 1 + i, answer));
          }
          await step;
        })(),
      );
    expect(await walk(["no iterator"])).toMatchObject({ code: "PORT_MALFORMED" });
    expect(await walk([handle(100, "instance"), "no step"])).toMatchObject({ code: "PORT_MALFORMED" });
    expect(await walk([handle(102, "instance"), { value: 1 }])).toMatchObject({ code: "PORT_MALFORMED" });
    expect(await walk([handle(101, "instance"), [1]])).toMatchObject({ code: "PORT_MALFORMED" });
  });
});

describe("a guest that calls the judge", () => {
  class Counter {
    #n = 0;
    label = "counter";
    add(by: number) {
      return (this.#n += by);
    }
  }
  const call = (id: number, on: number, name: string | null, args: unknown[] = [], way = "call") => ({
    do: "call",
    id,
    on,
    way,
    name,
    args,
  });

  it.each([
    ["constructor", "return globalThis"],
    ["__proto__", ""],
    ["prototype", ""],
    ["call", null],
    ["apply", null],
    ["bind", null],
    ["toString", null],
    ["hasOwnProperty", "x"],
    ["__defineGetter__", "x"],
    ["__lookupGetter__", "x"],
    ["valueOf", null],
    ["label", null],
    ["", null],
  ])("reaches no “%s”, neither of a function nor of an object", async (name, arg) => {
    using forged = forge({ counter: new Counter() });
    void forged.judge.remote.take(new Counter(), function named() {}, class Made extends Counter {});
    forged.message(call(1, 1, name, [arg]));
    forged.message(call(2, 2, name, [arg]));
    forged.message(call(3, 3, name, [arg]));
    forged.message(call(4, 0, name, [arg]));
    await settled();
    const answers = forged.sent.filter((message) => message.do !== "call");
    const refused = ["threw", `there is no method “${name}”`];
    expect(answers.map((answer) => [answer.do, answer.message])).toEqual(Array(4).fill(refused));
  });

  it("reaches what it was given, by its methods", async () => {
    using forged = forge();
    void forged.judge.remote.take(new Counter());
    forged.message(call(1, 1, "add", [2]));
    forged.message(call(2, 1, "add", [3]));
    await settled();
    expect(forged.sent.slice(1)).toEqual([ok(1, 2), ok(2, 5)]);
  });

  it("with a handle that it never had, or that was taken back, is refused", async () => {
    using forged = forge();
    const scope = forged.judge.scope();
    void forged.judge.remote.take(() => "secret");
    scope.end();
    forged.message(call(1, 1, null));
    forged.message(call(2, 999, null));
    forged.message(call(3, -5, "x"));
    forged.message({ ...call(4, 0, "x"), args: [{ $: "yours", id: 1 }] });
    await settled();
    const answers = forged.sent.filter((message) => message.do === "refused");
    expect(answers.map(({ id, why }) => [id, why])).toEqual([4, 1, 2, 3].map((id) => [id, "revoked"]));
    expect(forged.violations).toEqual([]);
  });

  it("cannot make the judge forget its root by letting go of it", async () => {
    using forged = forge({ ask: () => "here" });
    forged.message({ do: "release", ids: [0, 1, -1, 99] });
    forged.message(call(1, 0, "ask"));
    await settled();
    expect(forged.sent).toEqual([ok(1, "here")]);
  });

  it("with steps of an iteration that was not opened is told so", async () => {
    using forged = forge({ next: () => "reached" });
    forged.message(call(1, 0, null, [], "next"));
    forged.message(call(2, 0, null, [], "return"));
    await settled();
    expect(forged.sent.map((answer) => [answer.do, answer.name])).toEqual(Array(2).fill(["threw", "TypeError"]));
  });

  it("with more arguments than a call can have gets an error, not a crash of the judge", async () => {
    using forged = forge();
    void forged.judge.remote.take(() => "called");
    forged.message(call(1, 1, null, Array(150_000).fill(0)));
    await settled();
    expect(["ok", "threw"]).toContain(forged.sent[1].do);
    expect(forged.violations).toEqual([]);
  });

  it("never learns the judge's files or stacks", async () => {
    using forged = forge();
    void forged.judge.remote.take(() => {
      throw new Error("from a callback");
    });
    forged.message(call(1, 1, null));
    await settled();
    expect(forged.sent[1]).toEqual({ do: "threw", id: 1, name: "Error", message: "from a callback", frames: [] });
  });
});

describe("a flood is cut off at its limit", () => {
  it("of messages", async () => {
    using forged = forge({}, { messages: 100 });
    for (let id = 1; id <= 1_000; id++) forged.message(ok(id, null));
    expect(forged.violations).toMatchObject([{ code: "PORT_LIMIT" }]);
    expect(forged.judge.counts().messages).toBe(101);
  });

  it("of characters, events included", async () => {
    using forged = forge({}, { totalChars: 10_000, events: 3 });
    for (let i = 0; i < 1_000; i++) forged.line(`{"do":"event","value":"${"x".repeat(100)}"}`);
    expect(forged.violations).toMatchObject([{ code: "PORT_LIMIT" }]);
    expect(forged.judge.counts().events).toBe(3);
    expect(forged.judge.droppedEvents).toBeLessThan(100);
  });

  it("of events, which are counted unread once there are too many", async () => {
    using forged = forge({}, { events: 10 });
    for (let i = 0; i < 1_000; i++) forged.line('{"do":"event","value":1}');
    for (let i = 0; i < 10; i++) forged.line('{"do":"event", not even JSON');
    for (let i = 0; i < 5; i++) forged.line('{"value":1,"do":"event"}');
    expect([forged.judge.counts().events, forged.judge.droppedEvents]).toEqual([10, 1_005]);
    expect(forged.violations).toEqual([]);
  });

  it("of handles, in one message or in many", async () => {
    using forged = forge({}, { handles: 50 });
    const call = rejection(forged.judge.remote.ask());
    forged.message(
      ok(
        1,
        Array.from({ length: 60 }, (_, id) => handle(id + 1)),
      ),
    );
    expect(await call).toMatchObject({ code: "PORT_LIMIT" });
    expect(forged.judge.counts().received).toBe(50);
  });

  it("of handles asked of the judge, which is refused without closing", async () => {
    using forged = forge({ make: () => () => 1 }, { handles: 20 });
    for (let id = 1; id <= 100; id++) forged.message({ do: "call", id, on: 0, way: "call", name: "make", args: [] });
    await settled();
    expect(forged.judge.counts().given).toBe(20);
    expect(forged.sent.filter((message) => message.do === "refused").length).toBe(80);
    expect(forged.violations).toEqual([]);
  });

  it("of objects made in the judge under one id, which never grow past one", async () => {
    using forged = forge({}, { handles: 20 });
    void forged.judge.remote.take(class Made {});
    for (let i = 0; i < 100; i++) forged.message({ do: "call", id: 7, on: 1, way: "new", name: null, args: [] });
    await settled();
    expect(forged.judge.counts().given).toBe(2);
  });

  it("of calls that are left open", async () => {
    using forged = forge({ never: () => new Promise(() => {}) }, { calls: 30 });
    for (let id = 1; id <= 100; id++) forged.message({ do: "call", id, on: 0, way: "call", name: "never", args: [] });
    expect(forged.violations).toMatchObject([{ code: "PORT_LIMIT" }]);
    expect(forged.judge.counts().answering).toBe(30);
  });
});

describe("learner values that fight back", () => {
  it("become answers that the judge can read, or errors", async () => {
    const thrower = () => {
      throw new Error("from a trap");
    };
    using ports = connect({
      getter: () => ({
        get a(): never {
          return thrower();
        },
      }),
      proxy: () => new Proxy({}, { ownKeys: thrower, getPrototypeOf: thrower }),
      message: () => ({ __proto__: { _getType: thrower, content: 1 } }),
      error: () => Promise.reject(Object.defineProperty({}, "message", { get: thrower })),
      thenable: () => ({ then: (resolve: (value: unknown) => void) => resolve({ forged: true }) }),
      throwingThenable: () => ({
        get then(): never {
          return thrower();
        },
      }),
      toJson: () => ({ toJSON: "data", a: 1 }),
      huge: () => Array.from({ length: 300_000 }, () => 0),
      symbol: () => Promise.reject(Symbol("thrown")),
      proxyError: () => Promise.reject(new Proxy(new Error("x"), { get: thrower })),
    });
    const { remote } = ports;
    for (const name of ["getter", "proxy", "message", "huge"])
      expect(await rejection(remote[name]())).toMatchObject({ code: "PORT_VALUE" });
    for (const name of ["error", "throwingThenable", "symbol", "proxyError"])
      expect((await rejection(remote[name]())).constructor.name).toBe("RemoteError");
    expect(await remote.thenable()).toEqual({ forged: true });
    expect(await remote.toJson()).toEqual({ toJSON: "data", a: 1 });
    expect(ports.violations).toEqual([]);
  });
});
