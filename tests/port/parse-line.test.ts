import { describe, expect, it } from "vitest";
import { PortError } from "../../src/port/errors.ts";
import { defaultLimits } from "../../src/port/limits.ts";
import { parseLine } from "../../src/port/parse-line.ts";

function code(line: unknown, limits = {}): string {
  try {
    parseLine(line, { ...defaultLimits, ...limits });
  } catch (error) {
    return (error as PortError).code;
  }
  return "parsed";
}

describe("a line is measured before it is parsed", () => {
  it("has to be text", () => {
    for (const line of [undefined, null, 1, {}, [], new Uint8Array(3), Object("text"), () => "x"])
      expect(code(line)).toBe("PORT_MALFORMED");
  });

  it("has to be JSON", () => {
    for (const line of ["", "{", '"', '"\\"', "[1,]", "NaN", "undefined", "\u0000", '{"a":1}x'])
      expect(code(line)).toBe("PORT_MALFORMED");
  });

  it("may not be longer than the limit", () => {
    expect(code('"' + "x".repeat(98) + '"', { lineChars: 100 })).toBe("parsed");
    expect(code('"' + "x".repeat(99) + '"', { lineChars: 100 })).toBe("PORT_LIMIT");
  });

  it("may not nest without end, whether it closes or not", () => {
    expect(code("[".repeat(1_000_000))).toBe("PORT_LIMIT");
    expect(code('{"a":'.repeat(100_000))).toBe("PORT_LIMIT");
    expect(code("[".repeat(1000) + "]".repeat(1000))).toBe("PORT_LIMIT");
  });

  it("may not have parts without end", () => {
    expect(code(`[${"[],".repeat(1_000_000)}[]]`)).toBe("PORT_LIMIT");
    expect(code(`[${"1,".repeat(1_000_000)}1]`)).toBe("PORT_LIMIT");
  });

  it("takes brackets and commas inside of strings for what they are", () => {
    const text = JSON.stringify(["[".repeat(10_000), `"${",".repeat(1_000)}\\"${"[".repeat(1_000)}`, "\\", "["]);
    expect(code(text, { nodes: 10, depth: 2 })).toBe("parsed");
  });

  it("finds the brackets behind a string that ends in escapes", () => {
    expect(code(`["\\\\",${"[".repeat(1_000)}`)).toBe("PORT_LIMIT");
  });
});
