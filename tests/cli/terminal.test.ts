import { expect, test } from "vitest";
import { csv } from "../../src/cli/csv.ts";
import { fileNames } from "../../src/cli/file-names.ts";
import { output, printable } from "../../src/cli/terminal.ts";
import { timeLeft } from "../../src/cli/time-left.ts";

function streams(isTTY: boolean, env: Record<string, string> = {}) {
  const written: string[] = [];
  const stream = { write: (text: string) => written.push(text), isTTY, columns: 20 };
  return { written, out: output({ stdout: stream, stderr: stream, env }) };
}

test("colour is for terminals, and not where NO_COLOR or a dumb terminal asks for none", () => {
  expect(streams(true).out.paint.good("x")).toBe("\u001b[32mx\u001b[39m");
  expect(streams(false).out.paint.good("x")).toBe("x");
  expect(streams(true, { NO_COLOR: "1" }).out.paint.good("x")).toBe("x");
  expect(streams(true, { TERM: "dumb" }).out.paint.good("x")).toBe("x");
});

test("progress is one line that the next replaces, cut to the width; nothing of it without a terminal", () => {
  const terminal = streams(true);
  terminal.out.progress("a line that is longer than the terminal");
  terminal.out.line("done");
  expect(terminal.written).toEqual(["a line that is long", "\r\u001b[2K", "done\n"]);
  const pipe = streams(false);
  pipe.out.progress("1 of 2");
  expect(pipe.written).toEqual([]);
});

test("nothing in a name or message moves the cursor, changes colour or begins a line", () => {
  expect(printable("a\u001b[2Jb\r\nc\u202ed\u0000")).toBe("a\ufffd[2Jb c\ufffdd\ufffd");
  expect(printable("x".repeat(500))).toHaveLength(200);
});

test("a cell that a spreadsheet would run as a formula is text", () => {
  const cells = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "|calc", "＝1", 'say "hi"', "plain", 3, null];
  expect(csv([cells])).toBe(
    `"'=1+1","'+1","'-1","'@SUM(A1)","'\t=1","' =1","'|calc","'＝1","say ""hi""","plain","3",""\r\n`,
  );
});

test("authors get file names that are plain, distinct and never ours", () => {
  const name = fileNames();
  const authors = [
    "ada",
    "ADA",
    "../../etc/passwd",
    "Ångström, J.",
    "",
    "...",
    "results",
    "con",
    "a\u0000b",
    "x".repeat(300),
  ];
  const names = authors.map(name);
  expect(names.slice(0, 9)).toEqual([
    "ada",
    "ADA-2",
    "etc-passwd",
    "Angstrom-J",
    "author",
    "author-2",
    "author-results",
    "author-con",
    "a-b",
  ]);
  expect(names[9]).toHaveLength(80);
});

test("what is left is told at the pace so far", () => {
  let now = 0;
  const left = timeLeft(12, 0, () => now);
  now = 10_000;
  expect(left.done()).toEqual({ count: "[ 1/12]", left: "about 2 min left" });
  now = 20_000;
  expect(left.done().left).toBe("about 2 min left");
  for (let i = 0; i < 9; i++) left.done();
  expect(left.done()).toEqual({ count: "[12/12]", left: "done" });
});

test("what was done before counts for how far it is, and not for the pace", () => {
  let now = 0;
  const left = timeLeft(12, 10, () => now);
  now = 30_000;
  expect(left.done()).toEqual({ count: "[11/12]", left: "about 30 s left" });
  expect(left.done()).toEqual({ count: "[12/12]", left: "done" });
});
