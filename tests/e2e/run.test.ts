// Run, in both browsers, over the built site.
import { expect, test } from "vitest";
import { browserNames } from "../browsers.ts";
import { ended, openExercise, openWith, ready, run, visit } from "./visit.ts";

for (const browser of browserNames) {
  test(`${browser}: Run prints what the program says and shows the checkpoints it left`, async () => {
    await using at = await visit(browser);
    await openExercise(at, "fork-properly");
    await run(at.tab);
    expect(await at.tab.text(".output-lines")).toContain("classify");
    await at.tab.waitFor(".thread-table tbody tr");
    const steps = await at.tab.evaluate(() =>
      [...document.querySelectorAll(".thread-table tbody tr")].map((row) => row.children[1]?.textContent),
    );
    expect(steps.at(-1)).toBe("−1");
    expect(await at.tab.text(".thread-table caption")).toContain("ticket-1");
    expect(await at.tab.text(".output-end")).toBe("Finished.");
    expect(at.complaints).toEqual([]);
  });

  test(`${browser}: Stop ends an endless loop, and the next Run works`, async () => {
    await using at = await visit(browser);
    await openWith(at, "count-the-checkpoints", { "main.ts": 'console.log("before");\nfor (;;) {}\n' });
    await at.tab.click(".actions .primary");
    await at.tab.waitFor(() => document.querySelector(".output-lines")?.textContent?.includes("before"), 30_000);
    await at.tab.click(".actions .stop");
    await ended(at.tab);
    expect(await at.tab.text(".output-end")).toMatch(/^Stopped/);
    await at.tab.evaluate(() => localStorage.clear());
    await at.tab.reload();
    await ready(at.tab);
    await run(at.tab);
    expect(await at.tab.text(".output-end")).toBe("Finished.");
  });

  test(`${browser}: what does not compile is marked at its line, and nothing runs`, async () => {
    await using at = await visit(browser);
    const text = 'console.log("one");\nconst a = ;\nimport { MemorySaver } from "nowhere";\n';
    await openWith(at, "count-the-checkpoints", { "main.ts": text });
    await run(at.tab);
    expect(await at.tab.text(".notices .notice")).toContain("main.ts:2");
    await at.tab.waitFor(".cm-lint-marker-error");
    expect(await at.tab.text('.file-tabs [aria-selected="true"]')).toContain("main.ts");
    expect(await at.tab.text(".ran")).toContain("Nothing ran");
  });

  test(`${browser}: an error that nobody caught leads to its line`, async () => {
    await using at = await visit(browser);
    const text =
      'console.log("first");\n\nfunction fail(): never {\n  throw new TypeError("on purpose");\n}\nfail();\n';
    await openWith(at, "count-the-checkpoints", { "main.ts": text });
    await run(at.tab);
    expect(await at.tab.text('.output-line[data-level="uncaught"]')).toContain("TypeError: on purpose");
    await at.tab.click('.output-line[data-level="uncaught"] .place');
    await at.tab.waitFor(() =>
      document
        .querySelector("code-editor")
        ?.shadowRoot?.querySelector(".cm-activeLine")
        ?.textContent?.includes("throw new"),
    );
  });

  test(`${browser}: a million lines do not freeze the page, and what was dropped is counted`, async () => {
    await using at = await visit(browser);
    const text = 'for (let n = 0; n < 1_000_000; n++) console.log("line " + n);\n';
    await openWith(at, "count-the-checkpoints", { "main.ts": text });
    await run(at.tab);
    const seen = await at.tab.evaluate(() => ({
      lines: document.querySelectorAll(".output-line").length,
      dropped: document.querySelector(".output-dropped")?.textContent ?? "",
    }));
    expect(seen.lines).toBeLessThanOrEqual(1_000);
    expect(Number(/[\d,]+/.exec(seen.dropped)?.[0].replaceAll(",", ""))).toBeGreaterThan(900_000);
  });
}
