import { describe, expect, it } from "vitest";
import { splitLines } from "../../src/port/split-lines.ts";

function linesOf(chunks: readonly string[], mostChars = 1_000): string[] {
  const lines: string[] = [];
  const take = splitLines((line) => lines.push(line), mostChars);
  chunks.forEach(take);
  return lines;
}

describe("chunks become lines", () => {
  it("wherever the chunks were cut", () => {
    const text = '{"a":1}\n\n{"b":"ü"}\n{"c":3}\n';
    const expected = ['{"a":1}', "", '{"b":"ü"}', '{"c":3}'];
    for (let size = 1; size <= text.length; size++) {
      const chunks = Array.from({ length: Math.ceil(text.length / size) }, (_, i) =>
        text.slice(i * size, (i + 1) * size),
      );
      expect(linesOf(chunks)).toEqual(expected);
    }
  });

  it("and what is not finished is kept back", () => {
    expect(linesOf(["a\nb"])).toEqual(["a"]);
    expect(linesOf(["a\nb", "c", "\nd"])).toEqual(["a", "bc"]);
  });

  it("and one that never ends is passed on when it is too long, not kept", () => {
    const lines = linesOf(Array<string>(10_000).fill("xxxxx"), 100);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(105);
    expect(lines.length).toBeGreaterThan(400);
  });
});
