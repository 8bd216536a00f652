// One learner at one exercise: what happens when they press Run, Check, Stop or Reset. Knows no DOM; whoever shows it subscribes.
import type { Exercise, Report } from "../../course/model.ts";
import { openDrafts, type Drafts } from "./drafts.ts";
import { fingerprintFiles } from "./fingerprint.ts";
import { JudgeFailed, WorkCancelled, type JudgeClient } from "./judge-client.ts";
import { noteReport } from "./misread.ts";
import { openOutputLog } from "./output-log.ts";
import { afterCheck, progressKey, parseProgress, readProgress, writeProgress, type Progress } from "./progress.ts";
import { openQuestions, type Questions } from "./questions.ts";
import type { CheckResult, RunResult, WorkEvent } from "./protocol.ts";
import { markEnded, markRunning, takeCrashed } from "./running-marker.ts";
import type { CheckView, RunView, SessionState } from "./session-state.ts";
import type { LabLink } from "./lab/lab-link.ts";
import type { Store } from "./store.ts";

export interface SessionOptions {
  readonly exercise: Exercise;
  readonly judge: JudgeClient;
  readonly store: Store;
  readonly tab: string;
  /** Tells a crash from a neighbour that is still running. */
  readonly isAlive: (tab: string) => boolean;
  readonly now: () => Date;
  /** A new seed for the tests' random data. */
  readonly seed: () => string;
}

export interface Session {
  readonly exercise: Exercise;
  readonly drafts: Drafts;
  readonly questions: Questions;
  readonly state: SessionState;
  subscribe(listener: (state: SessionState) => void): void;
  run(): Promise<void>;
  check(): Promise<void>;
  stop(): void;
  warm(): void;
  edit(path: string, text: string): void;
  reset(): void;
  undoReset(): void;
  forgetReset(): void;
  keepMine(): void;
  takeOther(): void;
  /** What a link brought: its code is offered, and its seed is that of the next checks. */
  takeLink(link: LabLink): void;
  openHint(about: string, level: number): void;
  reveal(): void;
  dismiss(what: "crashed" | "failure"): void;
  storageChanged(key: string | null, text: string | null): void;
}

export function openSession({ exercise, judge, store, tab, isAlive, now, seed }: SessionOptions): Session {
  const drafts = openDrafts({ store, exercise, tab, now });
  const questions = openQuestions({ exercise, judge, store, now, changed: () => set({ questions: questions.state }) });
  const listeners: ((state: SessionState) => void)[] = [];
  let job: AbortController | null = null;
  let linkedSeed: string | null = null;
  let state: SessionState = {
    activity: { phase: "editing" },
    last: null,
    run: null,
    check: null,
    problems: [],
    failure: null,
    progress: readProgress(store, exercise.id),
    questions: questions.state,
    question: drafts.question,
    resetAt: drafts.resetAt,
    crashed: takeCrashed(store, exercise.id, isAlive),
    storage: store.trouble,
  };

  const set = (change: Partial<SessionState>) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener(state);
  };
  const setProgress = (progress: Progress) => {
    const dated = { ...progress, at: now().toISOString() };
    writeProgress(store, exercise.id, dated);
    set({ progress: dated });
  };
  const draftsChanged = () => set({ question: drafts.question, resetAt: drafts.resetAt });
  store.onTrouble((storage) => set({ storage }));

  /** Runs one job at a time; a newer one ends the older, whose result is then never shown. */
  async function work(wants: "run" | "check", act: (signal: AbortSignal) => Promise<Partial<SessionState>>) {
    job?.abort();
    const own = (job = new AbortController());
    markRunning(store, { exercise: exercise.id, doing: wants, at: now().toISOString(), tab });
    set({ activity: { phase: "starting", wants, steps: [] }, last: wants, problems: [], failure: null, crashed: null });
    let change: Partial<SessionState>;
    try {
      change = await act(own.signal);
    } catch (error) {
      if (error instanceof WorkCancelled) change = {};
      else if (error instanceof JudgeFailed) change = { failure: { wants, problem: error.problem } };
      else change = { failure: { wants, problem: ourFault(error) } };
    }
    if (job !== own) return;
    job = null;
    markEnded(store, tab);
    set({ activity: { phase: "editing" }, ...change });
  }

  function onRunEvent(event: WorkEvent): void {
    if (event.kind === "step") return step(event.step);
    if (event.kind === "started") {
      const { isolation = null } = event;
      return set({ activity: { phase: "running" }, run: state.run && { ...state.run, isolation } });
    }
    if (event.kind !== "trace" || !state.run) return;
    state.run.output.add(event.event);
    // The log is the same object; a new view around it tells that it grew.
    set({ run: { ...state.run } });
  }

  function onCheckEvent(event: WorkEvent): void {
    if (event.kind === "step") return step(event.step);
    if (event.kind === "plan")
      return set({ activity: { phase: "checking", planned: event.tests, current: null, finished: [] } });
    const { activity } = state;
    if (event.kind !== "test" || activity.phase !== "checking") return;
    if (event.event.kind === "started") return set({ activity: { ...activity, current: event.event.id } });
    set({ activity: { ...activity, current: null, finished: [...activity.finished, event.event.result] } });
  }

  function step(name: string): void {
    const { activity } = state;
    if (activity.phase === "starting" && activity.steps.at(-1) !== name)
      set({ activity: { ...activity, steps: [...activity.steps, name] } });
  }

  const started = (progress: Progress): Progress =>
    progress.state === "new" ? { ...progress, state: "started" } : progress;

  return {
    exercise,
    drafts,
    questions,
    get state() {
      return state;
    },
    subscribe: (listener) => void listeners.push(listener),
    async run() {
      const fresh: RunView = {
        output: openOutputLog(),
        isolation: null,
        result: null,
        databases: [],
        stopped: false,
      };
      await work("run", async (signal) => {
        set({ run: fresh });
        const result = await judge.start({ kind: "run", exercise, files: drafts.files() }, signal, onRunEvent);
        setProgress(started(state.progress));
        return afterRun(state, result);
      });
      // What kept the program from running told nobody anything.
      if (state.run?.output !== fresh.output || state.run.result?.problem !== null) return;
      void questions.tell();
    },
    async check() {
      const files = drafts.files();
      let visible: ReadonlySet<string> = new Set();
      const onEvent = (event: WorkEvent) => {
        if (event.kind === "plan") visible = new Set(event.tests.filter((test) => test.visible).map(({ id }) => id));
        onCheckEvent(event);
      };
      await work("check", async (signal) => {
        set({ check: null });
        const result = await judge.start(
          { kind: "check", exercise, files, seed: linkedSeed ?? seed() },
          signal,
          onEvent,
        );
        setProgress(afterCheck(state.progress, result.report, fingerprintFiles(files)));
        noteReport(store, exercise.id, result.report, now());
        return afterVerdict(result, visible);
      });
    },
    stop() {
      if (!job) return;
      const run = state.run && !state.run.result ? { ...state.run, stopped: true } : state.run;
      job.abort();
      job = null;
      markEnded(store, tab);
      set({ activity: { phase: "editing" }, run });
    },
    warm: () => judge.warm(),
    edit(path, text) {
      drafts.edit(path, text);
      if (state.problems.some((problem) => problem.file === path))
        set({ problems: state.problems.filter((problem) => problem.file !== path) });
    },
    reset() {
      drafts.reset();
      draftsChanged();
    },
    undoReset() {
      drafts.undoReset();
      draftsChanged();
    },
    forgetReset() {
      drafts.forgetReset();
      draftsChanged();
    },
    keepMine() {
      drafts.keepMine();
      draftsChanged();
    },
    takeOther() {
      drafts.takeOther();
      draftsChanged();
    },
    takeLink(link) {
      linkedSeed = link.seed;
      drafts.offer(link.files);
      draftsChanged();
    },
    openHint(about, level) {
      const before = state.progress.hints[about] ?? 0;
      if (level > before) setProgress({ ...state.progress, hints: { ...state.progress.hints, [about]: level } });
    },
    reveal: () => setProgress({ ...state.progress, revealed: true }),
    dismiss: (what) => set({ [what]: null }),
    storageChanged(key, text) {
      if (key === progressKey(exercise.id)) set({ progress: parseProgress(text) });
      else if (!questions.storageChanged(key) && drafts.changedElsewhere(key, text)) draftsChanged();
    },
  };
}

function afterRun(state: SessionState, result: RunResult): Partial<SessionState> {
  const { problems, problem, outcome, databases } = result;
  if (problems.length > 0 || !state.run) return { problems, run: null };
  // What the program's own top level threw is a part of what it said, not something that kept it from running.
  if (problem?.code === "LOAD_FAILED") {
    state.run.output.addUncaught(problem);
    return { problems, run: { ...state.run, result: { outcome, problem: null }, databases } };
  }
  return { problems, run: { ...state.run, result: { outcome, problem }, databases } };
}

function afterVerdict({ report, problems }: CheckResult, visible: ReadonlySet<string>): Partial<SessionState> {
  const check: CheckView = { report: report satisfies Report, visible };
  return { check, problems };
}

function ourFault(error: unknown) {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { blame: "course", code: "SITE_FAULT", message } as const;
}
