// Wrong here: the next super-step begins while the checkpoint is still being stored.
export const answer = [
  "saved-0",
  "news-begins",
  "archive-begins",
  "news-ends",
  "archive-ends",
  "summarize-begins",
  "saved-1",
  "report-begins",
  "saved-2",
];
