// What axe has to say about a page.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Tab } from "../browsers.ts";

const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds serious or critical. */
export async function faults(tab: Tab): Promise<string[]> {
  // As text: a function could not carry half a megabyte, and the policy forbids a script element.
  await tab.evaluate(`${axeSource}; undefined` as never);
  return tab.evaluate(async () => {
    const axe = (globalThis as any).axe;
    const { violations } = await axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    });
    return violations
      .filter(({ impact }: any) => impact === "serious" || impact === "critical")
      .flatMap(({ id, nodes }: any) =>
        nodes.map((node: any) => `${id}: ${node.html.slice(0, 140)} ${node.failureSummary}`),
      );
  });
}
