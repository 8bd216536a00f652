// Stands in for the drivers of SQLite libraries that are no WebAssembly.

const none = () => {
  throw new Error("This page has sql.js and no other SQLite.");
};

export const nodeSqliteDriver = none;
export const betterSqlite3Driver = none;
