// A stand-in for the host of WebContainers: it speaks the protocol of the unmodified @webcontainer/api on loopback and
// runs what is mounted with real Node in a temporary folder. For tests only: it runs whatever a page sends.
import { randomUUID } from "node:crypto";
import { mkdtemp, realpath, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { WebSocketServer } from "ws";
import { bundleHostPage, bundlePreload } from "./bundle.ts";
import { Connection } from "./connection.ts";
import type { StandInFaults } from "./faults.ts";
import { guard } from "./guardian.ts";
import { serveHost } from "./host-server.ts";

export type { StandInFaults } from "./faults.ts";

/** Of one message: a whole node_modules, mounted. */
const MOST_BYTES = 256 * 1024 * 1024;

export interface StandInOptions {
  readonly faults?: StandInFaults;
}

/** Something that the client asked for. Bytes are shown by their number: "<43 bytes>". */
export interface Call {
  /** "headless" for the page of the host, else the name in the client's protocol: "build", "loadFiles", "run", "fs.readFile"… */
  readonly method: string;
  readonly args: readonly unknown[];
}

export interface StandIn extends AsyncDisposable {
  /** What a page sets as `globalThis.WEBCONTAINER_API_IFRAME_URL`, before it imports the client. */
  readonly origin: string;
  /** Replaced or changed at any time; `{}` is a host without faults. */
  faults: StandInFaults;
  /** What has reached it, oldest first. */
  readonly calls: readonly Call[];
  /** How many containers there are now. */
  readonly containers: number;
  /** How many processes that a page has spawned run now. */
  readonly processes: number;
  /** Ends every connection between a page and its container, as when the host crashes. */
  dropConnections(): void;
}

export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const [script, preload] = await Promise.all([bundleHostPage(), bundlePreload()]);
  const base = await mkdtemp(path.join(await realpath(tmpdir()), "forkpoint-stand-in-"));
  const guardian = guard(base);
  const preloadFile = path.join(base, "preload.mjs");
  await writeFile(preloadFile, preload);

  const calls: Call[] = [];
  const connections = new Set<Connection>();
  const containers = () => [...connections].flatMap(({ container }) => container ?? []);
  const faults = () => standIn.faults;
  const record = (method: string, args: readonly unknown[]) => void calls.push({ method, args: args.map(shortened) });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MOST_BYTES });

  const server = await serveHost({
    token: randomUUID(),
    script,
    faults,
    record,
    isServed: (id, port) => containers().some((container) => container.id === id && container.ports.has(port)),
    accept: (request, socket, head) =>
      sockets.handleUpgrade(request, socket, head, (accepted) => {
        const home = { base, preload: preloadFile, faults, record, previewUrl: server.previewUrl };
        const connection = new Connection(accepted, home);
        connections.add(connection);
        void connection.ended.then(() => connections.delete(connection));
      }),
  });
  const dropConnections = () => connections.forEach((connection) => connection.drop());
  const standIn: StandIn = {
    origin: server.origin,
    faults: options.faults ?? {},
    calls,
    get containers() {
      return containers().length;
    },
    get processes() {
      return containers().reduce((total, { processes }) => total + processes, 0);
    },
    dropConnections,
    async [Symbol.asyncDispose]() {
      dropConnections();
      await Promise.all([...connections].map(({ ended }) => ended));
      await server[Symbol.asyncDispose]();
      await guardian.end();
    },
  };
  return standIn;
}

/** What is kept of a call must not keep what was mounted. */
function shortened(arg: unknown): unknown {
  if (arg instanceof Uint8Array) return `<${arg.byteLength} bytes>`;
  if (typeof arg === "string" && arg.length > 1000) return `<${arg.length} characters>`;
  return arg;
}
