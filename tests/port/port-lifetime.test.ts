import { describe, expect, it } from "vitest";
import { PortError } from "../../src/port/errors.ts";
import { connect, rejection, settled } from "./connected-ports.ts";
import { Saver } from "./sample-saver.ts";

describe("a scope", () => {
  it("takes back what was handed out during it", async () => {
    let late: any;
    const root = { keep: (callback: any) => void (late = callback), call: () => late() };
    using ports = connect(root);
    await ports.remote.keep(() => "before");
    const scope = ports.judge.scope();
    await ports.remote.keep(() => "during");
    expect(await ports.remote.call()).toBe("during");
    scope.end();
    const error = await rejection(late());
    expect(error).toMatchObject({ name: "PortError", code: "PORT_REVOKED" });
    await ports.remote.keep(() => "after");
    expect(await ports.remote.call()).toBe("after");
  });

  it("lets go of what came in during it, on both sides", async () => {
    using ports = connect({ saver: () => new Saver(), module: () => ({ Saver }) });
    const module = await ports.remote.module();
    const before = [ports.judge.counts().received, ports.guest.counts().given];
    const scope = ports.judge.scope();
    const saver = await ports.remote.saver();
    const made = new module.Saver();
    await made.all();
    scope.end();
    scope.end();
    await settled();
    expect([ports.judge.counts().received, ports.guest.counts().given]).toEqual(before);
    for (const gone of [saver, made]) expect(await rejection(gone.all())).toMatchObject({ code: "PORT_REVOKED" });
    expect(await new module.Saver("x").all()).toEqual(["x"]);
  });

  it("does not take back what an earlier one handed out", async () => {
    using ports = connect({ call: (f: any) => f() });
    const first = ports.judge.scope();
    const callback = () => 1;
    await ports.remote.call(callback);
    const second = ports.judge.scope();
    await ports.remote.call(callback);
    second.end();
    expect(await ports.remote.call(callback)).toBe(1);
    first.end();
  });
});

describe("events", () => {
  it("arrive in order, those before the first listener too", async () => {
    using ports = connect({});
    ports.guest.emit({ n: 1 });
    await settled();
    const seen: unknown[] = [];
    ports.judge.onEvent((event) => seen.push(event));
    ports.guest.emit({ n: 2 });
    ports.guest.emit(undefined);
    await settled();
    expect(seen).toEqual([{ n: 1 }, { n: 2 }, undefined]);
  });

  it("past the limit are dropped and counted", async () => {
    using ports = connect({}, { events: 10 });
    for (let n = 0; n < 25; n++) ports.guest.emit({ n });
    await settled();
    const seen: unknown[] = [];
    ports.judge.onEvent((event) => seen.push(event));
    expect([seen.length, ports.judge.droppedEvents]).toEqual([10, 15]);
    expect(ports.judge.counts().messages).toBe(0);
  });

  it("that cannot travel, or have nowhere to go, are dropped in silence", async () => {
    using ports = connect({});
    ports.guest.emit(Symbol("x"));
    ports.guest.close("over");
    ports.guest.emit({ n: 1 });
    await settled();
    expect(ports.judge.counts().events).toBe(0);
  });
});

describe("closing", () => {
  it("rejects everyone who waits, once, and everyone who comes later", async () => {
    using ports = connect({ never: () => new Promise(() => {}), saver: () => new Saver(), module: () => ({ Saver }) });
    const { Saver: RemoteSaver } = await ports.remote.module();
    const saver = await ports.remote.saver();
    let settledCount = 0;
    const waiting = [ports.remote.never(), ports.remote.never(), saver.all(), new RemoteSaver()].map((call) =>
      rejection(Promise.resolve(call).finally(() => settledCount++)),
    );
    ports.judge.close("the guest was stopped");
    ports.judge.close("again");
    for (const error of await Promise.all(waiting))
      expect(error).toMatchObject({ name: "PortError", code: "PORT_CLOSED", message: "the guest was stopped" });
    expect(settledCount).toBe(4);
    expect(await rejection(ports.remote.never())).toMatchObject({ code: "PORT_CLOSED" });
    expect(await ports.judge.closed).toBe("the guest was stopped");
    expect(ports.judge.counts().waiting).toBe(0);
  });

  it("of one side closes the other", async () => {
    using ports = connect({ never: () => new Promise(() => {}) });
    const waiting = rejection(ports.remote.never());
    ports.guest.close("gone");
    expect((await waiting) as PortError).toMatchObject({ code: "PORT_CLOSED" });
    expect(await ports.judge.closed).toBe("the other side closed");
  });

  it("is what disposing does", async () => {
    const ports = connect({});
    await ports.judge[Symbol.asyncDispose]();
    expect(await ports.judge.closed).toContain("disposed");
  });

  it("while a call of the other side is being answered sends no answer", async () => {
    let answer: (value: unknown) => void = () => {};
    using ports = connect({ ask: async (callback: any) => callback() });
    const asking = rejection(ports.remote.ask(() => new Promise((resolve) => (answer = resolve))));
    await settled();
    expect(ports.judge.counts().answering).toBe(1);
    ports.judge.close("over");
    answer(1);
    await asking;
    await settled();
    expect(ports.judge.counts().answering).toBe(0);
  });
});
