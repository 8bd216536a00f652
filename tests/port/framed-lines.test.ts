import { expect, test } from "vitest";
import { frameLine, readFrames } from "../../src/port/framed-lines.ts";

const MARK = "5f2c9a7be01d4c83";

/** What comes out of `text`, handed over in chunks of that size. */
function read(text: string, chunkChars = text.length): { lines: string[]; other: string[] } {
  const lines: string[] = [];
  const other: string[] = [];
  const take = readFrames(
    MARK,
    "out",
    (line) => lines.push(line),
    (line) => other.push(line),
  );
  for (let at = 0; at < text.length; at += chunkChars) take(text.slice(at, at + chunkChars));
  return { lines, other };
}

const LONG = JSON.stringify({ text: "é\u2028😀\u0000\ud800\u007f".repeat(900), name: "x".repeat(5_000) });

test("a line comes out as it went in, however it is cut", () => {
  const text = frameLine(LONG, MARK, "out") + frameLine(`{"b":1}`, MARK, "out");
  for (const chunkChars of [1, 7, 1_001, text.length])
    expect(read(text, chunkChars).lines.map((line) => JSON.parse(line))).toEqual([JSON.parse(LONG), { b: 1 }]);
});

test("what is written is ASCII in short pieces", () => {
  const text = frameLine(LONG, MARK, "out");
  expect(text).toMatch(/^[\x20-\x7e\n]+$/);
  expect(Math.max(...text.split("\n").map((piece) => piece.length))).toBeLessThan(1_100);
});

test("a terminal's line ends, codes and other output do no harm", () => {
  const framed = frameLine(LONG, MARK, "out").replaceAll("\n", "\r\n");
  const text = `hello\r\n\u001b[32mno end of line${framed}bye\r\n`;
  const { lines, other } = read(text);
  expect(lines.map((line) => JSON.parse(line))).toEqual([JSON.parse(LONG)]);
  expect(other).toEqual(["hello", "\u001b[32mno end of line", "bye"]);
});

test("an echo of what went in is neither a line nor output, and gives the mark to nobody", () => {
  const { lines, other } = read(`${MARK}\r\n${frameLine(LONG, MARK, "in")}`);
  expect({ lines, other }).toEqual({ lines: [], other: [] });
});

test("whoever does not know the mark cannot write a line", () => {
  const forged = [frameLine(`{"forged":1}`, "0".repeat(16), "out"), `#>.{"forged":2}\n`, `#.{"forged":3}\n`].join("");
  expect(read(forged).lines).toEqual([]);
  expect(read(forged).other.length).toBe(3);
});

test("a line without an end is handed on for the port to refuse", () => {
  const take = readFrames(
    MARK,
    "out",
    (line) => seen.push(line.length),
    () => {},
  );
  const seen: number[] = [];
  const piece = frameLine("x".repeat(2_000), MARK, "out").split("\n")[0]!;
  expect(piece).toContain(`${MARK}>+`);
  for (let chars = 0; chars < 17_000_000; chars += 1_000_000) take(`${piece}\n`.repeat(1_000));
  expect(seen.length).toBeGreaterThan(0);
});
