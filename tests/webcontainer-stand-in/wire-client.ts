// What the page of the host does, done in Node: for tests of the stand-in that need no browser.
import { once } from "node:events";
import { decode, encode } from "@msgpack/msgpack";
import { WebSocket } from "ws";
import type { StandIn } from "./stand-in.ts";
import type { FromServer, HostConfig, RunSpec } from "./wire.ts";

export interface WireClient extends AsyncDisposable {
  call(method: string, ...args: unknown[]): Promise<any>;
  /** Runs a program to its end. */
  run(source: string, spec?: Partial<RunSpec>): Promise<{ readonly code: number; readonly output: string }>;
  /** Starts a program and resolves when its output holds `wanted`, with what was said by then. */
  runUntil(source: string, wanted: string): Promise<{ readonly process: number; readonly output: string }>;
  /** The next "port" event: port, "open" or "close", address. */
  nextPort(): Promise<readonly [number, string, string]>;
}

export async function hostConfig(standIn: StandIn): Promise<HostConfig> {
  const html = await (await fetch(`${standIn.origin}/headless?version=test`)).text();
  return JSON.parse(/id="config">(.*?)<\/script>/.exec(html)![1]!) as HostConfig;
}

/** With a container that has been built. */
export async function connect(standIn: StandIn): Promise<WireClient> {
  const { token } = await hostConfig(standIn);
  const url = `${standIn.origin.replace("http:", "ws:")}/wire?token=${token}`;
  const socket = new WebSocket(url, { origin: standIn.origin });
  await once(socket, "open");
  const listeners = new Set<(message: FromServer) => void>();
  socket.on("message", (data) => {
    const message = decode(data as Buffer) as FromServer;
    for (const listener of listeners) listener(message);
  });
  let made = 0;

  /** Resolves with what `take` makes of a message, once that is not undefined. */
  const when = <T>(take: (message: FromServer) => T | undefined) =>
    new Promise<T>((resolve) => {
      const listener = (message: FromServer) => {
        const taken = take(message);
        if (taken === undefined) return;
        listeners.delete(listener);
        resolve(taken);
      };
      listeners.add(listener);
    });

  const client: WireClient = {
    async call(method, ...args) {
      const id = ++made;
      const answered = when((message) => ("id" in message && message.id === id ? message : undefined));
      socket.send(encode({ id, method, args }));
      const answer = await answered;
      if (answer.is === "failure") throw new Error(answer.message);
      return answer.value;
    },
    async run(source, spec) {
      const process = ++made;
      let output = "";
      const ended = when((message) => {
        if (message.is === "output" && message.process === process && message.bytes)
          output += Buffer.from(message.bytes).toString();
        return message.is === "exit" && message.process === process ? message.code : undefined;
      });
      await client.call("run", process, { command: "node", args: ["--input-type=module", "-e", source], ...spec });
      return { code: await ended, output };
    },
    async runUntil(source, wanted) {
      const process = ++made;
      let output = "";
      const said = when((message) => {
        if (message.is === "output" && message.process === process && message.bytes)
          output += Buffer.from(message.bytes).toString();
        return output.includes(wanted) ? { process, output } : undefined;
      });
      await client.call("run", process, { command: "node", args: ["--input-type=module", "-e", source] });
      return said;
    },
    nextPort: () =>
      when((message) =>
        message.is === "event" && message.event === "port" ? (message.args as [number, string, string]) : undefined,
      ),
    async [Symbol.asyncDispose]() {
      const closed = once(socket, "close");
      socket.close();
      await closed;
    },
  };
  await client.call("build", { workdirName: "learner" });
  return client;
}
