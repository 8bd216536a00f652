// Serves a page that can have a container, on loopback and cross-origin isolated. Which stand-in is its host, the address says.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { bundleScripts } from "./harness-server.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const VENDOR = path.join(ROOT, ".build/vendor");
const SCRIPTS = ["webcontainer-page.ts", "webcontainer-frame.ts", "webcontainer-judge.ts"];

/** Everything that an isolated page loads must agree to it. */
const ISOLATED = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
};

export interface PageOptions {
  readonly isolated?: boolean;
  /** The address of what the container is filled with. */
  readonly snapshot?: string;
}

export interface ContainerHarness extends AsyncDisposable {
  url(standIn: string, options?: PageOptions): string;
}

export async function startContainerHarness(): Promise<ContainerHarness> {
  const files = new Map<string, string | Uint8Array>([
    ...(await bundleScripts(SCRIPTS)),
    ["/index.html", page("webcontainer-page.js")],
    ["/container.html", page("webcontainer-frame.js")],
  ]);
  for (const name of ["container.bin", "manifest.json"])
    files.set(`/vendor/${name}`, await readFile(path.join(VENDOR, name)));

  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    const content = files.get(pathname);
    if (!searchParams.has("not-isolated")) response.setHeaders(new Map(Object.entries(ISOLATED)));
    response.setHeader("content-type", TYPES[path.extname(pathname)] ?? "application/octet-stream");
    response.writeHead(content === undefined ? 404 : 200).end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    // Under this name it is another site than the stand-in, as the real host is one.
    url(standIn, { isolated = true, snapshot } = {}) {
      const parameters = {
        "stand-in": standIn,
        ...(snapshot && { snapshot }),
        ...(!isolated && { "not-isolated": "" }),
      };
      return `http://localhost:${port}/index.html?${new URLSearchParams(parameters)}`;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function page(script: string): string {
  return [
    "<!doctype html>",
    `<html lang="en"><meta charset="utf-8"><title>Container</title><link rel="icon" href="data:,"><body>`,
    `<script>globalThis.WEBCONTAINER_API_IFRAME_URL = new URLSearchParams(location.search).get("stand-in");</script>`,
    `<script type="module" src="/${script}"></script>`,
  ].join("\n");
}
