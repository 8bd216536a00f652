// Leaves out of the judge worker what sucrase brings for other people: JSX, Flow, CommonJS, source maps, the checking of its
// own options. A fifth of the compiler's bytes; a test counts them, and the compiler's own tests run on the whole.
import { readFile } from "node:fs/promises";
import type { Plugin } from "vite";

const UNUSED =
  /\/sucrase\/dist\/esm\/(?:transformers\/(?:JSX|Flow|ReactHotLoader|ReactDisplayName|JestHoist|CJSImport)Transformer|parser\/plugins\/(?:flow|jsx\/index|jsx\/xhtml)|computeSourceMap|CJSImportProcessor)\.js$/;
const OPTIONS_CHECK = /\/sucrase\/dist\/esm\/Options\.js$/;

export function slimSucrase(): Plugin {
  return {
    name: "forkpoint:slim-sucrase",
    enforce: "pre",
    async load(id) {
      if (OPTIONS_CHECK.test(id)) return "export function validateOptions() {}";
      if (!UNUSED.test(id)) return null;
      return hollow(await readFile(id, "utf8"));
    },
  };
}

/** The same exports, none of which may be called. */
function hollow(source: string): string {
  const names = [...source.matchAll(/^export (?:async )?(?:function|class|const) (\w+)/gm)].map(([, name]) => name);
  const whole = /^export default /m.test(source) ? ["export default class { constructor() { leftOut(); } }"] : [];
  return [
    'function leftOut() { throw new Error("this part of sucrase was left out of the build"); }',
    ...names.map((name) => `export function ${name}() { leftOut(); }`),
    ...whole,
  ].join("\n");
}
