// What the candidate may choose at any time and need not explain: the timer, extra time, the recording.
import { ask } from "../elements/dialogs.ts";
import { h } from "../elements/h.ts";
import type { App } from "./app.ts";
import { clockText } from "./clock.ts";
import { count } from "./make-export.ts";
import { answerOf } from "./state.ts";

const MOST_EXTRA_MINUTES = 600;

export function drawName(app: App): HTMLElement {
  const input = h("input", {
    id: "name",
    type: "text",
    maxlength: 200,
    autocomplete: "off",
    value: app.state.name,
    "aria-describedby": "name-note",
    input: () => app.act({ do: "name", name: input.value }),
  });
  return h(
    "div",
    { class: "field" },
    h("label", { for: "name" }, "Your name, if you like"),
    input,
    h("p", { class: "note", id: "name-note" }, "It is in the export file and nowhere else. You may leave it empty."),
  );
}

export function drawTime(app: App): HTMLElement {
  const shown = h("input", {
    id: "timer-shown",
    type: "checkbox",
    checked: app.state.timerShown,
    change: () => app.act({ do: "show-timer", shown: shown.checked }),
  });
  const extra = h("input", {
    id: "extra",
    type: "number",
    min: 0,
    max: MOST_EXTRA_MINUTES,
    step: 1,
    value: app.state.extraMinutes,
    inputmode: "numeric",
    "aria-describedby": "extra-note",
    change: () => {
      const asked = Number.isFinite(extra.valueAsNumber) ? Math.round(extra.valueAsNumber) : 0;
      const minutes = Math.min(MOST_EXTRA_MINUTES, Math.max(0, asked));
      extra.value = String(minutes);
      app.act({ do: "extend", minutes, now: app.now() });
    },
  });
  return h(
    "div",
    { class: "field" },
    h("label", { class: "check" }, shown, h("span", {}, "Show the timer")),
    h("label", { for: "extra" }, "Extra minutes"),
    extra,
    h(
      "p",
      { class: "note", id: "extra-note" },
      "Take what you need; nobody asks why. The export says how many. When the time is up you are told, and nothing is locked.",
    ),
  );
}

/** `redraw`: what it shows about the recording changed. */
export function drawConsent(app: App): HTMLElement {
  const box = h("input", {
    id: "consent",
    type: "checkbox",
    checked: app.state.recorded,
    "aria-describedby": "consent-note",
    change: () => void change(),
  });
  async function change(): Promise<void> {
    if (box.checked) return app.act({ do: "consent", recorded: true });
    if (recordedWords(app).length > 0) {
      const text = "What was recorded so far is erased, but for the last run of each item. This cannot be undone.";
      if (!(await ask({ title: "Stop recording?", text, yes: "Stop and erase", no: "Go on recording" }))) {
        box.checked = true;
        return;
      }
    }
    app.act({ do: "consent", recorded: false });
  }
  return h(
    "div",
    { class: "field" },
    h("label", { class: "check" }, box, h("span", {}, "Record my attempts and edits")),
    h(
      "p",
      { class: "note", id: "consent-note" },
      "Off unless you choose it. It keeps each run and check with its files and your confidence, your edits every few seconds, and when you opened which item, so that a reviewer can see how you came to an answer. You can look at it, erase it, or stop it at any time. Without it, the last run or check of each item is kept, and no more.",
    ),
  );
}

/** What has been recorded, to be seen and to be erased. */
export function drawRecording(app: App): HTMLElement {
  const element = h("div", { class: "field recording" });
  const draw = () => {
    const words = recordedWords(app);
    const erase = async () => {
      const text =
        "Attempts and edits recorded so far are erased, but for the last run of each item. Your answers stay.";
      if (!(await ask({ title: "Erase the recording?", text, yes: "Erase it", no: "Keep it" }))) return;
      app.act({ do: "erase-recording" });
      draw();
    };
    element.replaceChildren(
      h("h3", {}, "What has been recorded"),
      words.length === 0
        ? h("p", { class: "note" }, "Nothing.")
        : h(
            "ol",
            { class: "recorded", tabindex: 0, "aria-label": "Recorded" },
            ...words.map((each) => h("li", {}, each)),
          ),
      words.length === 0
        ? ""
        : h("button", { type: "button", class: "button small", click: () => void erase() }, "Erase the recording"),
    );
  };
  draw();
  return element;
}

function recordedWords({ state, page }: App): string[] {
  if (!state.recorded) return [];
  const attempts = page.items.flatMap(({ exercise: { id, title } }) =>
    answerOf(state, id).attempts.map(({ at, did, confidence }) => ({
      at,
      text: `${did === "run" ? "ran" : "checked"} “${title}”, ${Math.round(confidence * 100)} % sure`,
    })),
  );
  const titles = new Map(page.items.map(({ exercise: { id, title } }) => [id, title]));
  const log = state.log.flatMap((entry) => {
    if (entry.what === "opened") return [{ at: entry.at, text: `opened “${titles.get(entry.exercise)}”` }];
    if (entry.what !== "edited") return [];
    return [
      {
        at: entry.at,
        text: `edited ${count(Object.keys(entry.files).length, "file")} of “${titles.get(entry.exercise)}”`,
      },
    ];
  });
  return [...attempts, ...log].sort((a, b) => a.at - b.at).map(({ at, text }) => `${clockText(at)} ${text}`);
}
