// Wrong: the checkpoint of a step before its nodes have run.
export const answer = [
  "saved-0",
  "saved-1",
  "news-begins",
  "archive-begins",
  "news-ends",
  "archive-ends",
  "saved-2",
  "summarize-begins",
  "report-begins",
];
