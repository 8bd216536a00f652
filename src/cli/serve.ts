// Serves the built site on this machine only. Everything is a file: there is nothing here to configure and nothing to attack.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import path from "node:path";
import sirv from "sirv";
import { parseHeaders } from "./headers-file.ts";

export interface ServeOptions {
  readonly folder: string;
  /** 0 = any free port. */
  readonly port: number;
  /** How many further ports may be tried when this one is taken. */
  readonly tries?: number;
}

export interface Served extends AsyncDisposable {
  readonly address: string;
  readonly port: number;
}

const HOST = "127.0.0.1";
/** Files under these have their content's hash in their name. */
const HASHED = /^\/_astro\//;

export async function serve({ folder, port, tries = 10 }: ServeOptions): Promise<Served> {
  if (!existsSync(path.join(folder, "index.html")))
    throw new Error(`there is no built site in ${folder}: run "npm run build" first`);
  const extra = parseHeaders(await readFile(path.join(folder, "_headers"), "utf8").catch(() => ""));
  const files = sirv(folder, {
    etag: true,
    brotli: true,
    gzip: true,
    dotfiles: false,
    setHeaders(response, pathname) {
      response.setHeader("X-Content-Type-Options", "nosniff");
      response.setHeader("Referrer-Policy", "no-referrer");
      response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
      // The rest of the policy is in the pages; this part of it counts in a header only.
      response.setHeader("Content-Security-Policy", "frame-ancestors 'self'");
      response.setHeader("Cache-Control", HASHED.test(pathname) ? "public, max-age=31536000, immutable" : "no-cache");
      for (const [name, value] of extra(pathname)) response.setHeader(name, value);
    },
  });
  const notFound = await readFile(path.join(folder, "404.html")).catch(() => "There is nothing at this address.");
  const server = createServer((request, response) => {
    // sirv answers 200 for whatever it finds, its own page for missing files included.
    files(request, response, () => {
      response.writeHead(404, { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-cache" });
      response.end(request.method === "HEAD" ? undefined : notFound);
    });
  });
  const taken = await listen(server, port, tries);
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port: taken, address: `http://${HOST}:${taken}/`, [Symbol.asyncDispose]: close };
}

async function listen(server: Server, port: number, tries: number): Promise<number> {
  for (let next = port; ; next++) {
    const error = await tryPort(server, next);
    if (!error) {
      const address = server.address();
      return typeof address === "object" && address ? address.port : next;
    }
    if (error.code !== "EADDRINUSE" || port === 0) throw error;
    if (next - port >= tries)
      throw new Error(`ports ${port} to ${next} are all in use: stop one of their programs, or choose with --port`);
  }
}

function tryPort(server: Server, port: number): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException) => resolve(error);
    server.once("error", failed);
    server.listen(port, HOST, () => {
      server.off("error", failed);
      resolve(null);
    });
  });
}
