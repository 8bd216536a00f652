import path from "node:path";
import { build } from "esbuild";
import { expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../../..");

/** Files of ours that are loaded with an entry. */
async function loadedWith(entry: string): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [entry],
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    logLevel: "error",
    // Workers and assets are loaded by their addresses.
    plugins: [
      {
        name: "addresses",
        setup: (on) => on.onResolve({ filter: /\?(url|raw)$/ }, () => ({ path: "x", external: true })),
      },
    ],
  });
  return Object.keys(metafile.inputs).filter((file) => file.startsWith("src/"));
}

test("the container's frame shares no file with a page that has none, so no chunk is split for it", async () => {
  const frame = await loadedWith("src/runtimes/webcontainer/container-frame.ts");
  const page = await loadedWith("src/site/session/open-judge.ts");
  expect(frame).toContain("src/port/framed-lines.ts");
  expect(page).toContain("src/runtimes/worker/frame-host.ts");
  expect(frame.filter((file) => page.includes(file))).toEqual([]);
});

test("a page without a container loads nothing of its runtime", async () => {
  const page = await loadedWith("src/site/session/open-judge.ts");
  expect(page.filter((file) => file.startsWith("src/runtimes/webcontainer/"))).toEqual([]);
});
