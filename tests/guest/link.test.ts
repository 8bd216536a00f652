// Joining a job's parts into modules that import each other.
import { expect, test } from "vitest";
import { Linker, type ModuleHome } from "../../src/guest/link.ts";

function openHome() {
  const texts = new Map<string, string>();
  let made = 0;
  const home: ModuleHome = {
    kernelUrl: "kernel:",
    makeUrl(path, text) {
      const url = `made:${++made}/${path}`;
      texts.set(url, text);
      return url;
    },
    forgetUrl: (url) => void texts.delete(url),
  };
  return { home, texts };
}

const MODULES = [
  { path: "lib.ts", parts: ["export const a = 1;"] },
  {
    path: "main.ts",
    parts: ["import { a } from ", { file: "lib.ts" }, "; import { b } from ", { library: "lib" }, ";"],
  },
];

test("references become addresses, and stacks name the path", () => {
  const { home, texts } = openHome();
  const linker = new Linker(home, MODULES, { lib: ["b"] });
  linker.renew();
  expect(texts.get(linker.urlOf("main.ts"))).toBe(
    `import { a } from "made:2/lib.ts"; import { b } from "made:1/lib";\n//# sourceURL=main.ts`,
  );
});

test("a shim offers the listed names of a library and no more, a default export included", () => {
  const { home, texts } = openHome();
  new Linker(home, [], { lib: ["b", "default"] });
  expect([...texts.values()]).toEqual([
    [
      `import { registry } from "kernel:";`,
      `const library = registry["lib"];`,
      `const v0 = library["b"];`,
      `const v1 = library["default"];`,
      `export { v0 as b, v1 as default };`,
    ].join("\n"),
  ]);
});

test("a new instance has new addresses for files, the old are forgotten, shims stay", () => {
  const { home, texts } = openHome();
  const linker = new Linker(home, MODULES, { lib: ["b"] });
  linker.renew();
  const before = linker.urlOf("main.ts");
  linker.renew();
  expect(linker.urlOf("main.ts")).not.toBe(before);
  expect(texts.has(before)).toBe(false);
  expect(texts.size).toBe(3);
});

test("addresses in texts are turned back into paths", () => {
  const { home } = openHome();
  const linker = new Linker(home, MODULES, { lib: ["b"] });
  linker.renew();
  const message = `'${linker.urlOf("lib.ts")}' does not provide an export named 'x'`;
  expect(linker.pathsFor(message)).toBe("'lib.ts' does not provide an export named 'x'");
});

test("an unknown file is refused", () => {
  const { home } = openHome();
  const linker = new Linker(home, MODULES, { lib: ["b"] });
  linker.renew();
  expect(() => linker.urlOf("other.ts")).toThrow(`this job has no file "other.ts"`);
});
