// The programs in the package's README. Each ```js block is one whole program; what it prints stands beside its
// `console.log` lines as `// → text`. Blocks that begin with ```js browser are programs for a page.
import { readFileSync } from "node:fs";
import path from "node:path";

export interface Example {
  /** The heading that it stands under. */
  readonly name: string;
  readonly host: "node" | "browser";
  readonly code: string;
  readonly prints: readonly string[];
}

export function readmeExamples(): Example[] {
  const readme = readFileSync(path.resolve(import.meta.dirname, "../../src/savers/README.md"), "utf8");
  return readme.split(/^##+ /m).flatMap((section) => {
    const heading = section.slice(0, section.indexOf("\n"));
    const blocks = [...section.matchAll(/^```js( browser)?\n([\s\S]*?)^```$/gm)];
    return blocks.map(([, browser, code], at): Example => ({
      name: blocks.length > 1 ? `${heading} ${at + 1}` : heading,
      host: browser ? "browser" : "node",
      code: code!,
      prints: [...code!.matchAll(/\/\/ → (.*)$/gm)].map(([, text]) => text!),
    }));
  });
}
