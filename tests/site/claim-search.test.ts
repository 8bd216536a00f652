import { expect, test } from "vitest";
import { countText, EVERYTHING, matches, queryOf, searchFrom } from "../../src/site/session/claim-search.ts";

const claim = {
  words: "replay-executes a replay runs the nodes again fork properly time travel",
  module: "time-travel",
  sources: ["001:wrong", "004:agrees"],
  drift: "otherwise",
};
const asks = (search: Partial<typeof EVERYTHING>) => matches(claim, { ...EVERYTHING, ...search });

test("everything is answered by every claim", () => {
  expect(asks({})).toBe(true);
});

test("all words have to be there, in any order and case, as parts of words", () => {
  expect(asks({ text: "NODES repl" })).toBe(true);
  expect(asks({ text: "replay reducer" })).toBe(false);
});

test("module and older release are asked exactly", () => {
  expect([asks({ module: "time-travel" }), asks({ module: "time" })]).toEqual([true, false]);
  expect([asks({ drift: "otherwise" }), asks({ drift: "same" })]).toEqual([true, false]);
});

test("one document's verdict has to answer both questions", () => {
  expect([asks({ source: "001" }), asks({ verdict: "agrees" })]).toEqual([true, true]);
  expect(asks({ source: "001", verdict: "wrong" })).toBe(true);
  expect(asks({ source: "001", verdict: "agrees" })).toBe(false);
  expect(asks({ source: "002" })).toBe(false);
});

test("the address says what is asked, and gives it back", () => {
  const search = { ...EVERYTHING, text: "a b & c", drift: "same", source: "003" };
  expect(queryOf(search)).toBe("?q=a+b+%26+c&source=003&older=same");
  expect(searchFrom(queryOf(search))).toEqual(search);
  expect(queryOf(EVERYTHING)).toBe("");
  expect(searchFrom("?other=1")).toEqual(EVERYTHING);
});

test("the count is told in words", () => {
  expect([countText(3, 3), countText(1, 3), countText(0, 3)]).toEqual(["All 3 claims", "1 of 3 claims", "No claim"]);
});
