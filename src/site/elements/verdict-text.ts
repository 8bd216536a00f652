// Why a rule does not hold: what was looked at, what was expected, what came.
import type { Verdict } from "@forkpoint/conformance";
import { h, inlineCode } from "./h.ts";

export function explain(verdict: Verdict): Node[] {
  switch (verdict.status) {
    case "passed":
      return [];
    case "failed":
      // What `t.ok` prints for itself: the sentence says it all.
      if (verdict.expected === "something true")
        return [h("p", { class: "what" }, "This is not so: ", ...inlineCode(verdict.what))];
      return [h("p", { class: "what" }, ...inlineCode(verdict.what)), drawComparison(verdict)];
    case "threw":
      return [h("p", { class: "what" }, "Your code ended in an error here:"), h("pre", { tabindex: 0 }, verdict.error)];
    case "timed-out":
      return [
        h(
          "p",
          { class: "what" },
          `Still running after ${verdict.afterMs} ms, so it was ended. The other tests got a fresh start.`,
        ),
        h("p", {}, "Look for a loop without an end, or for a promise that nobody settles."),
      ];
    case "not-run":
      return [h("p", {}, verdict.because)];
  }
}

export function drawComparison({ expected, actual }: { readonly expected: string; readonly actual: string }): Node {
  return h(
    "dl",
    { class: "compared" },
    h("dt", {}, "expected"),
    h("dd", {}, h("pre", { tabindex: 0 }, expected)),
    h("dt", {}, "got"),
    h("dd", {}, h("pre", { tabindex: 0 }, actual)),
  );
}
