// Wrong: a checkpoint as soon as one node has ended.
export const answer = [
  "saved-0",
  "news-begins",
  "archive-begins",
  "news-ends",
  "saved-1",
  "archive-ends",
  "summarize-begins",
  "saved-2",
  "report-begins",
];
