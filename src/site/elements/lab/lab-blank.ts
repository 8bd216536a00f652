// What stands where nothing can be drawn: why, and what to do next.
import type { LabState } from "../../session/lab/lab-state.ts";
import { h } from "../h.ts";
import type { LabMeans } from "./lab-view.ts";

export function blank({ phase, problem, databases }: LabState, { lab, runProgram }: LabMeans): HTMLElement {
  const run =
    runProgram && h("p", {}, h("button", { type: "button", class: "button primary", click: runProgram }, "Run it"));
  switch (phase) {
    case "reading":
    case "ready":
      return h("div", { class: "lab-blank" }, h("p", {}, "Reading the database …"));
    case "unreadable":
      return h(
        "div",
        { class: "lab-blank" },
        h("p", {}, h("strong", {}, "This file cannot be shown.")),
        h("p", {}, sentence(problem ?? "No reason is known.")),
        lab.state.canUndo
          ? h(
              "p",
              {},
              h("button", { type: "button", class: "button", click: () => void lab.undo() }, "Back to what was here"),
            )
          : run,
      );
    case "empty":
      return h("div", { class: "lab-blank" }, ...emptyWords(databases.length > 0, runProgram !== null), run);
  }
}

function emptyWords(hasDatabase: boolean, canRun: boolean): Node[] {
  if (hasDatabase)
    return [
      h("p", {}, h("strong", {}, "No checkpoint is in this database.")),
      h(
        "p",
        {},
        "Either nothing has run on it, or its threads were deleted. A run that is killed before the first put leaves nothing either.",
      ),
    ];
  if (!canRun)
    return [
      h("p", {}, h("strong", {}, "No database is open.")),
      h(
        "p",
        {},
        "Open a file that a saver of @forkpoint/savers wrote, or go to Crash: it brings a program of its own.",
      ),
      h("p", {}, h("button", { type: "button", class: "button primary", click: chooseFile }, "Open a file")),
    ];
  return [
    h("p", {}, h("strong", {}, "No thread yet.")),
    h(
      "p",
      {},
      "Run the program, and its checkpoints appear here as a tree. Before you do: how many will there be, and will it be a line or a tree?",
    ),
  ];
}

function sentence(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}

/** As the button of the bar does. */
function chooseFile(event: Event): void {
  const lab = event.currentTarget instanceof Element ? event.currentTarget.closest(".lab") : null;
  lab?.querySelector<HTMLInputElement>(".lab-bar input[type=file]")?.click();
}
