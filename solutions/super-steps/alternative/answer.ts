// Another valid order: archive is over before news has begun, as with a maxConcurrency of 1.
export const answer = [
  "saved-0",
  "archive-begins",
  "archive-ends",
  "news-begins",
  "news-ends",
  "saved-1",
  "summarize-begins",
  "saved-2",
  "report-begins",
];
