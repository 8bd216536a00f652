// What a level and a tier promise, in words that every page and command shares.
import type { Tier } from "../course/model.ts";
import type { Level } from "./model.ts";

export interface Promises {
  /** How it comes about; a sentence. */
  readonly how: string;
  readonly promises: readonly string[];
  readonly doesNot: readonly string[];
}

/** Weakest first. */
export const LEVELS: Readonly<Record<Level, Promises>> = {
  "self-checked": {
    how: "The page runs the tests in the browser of whoever wrote the answer.",
    promises: ["The answer's own code cannot change its verdict.", "It is the same check that everybody gets."],
    doesNot: [
      "It proves nothing to anybody else: whoever sits at the browser can read the tests, change the page, or write any result by hand.",
      "It is not signed.",
    ],
  },
  "re-run by a reviewer": {
    how: "The reviewer's own machine runs the tests on the files that were handed in, and a team signs the result.",
    promises: [
      "These very files, with these tests, this seed and these versions, had these verdicts.",
      "Whoever has the files can grade them again and compare.",
    ],
    doesNot: [
      "It does not say who wrote the files, nor with whose help.",
      "The tests of the course can be read by anybody; only those of a team's own pack cannot.",
    ],
  },
  supervised: {
    how: "It is re-run by a reviewer, and the team says that somebody was there while the answer was written.",
    promises: ["All that a re-run promises.", "The team gives its word that it saw the answer being written."],
    doesNot: ["No program can check that word: it is worth as much as the team's."],
  },
};

/** Strongest first. */
export const TIERS: Readonly<Record<Tier, Promises>> = {
  strong: {
    how: "Linux: namespaces of the submission's own by bubblewrap, Node's permissions, and limits on resources.",
    promises: [
      "A submission reaches no network and no other process, reads and writes none of the machine's files, and ends with the grader.",
      "It cannot read tests, change its verdict, or touch another submission's.",
    ],
    doesNot: [
      "It does not hold against a flaw of the kernel, or of the JavaScript engine and the kernel together.",
      "Code sees the data that a hidden test hands to it.",
    ],
  },
  portable: {
    how: "Wherever Node runs, though tried on Linux only: a language machine in WebAssembly, inside a process with Node's permissions and limits.",
    promises: [
      "A submission runs in a machine that has no files, network or processes at all.",
      "It cannot read tests, change its verdict, or touch another submission's.",
    ],
    doesNot: [
      "The operating system does not stand behind it: a flaw of the machine leads into a process that Node alone restricts.",
      "It is another engine than a browser's or Node's: what depends on the engine may come out otherwise.",
    ],
  },
  "trust-me": {
    how: "A process with Node's permissions alone, and only where the reviewer asks for it in so many words.",
    promises: ["The verdict is still made in another process than the submission's."],
    doesNot: [
      "It does not protect the machine: a submission that means harm can use the network, reach the reviewer's files and end their programs.",
      "So it does not protect the result either.",
    ],
  },
};
