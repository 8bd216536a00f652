// What is answered, what will be in the export, and the way back: nothing is final until the file is handed in, nor after it.
import { ask } from "../elements/dialogs.ts";
import { h } from "../elements/h.ts";
import type { App } from "./app.ts";
import { clockText } from "./clock.ts";
import { count, exportName, exportWords, makeExport, progressOf } from "./make-export.ts";
import { drawRecording } from "./settings.ts";
import { answerOf } from "./state.ts";

export function drawFinish(app: App, open: (exercise: string) => void): HTMLElement {
  const { page, state } = app;
  const saved = h("p", { class: "note", role: "status" });
  const save = () => {
    saveFile(exportName(page.session), exportText(app));
    saved.textContent = `Saved as ${exportName(page.session)}, where your browser puts downloads. You can go back, change something and save again.`;
  };
  return h(
    "article",
    { class: "sheet finish" },
    h("p", { class: "label" }, "Practice interview"),
    h("h1", { tabindex: -1 }, "Your answers"),
    h(
      "p",
      { class: "lead" },
      `${clockText(state.clock.elapsedMs)} of ${count(page.session.minutes + state.extraMinutes, "minute")}. The clock stands.`,
    ),
    drawTable(app, open),
    h("h2", {}, "What will be in the export"),
    h("ul", {}, ...exportWords(page, state).map((text) => h("li", {}, text))),
    h("p", { class: "note" }, "Self-checked: no verdict of this page counts. A reviewer runs the answers again."),
    drawRaw(app),
    state.recorded && drawRecording(app),
    h(
      "p",
      { class: "sheet-actions" },
      h("button", { type: "button", class: "button primary", click: save }, "Save the export file"),
      h(
        "button",
        { type: "button", class: "button", click: () => app.act({ do: "go-on", now: app.now() }) },
        "Back to the items",
      ),
      h("button", { type: "button", class: "button quiet", click: () => print() }, "Print this page"),
      h("button", { type: "button", class: "button quiet", click: () => void askErase(app) }, "Erase everything"),
    ),
    saved,
  );
}

export async function askErase(app: App): Promise<void> {
  const text =
    "Answers, confidence, explanations, recording and clock are taken out of this browser. You can undo it until you close the page.";
  if (await ask({ title: "Erase everything?", text, yes: "Erase everything", no: "Keep it" })) app.erase();
}

function drawTable(app: App, open: (exercise: string) => void): HTMLElement {
  const { page, state } = app;
  const rows = page.items.map((item, index) => {
    const { id, title } = item.exercise;
    const { confidence, explanation } = answerOf(state, id);
    const said = explanation.trim() === "" ? "none" : "written";
    return h(
      "tr",
      {},
      h(
        "th",
        { scope: "row" },
        h("button", { type: "button", class: "place", click: () => open(id) }, `${index + 1}. ${title}`),
      ),
      h("td", {}, progressOf(item, state)),
      h("td", {}, confidence === null ? "not said" : `${Math.round(confidence * 100)} %`),
      h("td", {}, item.explain === null ? "not asked" : said),
    );
  });
  const heads = ["Item", "Answer", "Confidence", "Explanation"].map((text) => h("th", { scope: "col" }, text));
  const table = h("table", {}, h("thead", {}, h("tr", {}, ...heads)), h("tbody", {}, ...rows));
  return h("div", { class: "form-scroll", role: "region", "aria-label": "Your answers", tabindex: 0 }, table);
}

/** Written when it is opened: with a recording it can be long. */
function drawRaw(app: App): HTMLElement {
  const pre = h("pre", { class: "raw", tabindex: 0, "aria-label": "The export file" });
  const details = h("details", { class: "raw-export" }, h("summary", {}, "The file itself"), pre);
  details.addEventListener("toggle", () => {
    if (details.open) pre.textContent = exportText(app);
  });
  return details;
}

function exportText({ page, state }: App): string {
  return `${JSON.stringify(makeExport(page, state), null, 2)}\n`;
}

export function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  h("a", { href: url, download: name }).click();
  // Not at once: the browser reads it after this task.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
