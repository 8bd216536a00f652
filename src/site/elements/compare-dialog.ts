// Two versions of the learner's files side by side. Loaded only when somebody asks; nothing in here can change a file.
import type { Exercise, Files } from "../../course/model.ts";
import type { DraftQuestion } from "../session/drafts.ts";
import "./diff-view.ts";
import type { DiffView } from "./diff-view.ts";
import { openDialog } from "./dialogs.ts";
import { h } from "./h.ts";
import { tabList } from "./tab-list.ts";

/** The solution is fetched here and nowhere else. */
export async function showSolution(exercise: Exercise, mine: Files): Promise<void> {
  const solution = await fetchSolution(exercise.id);
  if ("failed" in solution) {
    openDialog(
      "The solution could not be loaded",
      h("p", {}, `${solution.failed} Nothing of yours changed; try again.`),
    );
    return;
  }
  const text = "This is one right answer among many. Yours is on the left and stays as it is.";
  // In the order of the workspace's own tabs.
  const order = Object.keys(exercise.starter);
  const files = Object.entries(solution.files).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  const names = ["yours", "a solution"] as const;
  showComparison("Your code beside a solution", text, mine, Object.fromEntries(files), names);
}

export function showQuestion(question: DraftQuestion, exercise: Exercise, mine: Files): void {
  const newStarter = question.kind === "starter-changed";
  const other = newStarter ? exercise.starter : question.texts;
  const shown = Object.fromEntries(question.paths.map((path) => [path, other[path] ?? ""]));
  const { title, names } = COMPARED[question.kind];
  showComparison(title, "Close this to choose.", mine, shown, names);
}

const COMPARED: Readonly<Record<DraftQuestion["kind"], { title: string; names: readonly [string, string] }>> = {
  "starter-changed": { title: "Your copy beside the new starter", names: ["your copy", "the new starter"] },
  "edited-elsewhere": { title: "This tab beside the other", names: ["this tab", "the other tab"] },
  linked: { title: "Your copy beside the link's", names: ["your copy", "the link's"] },
};

async function fetchSolution(id: string): Promise<{ files: Files } | { failed: string }> {
  try {
    const response = await fetch(`/exercises/${id}/solution.json`);
    if (!response.ok) return { failed: `The server answered ${response.status}.` };
    return (await response.json()) as { files: Files };
  } catch (error) {
    return { failed: `${error instanceof Error ? error.message : String(error)}.` };
  }
}

function showComparison(
  title: string,
  text: string,
  mine: Files,
  other: Files,
  names: readonly [mine: string, other: string],
): void {
  const paths = Object.keys(other);
  const changed = paths.filter((path) => mine[path] !== other[path]);
  const view = h("diff-view" as "div") as unknown as DiffView;
  const show = (path: string) => view.show(mine[path] ?? "", other[path] ?? "", names);
  const tabs = h(
    "div",
    { class: "file-tabs", role: "tablist", "aria-label": "Files" },
    ...paths.map((path) =>
      h(
        "button",
        { type: "button", role: "tab", "data-tab": path, "aria-selected": "false", "aria-controls": "compared" },
        path,
        !changed.includes(path) && h("span", { class: "given" }, "the same"),
      ),
    ),
  );
  const panel = h("div", { id: "compared", role: "tabpanel", class: "compared-files" }, view);
  const dialog = openDialog(
    title,
    h("p", {}, text),
    tabs,
    panel,
    h(
      "p",
      { class: "dialog-actions" },
      h("button", { type: "button", class: "button", click: () => dialog.close() }, "Close"),
    ),
  );
  dialog.classList.add("wide");
  tabList(tabs, show).select(changed[0] ?? paths[0] ?? "");
}
