// @ts-check
// The site: static pages in dist/, no request to any other host, one stylesheet policy and no inline script or style.
import { satteri } from "@astrojs/markdown-satteri";
import mdx from "@astrojs/mdx";
import { defineConfig } from "astro/config";
import { defaultClientConditions, defaultServerConditions } from "vite";
import { shikiConfig } from "./src/site/highlight/shiki-theme.ts";
import { isolate } from "./src/site/build/isolate.node.ts";
import { lazyStyles } from "./src/site/build/lazy-styles.node.ts";
import { precompress } from "./src/site/build/precompress.node.ts";
import { slimSucrase } from "./src/site/build/slim-sucrase.node.ts";
import { markTerms } from "./src/site/build/mark-terms.node.ts";
import { seeClaims } from "./src/site/build/see-claims.node.ts";
import { seeLabs } from "./src/site/build/see-labs.node.ts";

/** The page's side of the judge worker, and the addresses of what guests are made of. */
const PAGE_OF_THE_JUDGE =
  /src\/site\/session\/(open-judge|serve-guests|sqlite-urls|judge-client)\.ts|src\/runtimes\/(wait|errors|worker\/(frame-host|frame-connection|frame-document|assets|serve-relay))\.ts|\.build\/vendor\/.*\?url/;

export default defineConfig({
  srcDir: "./src/site",
  outDir: "./dist",
  cacheDir: "./.build/astro",
  output: "static",
  trailingSlash: "always",
  // "jsx" would drop the line break between a word and the element after it.
  compressHTML: true,
  devToolbar: { enabled: false },
  build: { inlineStylesheets: "never" },
  markdown: { shikiConfig, processor: satteri({ mdastPlugins: [await markTerms(import.meta.dirname)] }) },
  integrations: [
    mdx(),
    seeClaims(import.meta.dirname),
    seeLabs(import.meta.dirname),
    isolate(import.meta.dirname),
    lazyStyles(),
    precompress(),
  ],
  vite: {
    resolve: { conditions: ["source", ...defaultClientConditions] },
    environments: {
      client: {
        build: {
          // In one file although the self-test has a part of it too: what an exercise loads is not torn up for another page.
          rolldownOptions: { output: { codeSplitting: { groups: [{ name: "open-judge", test: PAGE_OF_THE_JUDGE }] } } },
        },
      },
      // The packages of this repository from their source, for what runs in Node while pages are made.
      ssr: { resolve: { conditions: ["source", ...defaultServerConditions] } },
      prerender: { resolve: { conditions: ["source", ...defaultServerConditions] } },
    },
    worker: { format: "es", plugins: () => [slimSucrase()] },
    build: {
      // Inlined assets would need "data:" or hashes in the policy.
      assetsInlineLimit: 0,
      rolldownOptions: {
        // One line per MDX file about Astro's own "use astro:head-inject" marks.
        onLog(level, log, handler) {
          if (log.code !== "MODULE_LEVEL_DIRECTIVE") handler(level, log);
        },
      },
    },
  },
});
