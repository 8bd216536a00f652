// Wrong here: everything is saved once the run is over.
export const answer = [
  "news-begins",
  "archive-begins",
  "news-ends",
  "archive-ends",
  "summarize-begins",
  "report-begins",
  "saved-0",
  "saved-1",
  "saved-2",
];
