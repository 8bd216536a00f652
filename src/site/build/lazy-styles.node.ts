// After the build: a page links no style sheet of what it loads only when somebody asks. Astro links them all, the script that
// loads a part fetches its sheets besides (Vite names them among what has to be there first), so nothing has to be added.
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";

export function lazyStyles(): AstroIntegration {
  return {
    name: "forkpoint:lazy-styles",
    hooks: {
      async "astro:build:done"({ dir, logger }) {
        const folder = fileURLToPath(dir);
        const names = (await readdir(folder, { recursive: true })).map((name) => name.split(path.sep).join("/"));
        const read = (name: string) => readFile(path.join(folder, name), "utf8");
        const scripts = await Promise.all(names.filter((name) => name.endsWith(".js")).map(read));
        const lazy = new Set(scripts.flatMap(sheetsLoadedLater));
        for (const name of names.filter((each) => each.endsWith(".html")))
          await writeFile(path.join(folder, name), withoutSheets(await read(name), lazy));
        logger.info(`${lazy.size} style sheets are loaded with what they are for`);
      },
    },
  };
}

/** Addresses of the sheets that this script loads together with a part of the program. */
export function sheetsLoadedLater(script: string): string[] {
  const [list] = /\bm\.f=\[[^\]]*\]/.exec(script) ?? [];
  return [...(list ?? "").matchAll(/"([^"]+\.css)"/g)].map(([, name]) => `/${name}`);
}

export function withoutSheets(html: string, addresses: ReadonlySet<string>): string {
  return html.replaceAll(/<link rel="stylesheet" href="([^"]+)">/g, (link, address: string) =>
    addresses.has(address) ? "" : link,
  );
}
