// Whom the stand-in serves: pages on this machine and nobody else.
import { once } from "node:events";
import { request, type IncomingMessage } from "node:http";
import { connect as connectTcp } from "node:net";
import { expect, test } from "vitest";
import { WebSocket } from "ws";
import { startStandIn, type StandIn } from "./stand-in.ts";
import { connect, hostConfig } from "./wire-client.ts";

test("only the loopback address is listened on", async () => {
  await using standIn = await startStandIn();
  const port = Number(new URL(standIn.origin).port);
  expect(await reaches("127.0.0.1", port)).toBe(true);
  // Of this machine too, but another address: a server for all addresses would answer.
  expect(await reaches("127.0.0.2", port)).toBe(false);
});

test("a request under another name gets nothing", async () => {
  await using standIn = await startStandIn();
  const { host, port } = new URL(standIn.origin);
  expect(await statusFor(standIn, host)).toBe(200);
  const foreign = [
    "rebound.example",
    `rebound.example:${port}`,
    `localhost:${port}`,
    "127.0.0.1",
    `127.0.0.1:1${port}`,
  ];
  for (const name of foreign) expect([name, await statusFor(standIn, name)]).toEqual([name, 421]);
  expect(await statusFor(standIn, `abcdef--3000.localhost:${port}`)).toBe(502);
  expect(await statusFor(standIn, `abcdef--3000.localhost:1`)).toBe(421);
  expect(standIn.calls.map(({ method }) => method)).toEqual(["headless"]);
});

test("a WebSocket needs the origin of the host's own page, its token and its name", async () => {
  await using standIn = await startStandIn();
  const { token } = await hostConfig(standIn);
  const origin = standIn.origin;
  expect(await opens(standIn, `/wire?token=${token}`, { origin })).toBe(true);
  expect(await opens(standIn, `/wire?token=${token}`, { origin: "http://localhost:4321" })).toBe(false);
  expect(await opens(standIn, `/wire?token=${token}`, { origin: "null" })).toBe(false);
  expect(await opens(standIn, `/wire?token=${token}`, {})).toBe(false);
  expect(await opens(standIn, "/wire", { origin })).toBe(false);
  expect(await opens(standIn, "/wire?token=", { origin })).toBe(false);
  expect(await opens(standIn, `/wire?token=${crypto.randomUUID()}`, { origin })).toBe(false);
  expect(await opens(standIn, `/other?token=${token}`, { origin })).toBe(false);
  expect(await opens(standIn, `/wire?token=${token}`, { origin, headers: { host: "rebound.example" } })).toBe(false);
});

test("only pages on this machine may have the host in a frame", async () => {
  await using standIn = await startStandIn();
  const { headers } = await fetch(`${standIn.origin}/headless`);
  const policy = headers.get("content-security-policy")!.split("; ");
  expect(policy).toContain("frame-ancestors http://localhost:* http://127.0.0.1:*");
  expect(policy).toContain("default-src 'none'");
});

test("a preview shows what a program of a living container serves, and no other port of this machine", async () => {
  await using standIn = await startStandIn();
  await using other = await startStandIn();
  const client = await connect(standIn);
  const ready = client.nextPort();
  const program = client.runUntil(
    `import http from "node:http"; http.createServer((q, r) => r.end(q.url)).listen(0, () => console.log("up"));`,
    "up",
  );
  const [port, , url] = await ready;
  await program;
  const { host } = new URL(url);
  expect(host).toMatch(/^[0-9a-f]{10}--\d+\.localhost:\d+$/);
  expect(await statusFor(standIn, host)).toBe(200);
  const otherPort = new URL(other.origin).port;
  expect(await statusFor(standIn, host.replace(`--${port}`, `--${otherPort}`))).toBe(502);
  await client[Symbol.asyncDispose]();
  expect(await statusFor(standIn, host)).toBe(502);
});

async function statusFor(standIn: StandIn, host: string): Promise<number> {
  const { port } = new URL(standIn.origin);
  const asked = request({ host: "127.0.0.1", port, path: "/headless", headers: { host } });
  asked.end();
  const [response] = (await once(asked, "response")) as [IncomingMessage];
  response.resume();
  return response.statusCode!;
}

async function opens(
  standIn: StandIn,
  path: string,
  options: { readonly origin?: string; readonly headers?: Record<string, string> },
): Promise<boolean> {
  const socket = new WebSocket(standIn.origin.replace("http:", "ws:") + path, options);
  return new Promise((resolve) => {
    socket.on("open", () => {
      socket.terminate();
      resolve(true);
    });
    socket.on("error", (error) => resolve(!/Unexpected server response: 403/.test(error.message)));
  });
}

async function reaches(host: string, port: number): Promise<boolean> {
  const socket = connectTcp({ host, port });
  return new Promise((resolve) => {
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}
