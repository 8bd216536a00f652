// TEMPORARY: canned answers, to look at the pages by.
const post = (m: any) => (self as any).postMessage(m);
const wait = (ms: number) => new Promise((r) => setTimeout(r, ms));
const rows = (t: string) =>
  [2, 1, 0, -1].map((step, i) => ({
    thread: t,
    namespace: "",
    id: `1f0c-${t}-${step + 1}`,
    parent: step === -1 ? null : `1f0c-${t}-${step}`,
    step,
    source: step === -1 ? "input" : "loop",
    next: [[], ["reply"], ["answer"], ["__start__"]][i],
    finished: [],
    createdAt: null,
    valueBytes: 3,
    pendingWrites: 0,
    dangling: false,
  }));
(self as any).onmessage = async ({ data }: any) => {
  if (data.kind !== "start") return;
  const { job, work } = data;
  const p = (event: any) => post({ kind: "progress", job, event });
  if (work.kind === "run") {
    for (const s of ["Loading LangGraph (540 KiB)", "Starting SQLite", "Starting a worker for your code"]) {
      p({ kind: "step", step: s });
      await wait(150);
    }
    p({ kind: "started" });
    const text = work.files[work.exercise.entry];
    if (text.includes("BROKEN"))
      return post({
        kind: "done",
        job,
        result: {
          kind: "run",
          problems: [{ file: work.exercise.entry, line: 7, column: 10, message: "Unexpected token, expected ';'" }],
          problem: null,
          outcome: null,
          ms: 3,
          databases: [],
        },
      });
    if (text.includes("LOOP")) await wait(1e6);
    for (const t of [
      ["log", "Hello, Ada."],
      ["log", "I do not know you."],
      ["warn", "this is a warning about chat.ts:12"],
      ["error", "Error: no such thread\n    at send (chat.ts:20:9)"],
    ])
      p({ kind: "trace", event: { kind: "console", level: t[0], text: t[1] } });
    p({
      kind: "trace",
      event: {
        kind: "uncaught",
        what: "rejection",
        error: {
          name: "TypeError",
          message: "Cannot read properties of undefined (reading 'content')",
          stack: ["chat.ts:21", "main.ts:5"],
        },
      },
    });
    p({ kind: "trace", event: { kind: "dropped", lines: 31200 } });
    return post({
      kind: "done",
      job,
      result: {
        kind: "run",
        problems: [],
        problem: null,
        outcome: { ended: "finished" },
        ms: 52,
        databases: [
          {
            name: "main",
            bytes: new Uint8Array(40960),
            checkpoints: [...rows("monday"), ...rows("tuesday")],
            unreadable: null,
          },
        ],
      },
    });
  }
  if (work.kind === "claim")
    return post({
      kind: "done",
      job,
      result: {
        kind: "claim",
        evidence: { holds: true, seen: { firstCall: 2, secondCall: 2, error: null } },
        problem: null,
        ms: 41,
      },
    });
  const rules = [
    "the reply is the model's",
    "conversations stay apart",
    "a second message of a conversation sees the first",
    "ten turns are all remembered, in order",
    "two conversations that take turns stay apart",
    "the same opening words do not join two conversations",
    "the thread is the `conversation` that the caller named",
    "what was said survives a restart of the program",
    "every turn is in the database",
  ];
  const st = ["passed", "passed", "failed", "not-run", "timed-out", "passed", "threw", "not-run", "passed"];
  const tests = rules.map((rule, i) => ({ id: `memory/t${i}`, rule, visible: i < 3 }));
  p({ kind: "plan", tests });
  const all = work.files[work.exercise.entry].includes("RIGHT");
  const results = [] as any[];
  for (const [i, t] of tests.entries()) {
    p({ kind: "test", event: { kind: "started", id: t.id, rule: t.rule } });
    await wait(120);
    const s = all ? "passed" : st[i];
    const verdict =
      s === "failed"
        ? {
            status: s,
            what: "the answer to the second message",
            expected: '"You are Ada."',
            actual: '"I do not know you."',
          }
        : s === "threw"
          ? { status: s, error: "TypeError: app.getState is not a function" }
          : s === "timed-out"
            ? { status: s, afterMs: 3000 }
            : s === "not-run"
              ? { status: s, because: "memory/t2 did not pass" }
              : { status: "passed" };
    const result = { id: t.id, rule: t.rule, points: 1, verdict };
    results.push(result);
    p({ kind: "test", event: { kind: "finished", result, ms: 20 } });
  }
  post({
    kind: "done",
    job,
    result: {
      kind: "check",
      problems: [],
      report: {
        format: 1,
        exercise: "x",
        author: null,
        pins: {},
        seed: "1",
        results,
        score: { earned: all ? 9 : 4, possible: 9 },
        diagnosis: all
          ? null
          : {
              mutant: "m",
              misconception:
                "Your code behaves as if every message opened a new conversation. The checkpoints are written, each under a `thread_id` that nobody asks for again.",
              match: 0.93,
            },
        problem: null,
        made: {},
      },
    },
  });
};
