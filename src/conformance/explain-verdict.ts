// A verdict as one text, the same wherever it is shown.
import type { Verdict } from "./test.ts";

export function explainVerdict(verdict: Verdict): string {
  switch (verdict.status) {
    case "passed":
      return "passed";
    case "failed":
      return `${verdict.what}\nexpected: ${verdict.expected}\nactual:   ${verdict.actual}`;
    case "threw":
      return verdict.error;
    case "timed-out":
      return `still not done after ${verdict.afterMs} ms`;
    case "not-run":
      return `not run because ${verdict.because}`;
  }
}
