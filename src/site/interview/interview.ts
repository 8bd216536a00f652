// Joins the parts: state, storage, clock, tabs, views. Knows what is shown when; what things mean is the business of the parts.
import type { PageData, PageParts } from "../../interview/page-data.ts";
import { h } from "../elements/h.ts";
import { openStore } from "../session/store.ts";
import type { App } from "./app.ts";
import { clockText } from "./clock.ts";
import { drawFinish, saveFile } from "./finish-view.ts";
import { openKeeper } from "./keep.ts";
import { NoteList, STORAGE_TEXT } from "./notes.ts";
import { openTab } from "./one-tab.ts";
import { openJudge } from "./open-judge.ts";
import { type Act, type InterviewState, isTimeUp, newState, reduce } from "./state.ts";
import { storeKeys } from "./store-keys.ts";
import { TimerView } from "./timer-view.ts";
import { drawWelcome } from "./welcome-view.ts";
import { drawPaused, WorkView } from "./work-view.ts";

export interface Places {
  readonly header: HTMLElement;
  readonly notes: HTMLElement;
  readonly main: HTMLElement;
  readonly status: HTMLElement;
}

const BEAT_MS = 1_000;
const KEPT_BEATS = 5;

export async function openInterview(page: PageData, parts: PageParts, places: Places): Promise<void> {
  const { session } = page;
  const store = openStore(() => localStorage);
  const keeper = openKeeper(store, session, (act, ms) => setTimeout(act, ms));
  const notes = new NoteList();
  places.notes.replaceChildren(notes.element);
  let state = newState(session);
  let shown: Shown | null = null;
  let isMine = false;
  let beats = 0;

  const app: App = {
    page,
    judge: openJudge(parts),
    get state() {
      return state;
    },
    act,
    now: () => Date.now(),
    say: (text) => (places.status.textContent = text),
    erase,
  };
  const timer = new TimerView(app);
  places.header.append(timer.element);

  function act(what: Act): void {
    if (!isMine) return;
    const before = state;
    state = reduce(session, state, what);
    if (state === before) return;
    if (!isTimeUp(before) && isTimeUp(state)) tellTimeIsUp();
    // A beat of the clock alone is kept by itself: the whole state may be long.
    const { clock, ...rest } = state;
    const isBeat = clock.stoppedAt === before.clock.stoppedAt && sameBut(rest, before);
    if (!isBeat) keeper.save(state);
    draw();
  }

  function draw(): void {
    timer.update();
    const { phase } = state;
    if (shown?.phase !== phase) {
      shown?.leave?.();
      shown = open(phase);
      places.main.replaceChildren(shown.element);
      shown.update?.();
      // Not at the very beginning: whoever has just opened the page is at its top.
      if (isDrawn) places.main.querySelector<HTMLElement>("h1")?.focus();
      isDrawn = true;
    } else shown.update?.();
  }
  let isDrawn = false;

  function open(phase: InterviewState["phase"]): Shown {
    switch (phase) {
      case "welcome":
        return { phase, element: drawWelcome(app) };
      case "paused":
        return { phase, element: drawPaused(app) };
      case "finished":
        return { phase, element: drawFinish(app, openItem) };
      case "work": {
        const work = new WorkView(app);
        return {
          phase,
          element: work.element,
          update: () => work.update(),
          leave: () => work[Symbol.dispose](),
          key: (wants) => work.key(wants),
        };
      }
    }
  }

  function openItem(exercise: string): void {
    act({ do: "go-on", now: app.now() });
    act({ do: "open", exercise, now: app.now() });
  }

  function erase(): void {
    const before = state;
    keeper.erase();
    notes.clear();
    state = newState(session);
    shown?.leave?.();
    shown = null;
    draw();
    const undo = () => {
      state = before;
      // The time since is none that the page was worked in.
      act({ do: "reopen", now: app.now() });
      keeper.save(state);
      shown = null;
      draw();
    };
    notes.show({
      name: "erased",
      kind: "info",
      text: "Everything is erased from this browser. A file that you saved is where you put it.",
      actions: [["Undo", undo]],
    });
  }

  function tellTimeIsUp(): void {
    const text = `The time is up. Nothing is locked: go on as long as you like; the export says how long it took.`;
    notes.show({ name: "time-up", kind: "info", text });
  }

  function take(): void {
    tab.take();
    isMine = true;
    const { state: kept, unreadable } = keeper.load();
    if (unreadable !== null) tellUnreadable(unreadable);
    if (kept) {
      state = kept;
      act({ do: "reopen", now: app.now() });
      if (kept.phase !== "welcome") tellRestored();
    }
    shown = null;
    draw();
  }

  function tellRestored(): void {
    const last = state.log.at(-1);
    const stood = last?.what === "paused" && last.by === "closed" ? ` The clock stood for ${clockText(last.ms)}.` : "";
    const text = `Your answers are here again, as you left them in this browser.${stood}`;
    notes.show({ name: "restored", kind: "info", text });
  }

  function tellUnreadable(text: string): void {
    notes.show({
      name: "unreadable",
      kind: "problem",
      text: "This browser had kept something of this interview that the page cannot read, so you begin anew. It was put aside, and you can save it as a file.",
      actions: [["Save it", () => saveFile(`interview-${session.id}-unreadable.txt`, text)]],
    });
  }

  function standAside(text: string): void {
    isMine = false;
    shown?.leave?.();
    shown = null;
    timer.element.hidden = true;
    const takeOver = h("button", { type: "button", class: "button primary" }, "Go on in this tab");
    // Asked once more: the other tab then saves what it has.
    takeOver.addEventListener("click", () => void tab.isElsewhere().then(take));
    places.main.replaceChildren(
      h(
        "article",
        { class: "sheet" },
        h("h1", { tabindex: -1 }, "This interview is open in another tab"),
        h("p", {}, text),
        h("p", { class: "sheet-actions" }, takeOver),
      ),
    );
  }

  const tab = openTab({
    store,
    keys: storeKeys(session),
    own: crypto.getRandomValues(new Uint32Array(2)).join("-"),
    flush: () => isMine && keeper.flush(),
    lost: () => standAside("It went on there. Two tabs would save over each other, so this one waits."),
    listen: (heard) => addEventListener("storage", ({ key, newValue }) => heard(key, newValue)),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });

  const showTrouble = () => {
    if (store.trouble) notes.show({ name: "storage", kind: "problem", text: STORAGE_TEXT[store.trouble] });
    else notes.hide("storage");
  };
  store.onTrouble(showTrouble);
  showTrouble();
  addEventListener("pagehide", () => {
    if (!isMine) return;
    act({ do: "beat", now: app.now() });
    keeper.beat(app.now());
    keeper.flush();
  });
  // Back from another page, as it was left: the browser had it asleep.
  addEventListener("pageshow", ({ persisted }) => persisted && act({ do: "reopen", now: app.now() }));
  setInterval(() => {
    if (!isMine || state.phase !== "work") return;
    act({ do: "beat", now: app.now() });
    if (beats++ % KEPT_BEATS === 0 && state.clock.beatAt !== null) keeper.beat(state.clock.beatAt);
  }, BEAT_MS);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
    event.preventDefault();
    shown?.key?.(event.shiftKey ? "check" : "run");
  });

  if (await tab.isElsewhere()) standAside("Two tabs would save over each other, so only one of them has it.");
  else take();
}

interface Shown {
  readonly phase: InterviewState["phase"];
  readonly element: HTMLElement;
  update?(): void;
  leave?(): void;
  key?(wants: "run" | "check"): void;
}

function sameBut(rest: Omit<InterviewState, "clock">, before: InterviewState): boolean {
  return (Object.keys(rest) as (keyof typeof rest)[]).every((name) => rest[name] === before[name]);
}
