// Wrong: the fast branch does not wait for the slow one.
export const answer = [
  "saved-0",
  "news-begins",
  "archive-begins",
  "news-ends",
  "summarize-begins",
  "archive-ends",
  "saved-1",
  "saved-2",
  "report-begins",
];
