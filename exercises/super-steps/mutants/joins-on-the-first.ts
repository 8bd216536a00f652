// Wrong: report begins when the first of its two branches has come.
export const answer = [
  "saved-0",
  "news-begins",
  "archive-begins",
  "news-ends",
  "archive-ends",
  "saved-1",
  "report-begins",
  "summarize-begins",
  "saved-2",
];
