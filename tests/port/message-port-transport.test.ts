import { MessageChannel } from "node:worker_threads";
import { expect, it } from "vitest";
import { messagePortTransport, type MessagePortLike } from "../../src/port/message-port-transport.ts";
import { createPort } from "../../src/port/port.ts";
import { rejection } from "./connected-ports.ts";

const transport = (port: unknown) => messagePortTransport(port as MessagePortLike);

it("carries calls both ways over a message channel", async () => {
  const { port1, port2 } = new MessageChannel();
  createPort({ transport: transport(port2), root: { twice: async (f: any) => (await f(2)) * 2 }, trust: "own" });
  await using judge = createPort({ transport: transport(port1), root: {}, trust: "hostile" });
  expect(await judge.remote.twice((n: number) => n + 1)).toBe(6);
});

it("closes both ends when one closes, and rejects who waits", async () => {
  const { port1, port2 } = new MessageChannel();
  const guest = createPort({ transport: transport(port2), root: { never: () => new Promise(() => {}) }, trust: "own" });
  const judge = createPort({ transport: transport(port1), root: {}, trust: "hostile" });
  const waiting = rejection(judge.remote.never());
  guest.close("gone");
  expect(await waiting).toMatchObject({ code: "PORT_CLOSED" });
  expect(await judge.closed).toContain("closed");
});

it("refuses what is posted and is no text", async () => {
  const { port1, port2 } = new MessageChannel();
  await using judge = createPort({ transport: transport(port1), root: {}, trust: "hostile" });
  const waiting = rejection(judge.remote.ask());
  port2.postMessage({ do: "ok", id: 1, value: "forged" });
  expect(await waiting).toMatchObject({ code: "PORT_MALFORMED" });
  port2.close();
});

it("drops what is sent after it was closed", async () => {
  const { port1, port2 } = new MessageChannel();
  const end = transport(port1);
  end.onLine(() => {});
  end.close();
  end.close();
  expect(() => end.send("late")).not.toThrow();
  port2.close();
});
