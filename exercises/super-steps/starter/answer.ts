// The form writes this file: the events in an order in which they can happen.
export const answer = [
  "saved-1",
  "news-ends",
  "saved-2",
  "archive-begins",
  "report-begins",
  "saved-0",
  "archive-ends",
  "summarize-begins",
  "news-begins",
];
