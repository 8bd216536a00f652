// A session of two items, as the candidate's page is given it.
import type { Exercise } from "../../src/course/model.ts";
import type { PageData, PageItem } from "../../src/interview/page-data.ts";

function pageItem(id: string, starter: Exercise["starter"], given: readonly string[] = []): PageItem {
  const limits = { testMs: 1_000, totalMs: 5_000, outputBytes: 10_000 };
  const code = { entry: `${id}.ts`, run: `${id}.ts`, exports: [id], given, needs: [], imports: {}, limits, starter };
  const asked = { hints: [], predict: [], observe: null, transfer: null, form: null };
  const exercise: Exercise = { id, title: id, lesson: "deck/small", ...code, ...asked };
  return { exercise, question: "?", kinds: ["build"], minutes: 3, explain: null, prompt: "" };
}

export const PAGE: PageData = {
  session: {
    format: "forkpoint-interview-1",
    id: "small-0123456789abcdef",
    deck: "small",
    deckHash: "0".repeat(64),
    seed: "one",
    minutes: 10,
    pins: { "sql.js": "1.16.0" },
    items: ["first", "second"],
  },
  title: "A small deck",
  items: [
    pageItem("first", { "first.ts": "old", "given.ts": "given" }, ["given.ts"]),
    pageItem("second", { "second.ts": "old" }),
  ],
};
