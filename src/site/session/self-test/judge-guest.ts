// What the answers of a guest mean. Answers are as they came: anything.
import { failed, passed, type Result } from "./model.ts";
import { ms, oneLine, same } from "./words.ts";

export function graph({ waitsAt, said, firstMs }: { waitsAt: unknown; said: unknown; firstMs: number }): Result {
  const measured = `first result after ${ms(firstMs)}; it waited at ${oneLine(waitsAt)} and then held ${oneLine(said)}`;
  if (!same(waitsAt, ["ask"]))
    return failed(measured, "The graph did not stop where it asks. Exercises with interrupt() go wrong here.");
  if (!same(said, ["asked", "answered yes"]))
    return failed(measured, "The thread was not taken up after the restart. What a saver stores is lost here.");
  return passed(measured, "Exercises with a graph, an interrupt and a saver can be done here.");
}

export function ownContext(places: unknown): Result {
  const { kept, lost } = sortPlaces(places);
  if (kept.length + lost.length === 0) return failed(oneLine(places), "The program gave no answer that can be read.");
  if (lost.length > 0)
    return failed(
      `lost ${lost.join(", ")}`,
      "LangGraph.js loses its run there: interrupt(), getStore() and getConfig() fail. Please report this.",
    );
  return passed(`kept ${kept.join(", ")}`, "LangGraph.js finds its run wherever code goes on.");
}

/** Where a store was kept and where it was lost. */
export function sortPlaces(places: unknown): { kept: string[]; lost: string[] } {
  const entries = typeof places === "object" && places !== null ? Object.entries(places) : [];
  return {
    kept: entries.flatMap(([place, held]) => (held === true ? [place] : [])),
    lost: entries.flatMap(([place, held]) => (held === true ? [] : [place])),
  };
}

interface LargeText {
  readonly chars: number;
  readonly counted: unknown;
  readonly made: unknown;
  readonly inMs: number;
  readonly outMs: number;
}

export function largeText({ chars, counted, made, inMs, outMs }: LargeText): Result {
  const measured = `in: ${ms(inMs)}, out: ${ms(outMs)}`;
  if (!same(counted, { length: chars, last: "é" }))
    return failed(`${measured}; ${oneLine(counted)} arrived`, "A long line does not reach the program whole.");
  if (typeof made !== "string" || made.length !== chars || made !== `${"x".repeat(chars - 1)}é`)
    return failed(`${measured}; ${oneLine(made)} came back`, "A long line does not leave the program whole.");
  return passed(measured, "Databases of this size travel between page and program.");
}

export function output({ asked, answer, printed }: { asked: string; answer: unknown; printed: string }): Result {
  if (answer !== "answered")
    return failed(`the answer was ${oneLine(answer)}`, "What a program prints gets into what it answers.");
  if (printed !== asked) return failed(`printed: ${oneLine(printed)}`, "What a program prints does not arrive whole.");
  return passed("both arrived as they were sent", "A program cannot print an answer of its own making.");
}

export function endlessLoop({ cameBack, told, killMs }: { cameBack: boolean; told: string; killMs: number }): Result {
  if (cameBack) return failed(told, "The loop came to an end by itself, so this says nothing.");
  if (told !== "PortError") return failed(told, "Whoever waited for the program was not told that it is gone.");
  return passed(`gone after ${ms(killMs)}`, "A program that never ends does not hold the page up.");
}

export function sharedFile(text: unknown): Result {
  return same(text, "written by the first")
    ? passed("the same text", "Processes of a job share files.")
    : failed(
        oneLine(text),
        "Processes of a job do not see each other's files: exercises with several of them fail here.",
      );
}

export function folder({ afterRestart, afterClear }: { afterRestart: unknown; afterClear: unknown }): Result {
  if (!same(afterRestart, "still here"))
    return failed(oneLine(afterRestart), "A restart loses files, so crashes cannot be shown here.");
  if (!same(afterClear, []))
    return failed(`left over: ${oneLine(afterClear)}`, "A test would find the files of the one before it.");
  return passed("kept over a restart, then emptied", "Each test begins with an empty folder and keeps it to its end.");
}

export function request(answer: unknown): Result {
  return same(answer, { status: 200, body: "you asked /self-test" })
    ? passed("200", "Exercises with a server can be judged here.")
    : failed(oneLine(answer), "Exercises with a server cannot be judged here.");
}
