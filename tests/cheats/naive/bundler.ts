// A grader that builds what it was sent before it looks at it, as tools for web pages do: imports are followed wherever they
// lead, addresses are fetched, source maps are read. It is here to be fooled. Arguments: the exercise's folder, a folder for
// what is built. The last line says that nothing has passed: the harm is done by then.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build, type Plugin } from "esbuild";

const [exercise, out] = process.argv.slice(2) as [string, string];
const file = path.join(exercise, "submission/saver.ts");

const addresses: Plugin = {
  name: "addresses",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^https?:/ }, ({ path: url }) => ({ path: url, namespace: "address" }));
    onLoad({ filter: /.*/, namespace: "address" }, async ({ path: url }) => ({
      contents: await fetch(url).then((answer) => answer.text()),
    }));
  },
};

const built = await build({
  entryPoints: [file],
  bundle: true,
  write: false,
  format: "esm",
  platform: "node",
  packages: "external",
  treeShaking: false,
  loader: { ".txt": "text" },
  plugins: [addresses],
  logLevel: "silent",
}).catch((error: Error) => error);
const text = built instanceof Error ? built.message : built.outputFiles[0]!.text;
writeFileSync(path.join(out, "saver.js"), text);
const map = /\/\/# sourceMappingURL=(\S+)/.exec(readFileSync(file, "utf8"))?.[1];
if (map) writeFileSync(path.join(out, "saver.js.map"), readFileSync(path.join(path.dirname(file), map)));
console.log(JSON.stringify({ passed: 0 }));
process.exit(1);
