// The place of the lab in a workspace. The lab itself is fetched when it is first looked at.
import type { LabLink } from "../session/lab/lab-link.ts";
import type { Session } from "../session/session.ts";
import type { SessionState } from "../session/session-state.ts";
import { h } from "./h.ts";
import type { WorkspaceLab } from "./lab/workspace-lab.ts";

export class LabTab {
  readonly element = h("div", { class: "lab-place" }, h("p", { class: "empty" }, "Getting the lab …"));
  readonly #session: Session;
  readonly #run: () => void;
  #opening: Promise<WorkspaceLab | null> | null = null;
  #lab: WorkspaceLab | null = null;

  /** `run` is what the Run button does. */
  constructor(session: Session, run: () => void) {
    this.#session = session;
    this.#run = run;
  }

  open(): Promise<WorkspaceLab | null> {
    return (this.#opening ??= this.#load());
  }

  async aim(link: LabLink): Promise<void> {
    (await this.open())?.aim(link);
  }

  update(state: SessionState): void {
    this.#lab?.update(state);
  }

  async #load(): Promise<WorkspaceLab | null> {
    try {
      const { WorkspaceLab } = await import("./lab/workspace-lab.ts");
      this.#lab = new WorkspaceLab(this.#session, this.#run);
      this.element.replaceChildren(this.#lab.element);
      return this.#lab;
    } catch (error) {
      this.#opening = null;
      this.element.replaceChildren(this.#notLoaded(error));
      return null;
    }
  }

  #notLoaded(error: unknown): Node {
    const why = error instanceof Error ? error.message : String(error);
    return h(
      "section",
      { class: "problem", "data-blame": "host" },
      h("h2", {}, "The lab could not be loaded"),
      h("p", {}, `${why}. Your code, and what it left, are here; check the connection.`),
      h("p", {}, h("button", { type: "button", class: "button", click: () => void this.open() }, "Try again")),
    );
  }
}
