// A judge client whose answers the test gives when it wants to.
import type { JudgeClient } from "../../src/site/session/judge-client.ts";
import { WorkCancelled } from "../../src/site/session/judge-client.ts";
import type { Work, WorkEvent, WorkResult } from "../../src/site/session/protocol.ts";

export interface Asked {
  readonly work: Work;
  readonly signal: AbortSignal;
  say(event: WorkEvent): void;
  answer(result: WorkResult): void;
  fail(reason: Error): void;
}

export function fakeJudge(): JudgeClient & { readonly asked: Asked[]; warmed: number } {
  const asked: Asked[] = [];
  return {
    asked,
    warmed: 0,
    warm() {
      this.warmed++;
    },
    start(work, signal, onEvent) {
      return new Promise<any>((answer, fail) => {
        signal.addEventListener("abort", () => fail(new WorkCancelled()));
        asked.push({ work, signal, say: onEvent, answer, fail });
      });
    },
    [Symbol.dispose]() {},
  };
}
