// The same table, by what the two savers have in common and what they have not.
const both = (choice: string) => ({ memory: choice, database: choice });
const onlyDatabase = { ...both("yes"), memory: "no" };

export const answer = {
  killed: onlyDatabase,
  second: onlyDatabase,
  history: both("yes"),
  date: both("no"),
  aliased: both("no"),
  trimmed: both("no"),
};
