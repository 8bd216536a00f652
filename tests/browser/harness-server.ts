// Serves the harness page on loopback: a page that does nothing by itself and offers `window.forkpoint` to a test.
import { readFile } from "node:fs/promises";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { build } from "esbuild";
import { frameDocument } from "../../src/runtimes/worker/frame-document.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const VENDOR = path.join(ROOT, ".build/vendor");

/** As strict as the policy of the site: a frame that works here does not depend on a lenient page. */
const PAGE_POLICY = "default-src 'self'; script-src 'self'; worker-src 'self'; frame-src 'self'; connect-src *";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

export interface HarnessServer extends AsyncDisposable {
  /** Of the strict page. */
  readonly url: string;
  /** Of a page without a policy, whose frame is a srcdoc. */
  readonly looseUrl: string;
  /** Files to serve besides, by path; tests add to it. */
  readonly files: Map<string, string | Uint8Array>;
}

export async function startHarness(): Promise<HarnessServer> {
  const files = new Map<string, string | Uint8Array>(await bundleScripts(["harness.ts", "harness-judge.ts"]));
  files.set("/", page("frame.html"));
  files.set("/loose", page(""));
  files.set("/frame.html", frameDocument(await readFile(path.join(VENDOR, "frame.js"), "utf8")));
  for (const name of ["kernel.js", "guest.worker.js", "sql-wasm.wasm", "manifest.json", "frame.js"])
    files.set(`/vendor/${name}`, await readFile(path.join(VENDOR, name)));

  const server = await listen((request, response) => {
    const pathname = new URL(request.url ?? "/", "http://localhost").pathname;
    const content = files.get(pathname);
    if (content === undefined) {
      response.writeHead(404).end();
      return;
    }
    const isPage = pathname === "/" || pathname === "/loose";
    response.setHeader("content-type", isPage ? TYPES[".html"]! : (TYPES[path.extname(pathname)] ?? "text/plain"));
    if (pathname === "/") response.setHeader("content-security-policy", PAGE_POLICY);
    response.end(content);
  });
  return {
    url: `${server.url}/`,
    looseUrl: `${server.url}/loose`,
    files,
    [Symbol.asyncDispose]: server[Symbol.asyncDispose],
  };
}

export interface Listening extends AsyncDisposable {
  readonly url: string;
  /** Paths asked for. */
  readonly requests: string[];
}

/** A server that answers everybody and remembers what was asked. */
export function startCounter(): Promise<Listening> {
  return listen((_request, response) => {
    response.writeHead(200, { "access-control-allow-origin": "*", "content-type": "text/javascript" });
    response.end("export default 'reached';");
  });
}

/** `/` is a page; the other paths say by their ending what they are. */
export function serveFiles(files: ReadonlyMap<string, string | Uint8Array>): Promise<Listening> {
  return listen((request, response) => {
    const pathname = request.url ?? "/";
    const content = files.get(pathname);
    const type = TYPES[path.extname(pathname) || ".html"] ?? "text/plain";
    response.writeHead(content === undefined ? 404 : 200, { "content-type": type }).end(content);
  });
}

async function listen(handle: RequestListener): Promise<Listening> {
  const requests: string[] = [];
  const server: Server = createServer((request, response) => {
    requests.push(request.url ?? "");
    handle(request, response);
  });
  // A WebSocket asks before it is one.
  server.on("upgrade", (request, socket) => {
    requests.push(request.url ?? "");
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Scripts of this folder, as modules for a page: address and text of each. */
export async function bundleScripts(files: readonly string[]): Promise<[string, string][]> {
  const result = await build({
    entryPoints: files.map((file) => path.join(import.meta.dirname, file)),
    absWorkingDir: ROOT,
    outdir: "/",
    bundle: true,
    write: false,
    format: "esm",
    target: "esnext",
    conditions: ["source"],
    logLevel: "error",
  });
  return result.outputFiles.map((file) => [`/${path.basename(file.path)}`, file.text]);
}

function page(frame: string): string {
  return [
    "<!doctype html>",
    `<html lang="en" data-frame="${frame}">`,
    `<meta charset="utf-8"><title>Harness</title><link rel="icon" href="data:,">`,
    `<script type="module" src="/harness.js"></script>`,
  ].join("\n");
}
