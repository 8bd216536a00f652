// What is said of two answers that are alike. It accuses nobody: there are many reasons, and most are honest.
import type { Alike, Similarity } from "./model.ts";

export const WHAT_IT_IS =
  "A hint, and no part of any score. Answers to one exercise are alike for many reasons: its interface leaves few ways, people work together where they may, and read the same pages. Look at both texts, and ask.";

export function describeAlike({ ratio, group, expected, behaviour }: Alike, answers: number): string {
  const percent = `${Math.round(ratio * 100)} %`;
  const rate = `${group} of ${answers} answers look like this${expected ? ": expected for this exercise" : ""}`;
  const fails = behaviour
    ? ` Both fail the same ${behaviour.failed === 1 ? "test" : `${behaviour.failed} tests`} in the same way, as ${behaviour.group} of the graded answers do.`
    : "";
  return `alike in ${percent} of what is their own. ${rate}.${fails}`;
}

export function summarise({ answers, alike, nothingOwn, exercise }: Similarity): string {
  const unexpected = alike.filter(({ expected }) => !expected).length;
  const pairs = unexpected === 1 ? "1 pair is" : `${unexpected} pairs are`;
  return `${exercise}: ${answers} answers; ${pairs} alike beyond what is expected, ${alike.length - unexpected} as expected, ${nothingOwn.length} with too little of their own to compare`;
}
