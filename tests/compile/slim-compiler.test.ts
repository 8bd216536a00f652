// The compiler as a page carries it: smaller, and the same in what it does.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { build, type Rolldown } from "vite";
import { expect, test } from "vitest";
import { compile } from "../../src/compile/compile.ts";
import { brotliBytes } from "../../src/compile/measure-bytes.node.ts";
import { slimSucrase } from "../../src/site/build/slim-sucrase.node.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const ENTRY = path.join(ROOT, "src/compile/compile.ts");

async function bundle(plugins: ReturnType<typeof slimSucrase>[]): Promise<string> {
  const result = await build({
    root: ROOT,
    configFile: false,
    logLevel: "error",
    plugins,
    build: { write: false, target: "esnext", lib: { entry: ENTRY, formats: ["es"], fileName: "compile" } },
  });
  const [{ output }] = result as Rolldown.RolldownOutput[] as [Rolldown.RolldownOutput];
  return output[0].code;
}

test("the slim compiler is smaller and does the same", async () => {
  const slim = await bundle([slimSucrase()]);
  expect(brotliBytes(Buffer.from(slim))).toBeLessThan(brotliBytes(Buffer.from(await bundle([]))) * 0.9);
  const { compile: slimCompile } = (await import(`data:text/javascript,${encodeURIComponent(slim)}`)) as {
    compile: typeof compile;
  };
  const folder = path.join(ROOT, "tests/scenarios");
  const sources = readdirSync(folder).filter((name) => /^[a-z-]+\.ts$/.test(name));
  for (const name of sources) {
    const files = { [name]: readFileSync(path.join(folder, name), "utf8") };
    expect(slimCompile(files, [name], {}, {}), name).toEqual(compile(files, [name], {}, {}));
  }
  const everything = {
    "main.ts":
      "enum A { X } abstract class B<T> { constructor(private x: T) {} m?(): void } export default (a: A) => a satisfies A; namespace N {}",
  };
  expect(slimCompile(everything, ["main.ts"], {}, {})).toEqual(compile(everything, ["main.ts"], {}, {}));
}, 120_000);
