import { createServer } from "node:http";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { serve } from "../../src/cli/serve.ts";
import { compressFolder } from "../../src/site/build/precompress.node.ts";

async function siteFolder() {
  const folder = await mkdtemp(path.join(tmpdir(), "forkpoint-site-"));
  await mkdir(path.join(folder, "_astro"));
  await writeFile(path.join(folder, "index.html"), `<!doctype html>${"<p>hello</p>".repeat(200)}`);
  await writeFile(path.join(folder, "404.html"), "<!doctype html><p>not here</p>");
  await writeFile(path.join(folder, "_astro/a.123.js"), "export const a = 1;\n".repeat(200));
  await compressFolder(folder);
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}

test("files come with the encoding that was made at the build, and hashed ones are kept for good", async () => {
  await using site = await siteFolder();
  await using served = await serve({ folder: site.folder, port: 0 });
  const page = await fetch(served.address, { headers: { "accept-encoding": "br, gzip" } });
  expect(page.headers.get("content-encoding")).toBe("br");
  expect(page.headers.get("cache-control")).toBe("no-cache");
  expect(await page.text()).toContain("hello");
  const script = await fetch(`${served.address}_astro/a.123.js`, { headers: { "accept-encoding": "gzip" } });
  expect(script.headers.get("content-encoding")).toBe("gzip");
  expect(script.headers.get("cache-control")).toContain("immutable");
  expect(script.headers.get("x-content-type-options")).toBe("nosniff");
});

test("what _headers says is said of its addresses and of no other, and a site without one is served all the same", async () => {
  await using site = await siteFolder();
  const coep = "cross-origin-embedder-policy";
  {
    await using plain = await serve({ folder: site.folder, port: 0 });
    expect((await fetch(plain.address)).headers.get(coep)).toBeNull();
  }
  await writeFile(path.join(site.folder, "_headers"), "/_astro/*\n  Cross-Origin-Embedder-Policy: require-corp\n");
  await using served = await serve({ folder: site.folder, port: 0 });
  expect((await fetch(`${served.address}_astro/a.123.js`)).headers.get(coep)).toBe("require-corp");
  expect((await fetch(served.address)).headers.get(coep)).toBeNull();
});

test("what is not there is answered with the page for it, and nothing outside the folder is served", async () => {
  await using site = await siteFolder();
  await using served = await serve({ folder: site.folder, port: 0 });
  const missing = await fetch(`${served.address}nothing/here/`);
  expect(missing.status).toBe(404);
  expect(await missing.text()).toContain("not here");
  const outside = await fetch(`${served.address}%2e%2e/%2e%2e/etc/passwd`);
  expect(outside.status).toBe(404);
});

test("when the port is taken, the next free one is used", async () => {
  await using site = await siteFolder();
  const busy = createServer();
  await new Promise<void>((resolve) => busy.listen(0, "127.0.0.1", resolve));
  const { port } = busy.address() as AddressInfo;
  await using served = await serve({ folder: site.folder, port });
  expect(served.port).toBeGreaterThan(port);
  expect((await fetch(served.address)).status).toBe(200);
  await expect(serve({ folder: site.folder, port, tries: 0 })).rejects.toThrow("in use");
  busy.close();
});

test("a folder without a site is refused with what to do", async () => {
  await using empty = await siteFolder();
  await rm(path.join(empty.folder, "index.html"));
  await expect(serve({ folder: empty.folder, port: 0 })).rejects.toThrow('run "npm run build" first');
});
