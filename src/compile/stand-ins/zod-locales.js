// Stands in for zod's error messages in forty languages.
export { default as en } from "./en.js";
