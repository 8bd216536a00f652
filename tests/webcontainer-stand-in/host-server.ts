// The HTTP side of the stand-in, on loopback: the page of the host, the WebSocket behind it, and previews of what
// programs serve. Whoever asks under a name that is not ours gets nothing.
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import type { StandInFaults } from "./faults.ts";
import { TESTED_API_VERSIONS } from "./tested-versions.ts";
import type { HostConfig } from "./wire.ts";

const LOOPBACK = "127.0.0.1";

/** Who may put the page of the host into a frame. */
const EMBEDDERS = "http://localhost:* http://127.0.0.1:*";

/** What an isolated page asks of what it embeds. */
const ISOLATED = { "cross-origin-embedder-policy": "require-corp", "cross-origin-resource-policy": "cross-origin" };

export interface HostServerParts {
  readonly token: string;
  /** The script of the page of the host. */
  readonly script: string;
  faults(): StandInFaults;
  record(method: string, args: readonly unknown[]): void;
  /** Does a program of that container listen on that port? */
  isServed(container: string, port: number): boolean;
  /** A WebSocket that passed all checks. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

export interface HostServer extends AsyncDisposable {
  readonly origin: string;
  previewUrl(container: string, port: number): string;
}

export async function serveHost(parts: HostServerParts): Promise<HostServer> {
  const server = createServer((request, response) => {
    const preview = PREVIEW_HOST.exec(request.headers.host ?? "");
    if (preview && Number(preview[3]) === port) showPreview(parts, preview[1]!, Number(preview[2]), request, response);
    else if (request.headers.host !== host) response.writeHead(421).end();
    else showHost(parts, origin, request, response);
  });
  server.on("upgrade", (request, socket, head) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", origin);
    const isOurs =
      request.headers.host === host &&
      request.headers.origin === origin &&
      pathname === "/wire" &&
      searchParams.get("token") === parts.token;
    if (isOurs) parts.accept(request, socket, head);
    else socket.end("HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
  });
  await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve));
  const { port } = server.address() as AddressInfo;
  const host = `${LOOPBACK}:${port}`;
  const origin = `http://${host}`;
  return {
    origin,
    previewUrl: (container, served) => `http://${container}--${served}.localhost:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const PREVIEW_HOST = /^([0-9a-f]+)--(\d+)\.localhost:(\d+)$/;

function showHost(parts: HostServerParts, origin: string, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(request.url ?? "/", origin);
  const faults = parts.faults();
  if (!faults.hostWithoutHeaders)
    response.setHeaders(new Map(Object.entries({ ...ISOLATED, ...embedderPolicy(searchParams) })));
  response.setHeader("cache-control", "no-store");
  if (pathname === "/host-page.js") {
    response.setHeader("content-type", "text/javascript; charset=utf-8").end(parts.script);
    return;
  }
  if (pathname === "/headless") parts.record("headless", [Object.fromEntries(searchParams)]);
  if (pathname !== "/headless" || faults.boot === "not-found") {
    response.writeHead(404, { "content-type": "text/plain" }).end("not found");
    return;
  }
  const config: HostConfig = {
    token: parts.token,
    testedVersions: TESTED_API_VERSIONS,
    answers: faults.boot !== "never-answers",
  };
  response
    .setHeader("content-security-policy", pagePolicy(origin))
    .setHeader("content-type", "text/html; charset=utf-8");
  response.end(
    `<!doctype html><meta charset="utf-8"><title>A stand-in for the host of WebContainers</title>
<script type="application/json" id="config">${JSON.stringify(config)}</script>
<script type="module" src="/host-page.js"></script>`,
  );
}

function embedderPolicy(parameters: URLSearchParams): Record<string, string> {
  return parameters.get("coep") === "credentialless" ? { "cross-origin-embedder-policy": "credentialless" } : {};
}

function pagePolicy(origin: string): string {
  const socket = origin.replace("http:", "ws:");
  return [
    "default-src 'none'",
    `script-src ${origin}`,
    `connect-src ${socket}`,
    "worker-src blob:",
    `frame-ancestors ${EMBEDDERS}`,
  ].join("; ");
}

/** Only what a program of a living container serves can be reached through us. */
function showPreview(
  parts: HostServerParts,
  container: string,
  port: number,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (!parts.isServed(container, port)) {
    response.writeHead(502, { ...ISOLATED, "content-type": "text/plain" }).end("nothing is served on that port");
    return;
  }
  const { method, url, headers } = request;
  const onward = forward({ host: LOOPBACK, port, method, path: url, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, { ...answer.headers, ...ISOLATED });
    answer.pipe(response);
  });
  onward.on("error", (error) => {
    if (response.headersSent) response.destroy();
    else response.writeHead(502, { ...ISOLATED, "content-type": "text/plain" }).end(error.message);
  });
  request.pipe(onward);
}
