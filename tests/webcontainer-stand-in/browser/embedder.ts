// A page that embeds the stand-in through the unmodified client, and the server that it comes from.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { build } from "esbuild";
import type { Browser, Tab } from "../../browsers.ts";
import type {} from "./embedder-page.ts";

export interface EmbedderOptions {
  /** Loopback has two names that a product may be opened under. */
  readonly hostname?: "localhost" | "127.0.0.1";
  readonly isolated?: boolean;
}

export interface Embedder extends AsyncDisposable {
  url(options?: EmbedderOptions): string;
}

export async function serveEmbedder(standIn: string): Promise<Embedder> {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, "embedder-page.ts")],
    bundle: true,
    write: false,
    format: "esm",
    target: "esnext",
    logLevel: "error",
  });
  const page = `<!doctype html><meta charset="utf-8"><title>Embedder</title><link rel="icon" href="data:,"><body>
<script>globalThis.WEBCONTAINER_API_IFRAME_URL = ${JSON.stringify(standIn)}</script>
<script type="module" src="/page.js"></script>`;
  const server = createServer(({ url }, response) => {
    if (url === "/page.js") {
      response.setHeader("content-type", "text/javascript").end(outputFiles[0]!.contents);
      return;
    }
    if (url === "/")
      response
        .setHeader("cross-origin-opener-policy", "same-origin")
        .setHeader("cross-origin-embedder-policy", "require-corp");
    response.setHeader("content-type", "text/html; charset=utf-8").end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: ({ hostname = "localhost", isolated = true } = {}) =>
      `http://${hostname}:${port}/${isolated ? "" : "not-isolated"}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export async function openEmbedder(browser: Browser, url: string): Promise<Tab> {
  const tab = await browser.newTab();
  await tab.goto(url);
  await tab.waitFor(() => "page" in globalThis);
  return tab;
}

/** A tab whose `wc` is a container with the working directory `/home/learner`. */
export async function openWithContainer(browser: Browser, url: string): Promise<Tab> {
  const tab = await openEmbedder(browser, url);
  await tab.evaluate(async () => {
    globalThis.wc = await page.WebContainer.boot({ workdirName: "learner" });
  });
  return tab;
}
