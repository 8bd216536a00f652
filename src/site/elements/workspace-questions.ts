// What is asked before something is replaced or given away. The comparison, and the solution with it, is loaded on a yes only.
import type { Session } from "../session/session.ts";
import { ask } from "./dialogs.ts";

export async function askReset(session: Session): Promise<void> {
  const changed = session.drafts.changedFromStarter();
  if (changed.length === 0) {
    const text = "Your files are as the starter has them, so nothing would change.";
    await ask({ title: "Nothing to reset", text, yes: "All right", no: "Close" });
    return;
  }
  const files = new Intl.ListFormat("en").format(changed);
  const text = `Your changes in ${files} will be replaced by the starter. You can undo this afterwards. Progress and hints stay.`;
  if (await ask({ title: "Back to the starter?", text, yes: "Reset my code" })) session.reset();
}

export async function askSolution(session: Session): Promise<void> {
  const { progress } = session.state;
  if (progress.state !== "done" && !progress.revealed) {
    const yes = await ask({
      title: "See a solution before yours passes?",
      text: "Trying once more teaches more than reading. If you go on, a solution is shown beside your code; yours stays as it is, and you can still pass.",
      yes: "Show the solution",
      no: "Try again first",
    });
    if (!yes) return;
    session.reveal();
  }
  const { showSolution } = await import("./compare-dialog.ts");
  await showSolution(session.exercise, session.drafts.files());
}

/** The learner's files beside those that they are asked about: a new starter's, or another tab's. */
export async function compareQuestion(session: Session): Promise<void> {
  const { question } = session.state;
  if (!question) return;
  const { showQuestion } = await import("./compare-dialog.ts");
  showQuestion(question, session.exercise, session.drafts.files());
}
