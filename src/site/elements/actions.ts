// Run, Check, Stop, and the quiet ones.
import type { SessionState } from "../session/session-state.ts";
import { h, icon } from "./h.ts";

export interface ActionHandlers {
  run(): void;
  check(): void;
  stop(): void;
  reset(): void;
  solution(): void;
  keys(): void;
  /** Somebody is about to press Run. */
  warm(): void;
}

export class Actions {
  readonly element: HTMLElement;
  readonly #run: HTMLButtonElement;
  readonly #check: HTMLButtonElement;
  readonly #stop: HTMLButtonElement;
  readonly #solution: HTMLButtonElement;

  constructor(on: ActionHandlers) {
    const command = /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘" : "Ctrl";
    const button = (label: string, kind: string, act: () => void, ...before: Node[]) =>
      h("button", { type: "button", class: `button ${kind}`, click: act }, ...before, label);
    this.#run = button("Run", "primary", on.run, icon("run"));
    this.#run.title = `Run (${command}+Enter)`;
    for (const event of ["pointerenter", "focus"]) this.#run.addEventListener(event, () => on.warm());
    this.#check = button("Check", "", on.check, icon("passed"));
    this.#check.title = `Check (${command}+Shift+Enter)`;
    this.#stop = button("Stop", "stop", on.stop);
    this.#solution = button("Solution", "quiet small", on.solution);
    this.element = h(
      "div",
      { class: "action-bar" },
      this.#run,
      this.#check,
      this.#stop,
      h("span", { class: "gap" }),
      button("Reset", "quiet small", on.reset),
      this.#solution,
      button("Keys", "quiet small keys", on.keys),
    );
  }

  update({ activity, progress }: SessionState): void {
    const busy = activity.phase !== "editing";
    // Kept in place, so that nothing jumps; a disabled button gives its focus away.
    if (!busy && document.activeElement === this.#stop) this.#run.focus();
    this.#stop.disabled = !busy;
    this.#solution.textContent = progress.state === "done" || progress.revealed ? "Compare" : "Solution";
  }
}
