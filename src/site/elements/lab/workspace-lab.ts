// The lab of an exercise: follows the learner's runs, and makes links to what it shows. Loaded when its tab is first opened.
import { openLab, type LabSession } from "../../session/lab/lab-session.ts";
import { findNode } from "../../../inspect/find-node.ts";
import { nameOf } from "../../session/lab/named-checkpoint.ts";
import { linkFragment, linkText, MOST_ADDRESS_CHARS, readLinkText, type LabLink } from "../../session/lab/lab-link.ts";
import { openReader } from "../../session/lab/open-reader.ts";
import { openJudge } from "../../session/open-judge.ts";
import type { Session } from "../../session/session.ts";
import type { SessionState } from "../../session/session-state.ts";
import { ask } from "../dialogs.ts";
import { saveAs } from "./lab-bar.ts";
import { LabView } from "./lab-view.ts";

export class WorkspaceLab {
  readonly element: HTMLElement;
  readonly #session: Session;
  readonly #lab: LabSession;
  #shown: SessionState["run"] = null;

  constructor(session: Session, run: () => void) {
    this.#session = session;
    const { exercise } = session;
    const program = { exercise, files: () => session.drafts.files() };
    this.#lab = openLab({ judge: openJudge(), reader: openReader(), program });
    this.element = new LabView({
      lab: this.#lab,
      name: exercise.id,
      runProgram: run,
      toEditor: null,
      copyLink: () => this.#copyLink(),
      openLinkFile: (text) => this.#openLinkFile(text),
    }).element;
    this.update(session.state);
  }

  /** The next run opens there. */
  aim(link: LabLink): void {
    if (link.at) this.#lab.aim(link.at);
  }

  /** What a run left is shown once, when it has ended. */
  update({ run }: SessionState): void {
    if (!run?.result || (run.result === this.#shown?.result && run.databases === this.#shown.databases)) return;
    this.#shown = run;
    void this.#lab.show(run.databases.map(({ name, bytes }) => ({ name, bytes })));
  }

  async #copyLink(): Promise<void> {
    const link = this.#link();
    const address = new URL(location.href);
    address.hash = await linkFragment(link);
    if (address.href.length <= MOST_ADDRESS_CHARS) {
      // The address bar has it too, for whoever has no clipboard.
      history.replaceState(null, "", address);
      const isCopied = await copy(address.href);
      await ask({
        title: isCopied ? "The link is copied" : "Your link is in the address bar",
        text: "It holds your code, the seed of the last Check and the checkpoint that is chosen, and stands in the address bar. The database is not in it: whoever opens the link presses Run.",
        yes: "All right",
        no: "Close",
      });
      return;
    }
    const save = await ask({
      title: "Too long for a link",
      text: "Your code does not fit into an address that every mail program keeps whole. Save it as a file instead: “Open file” in the lab of this exercise reads it.",
      yes: "Save the file",
    });
    if (save) saveAs(new Blob([linkText(link)], { type: "application/json" }), `${link.exercise}.forkpoint.json`);
  }

  #link(): LabLink {
    const { exercise, drafts, state } = this.#session;
    const files = drafts.files();
    const changed = drafts.changedFromStarter().map((path) => [path, files[path] ?? ""]);
    const { tree, selected } = this.#lab.state;
    const node = findNode(tree, selected);
    return {
      exercise: exercise.id,
      files: Object.fromEntries(changed) as Record<string, string>,
      seed: state.check?.report.seed ?? null,
      at: tree && node ? nameOf(tree, node) : null,
    };
  }

  async #openLinkFile(text: string): Promise<void> {
    const read = readLinkText(text, this.#session.exercise);
    if ("problem" in read)
      return void (await ask({
        title: "This file cannot be opened",
        text: read.problem,
        yes: "All right",
        no: "Close",
      }));
    this.#session.takeLink(read.link);
    this.aim(read.link);
  }
}

/** False where the clipboard is not to be had. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
