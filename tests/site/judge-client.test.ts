import { expect, test } from "vitest";
import { createJudgeClient, type JudgePort, WorkCancelled } from "../../src/site/session/judge-client.ts";
import type { FromJudge, ToJudge } from "../../src/site/session/protocol.ts";

function fakePort() {
  const sent: ToJudge[] = [];
  const port: JudgePort & { ended: boolean } = {
    ended: false,
    postMessage: (message) => void sent.push(message),
    onmessage: null,
    onerror: null,
    onmessageerror: null,
    terminate() {
      this.ended = true;
    },
  };
  return { port, sent, hear: (data: FromJudge) => port.onmessage?.({ data }) };
}

const claim = { kind: "claim", id: "a", file: "f" } as const;
const evidence = { kind: "claim", evidence: { holds: true, seen: 1 }, problem: null, ms: 1 } as const;
const open = new AbortController().signal;

test("each job gets its own events and its own answer, in any order", async () => {
  const { port, hear } = fakePort();
  const client = createJudgeClient(() => port);
  const steps: string[] = [];
  const first = client.start(claim, open, (event) => event.kind === "step" && steps.push(`1 ${event.step}`));
  const second = client.start(claim, open, (event) => event.kind === "step" && steps.push(`2 ${event.step}`));
  hear({ kind: "progress", job: 2, event: { kind: "step", step: "a" } });
  hear({ kind: "progress", job: null, event: { kind: "step", step: "b" } });
  hear({ kind: "done", job: 2, result: evidence });
  hear({ kind: "done", job: 1, result: { ...evidence, ms: 9 } });
  expect((await first).ms).toBe(9);
  expect((await second).ms).toBe(1);
  expect(steps).toEqual(["2 a", "1 b", "2 b"]);
});

test("a cancelled job rejects at once, tells the judge, and hears no late answer", async () => {
  const { port, sent, hear } = fakePort();
  const client = createJudgeClient(() => port);
  const abort = new AbortController();
  const job = client.start(claim, abort.signal, () => {});
  abort.abort();
  await expect(job).rejects.toBeInstanceOf(WorkCancelled);
  expect(sent.at(-1)).toEqual({ kind: "cancel", job: 1 });
  hear({ kind: "done", job: 1, result: evidence });
  await expect(client.start(claim, abort.signal, () => {})).rejects.toBeInstanceOf(WorkCancelled);
});

test("when the worker dies, whoever waits is told, and the next job gets a new worker", async () => {
  const ports = [fakePort(), fakePort()];
  let opened = 0;
  const client = createJudgeClient(() => ports[opened++]!.port);
  const job = client.start(claim, open, () => {});
  ports[0]!.port.onerror?.({ message: "out of memory" });
  await expect(job).rejects.toMatchObject({ problem: { blame: "host", code: "JUDGE_ENDED" } });
  expect(ports[0]!.port.ended).toBe(true);
  const next = client.start(claim, open, () => {});
  ports[1]!.hear({ kind: "done", job: 2, result: evidence });
  expect((await next).evidence?.holds).toBe(true);
});

test("a failure of the judge's own rejects with its problem", async () => {
  const { port, hear } = fakePort();
  const client = createJudgeClient(() => port);
  const job = client.start(claim, open, () => {});
  hear({ kind: "failed", job: 1, problem: { blame: "course", code: "TESTS_BROKEN", message: "no" } });
  await expect(job).rejects.toMatchObject({ problem: { blame: "course" } });
});
