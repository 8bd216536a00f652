// One of six valid orders: the two nodes of the first super-step may begin and end in any order.
// A checkpoint closes its super-step, so it stands behind everything of that step and before everything of the next.
export const answer = [
  "saved-0",
  "news-begins",
  "archive-begins",
  "news-ends",
  "archive-ends",
  "saved-1",
  "summarize-begins",
  "saved-2",
  "report-begins",
];
