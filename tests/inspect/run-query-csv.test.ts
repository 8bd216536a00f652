// What is copied out of an answer can be pasted into a spreadsheet, and does nothing there.
import { expect, test } from "vitest";
import { csvOf } from "../../src/inspect/run-query-csv.ts";

test("fields are quoted where they must be, and an absent value is an empty field", () => {
  const rows = [
    ["a,b", 'say "hi"', "two\nlines", null, -1.5],
    [" spaces ", "", "é", 0, Infinity],
  ];
  expect(csvOf({ columns: ["x", "y,z", "t", "n", "m"], rows })).toBe(
    'x,"y,z",t,n,m\r\n"a,b","say ""hi""","two\nlines",,-1.5\r\n" spaces ",,é,0,Infinity\r\n',
  );
});

test("text that a spreadsheet would run stays text", () => {
  const hostile = ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "＝1"];
  for (const text of hostile) expect(csvOf({ columns: ["c"], rows: [[text]] })).toMatch(/^c\r\n"?'/);
  expect(csvOf({ columns: ["=c"], rows: [[-1]] })).toBe("'=c\r\n-1\r\n");
});
