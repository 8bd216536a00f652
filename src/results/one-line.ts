// A name, a word or a title as it is signed.
import { cleanText } from "../grading/clean-text.ts";

export function oneLine(text: string, maxChars = 200): string {
  return cleanText(text.replace(/\s+/g, " ").trim(), maxChars);
}
