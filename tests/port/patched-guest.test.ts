import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { messagePortTransport, type MessagePortLike } from "../../src/port/message-port-transport.ts";
import { createPort } from "../../src/port/port.ts";
import { rejection } from "./connected-ports.ts";

function startGuest(): AsyncDisposable & { remote: any; closed: Promise<string> } {
  const worker = new Worker(new URL("./patched-guest.worker.ts", import.meta.url), {
    execArgv: ["--conditions=source", "--no-warnings"],
  });
  // What the worker dies of is told by the port.
  worker.on("error", () => {});
  const like: MessagePortLike = {
    postMessage: (message) => worker.postMessage(message),
    addEventListener: (type, listener) =>
      void worker.on(type, (data: unknown) => listener(type === "message" ? { data } : {})),
    removeEventListener: () => {},
  };
  const port = createPort({ transport: messagePortTransport(like), root: {}, trust: "hostile" });
  worker.on("exit", () => port.close("the guest ended"));
  return {
    remote: port.remote,
    closed: port.closed,
    async [Symbol.asyncDispose]() {
      port.close("the test is over");
      await worker.terminate();
    },
  };
}

const patches = ["json", "toJson", "arrays", "collections", "objects", "functions", "promises", "text", "port"];

describe("a guest whose built-ins were patched after it had started", () => {
  it.each(patches)("still answers: %s", async (patch) => {
    await using guest = startGuest();
    await guest.remote.patch(patch).catch(() => {});
    const module = await guest.remote.module();
    const saver = new module.Saver();
    expect(await saver.all()).toStrictEqual([
      new Map([[1, new Set([2])]]),
      new Date(0),
      new Uint8Array([1, 2, 3]),
      { a: "b" },
      10n,
      undefined,
    ]);
    expect(await module.ask(({ n }: { n: number }) => n + 1)).toBe(2);
    expect(await rejection(guest.remote.fail())).toMatchObject({ name: "RangeError", message: "as it should" });
  });

  it("is tried with every patch that it knows", async () => {
    await using guest = startGuest();
    expect(await guest.remote.names()).toEqual(patches);
  });
});
