// The self-test page: starts and stops the checks, shows each as it goes, and gives the report. What is checked is loaded when
// the button is pressed.
import { CATALOGUE } from "../session/self-test/catalogue.ts";
import type { CheckState, GroupId, OpenGroup } from "../session/self-test/model.ts";
import { reportText, STAND_IN, summary } from "../session/self-test/report-text.ts";
import { idOf, runChecks } from "../session/self-test/run-checks.ts";
import { seconds } from "../session/self-test/words.ts";
import { drawCheck } from "./self-test-check.ts";
import { h } from "./h.ts";

const ALL = CATALOGUE.flatMap(({ id, checks }) => checks.map(({ name }) => idOf(id, name)));
const TICK_MS = 100;

class SelfTest extends HTMLElement {
  #states = new Map<string, CheckState>();
  #stop: AbortController | null = null;
  #standIn: boolean | null = null;
  #totalMs = 0;
  #report = "";

  connectedCallback(): void {
    const run = this.#part<HTMLButtonElement>("run");
    run.addEventListener("click", () => void this.#run());
    run.disabled = false;
    this.#part("stop").addEventListener("click", () => this.#stop?.abort());
    this.#part("copy").addEventListener("click", () => void this.#copy());
    this.#part("save").addEventListener("click", () => this.#save());
    // A container must not outlive its page, nor wait in the back/forward cache.
    addEventListener("pagehide", () => this.#stop?.abort());
  }

  #part<Kind extends HTMLElement>(name: string): Kind {
    const part = this.querySelector<Kind>(`[data-part="${name}"]`);
    if (!part) throw new Error(`the self-test page has no part "${name}"`);
    return part;
  }

  async #run(): Promise<void> {
    const stop = (this.#stop = new AbortController());
    const since = performance.now();
    this.#begin();
    const ticking = setInterval(() => this.#count(performance.now() - since), TICK_MS);
    try {
      await runChecks({
        groups: CATALOGUE,
        open: (group) => this.#open(group),
        signal: stop.signal,
        changed: (id, state) => this.#changed(id, state),
      });
    } finally {
      clearInterval(ticking);
      this.#totalMs = performance.now() - since;
      this.#count(this.#totalMs);
      this.#end(stop.signal.aborted);
    }
  }

  #begin(): void {
    this.#states = new Map();
    this.#standIn = null;
    for (const id of ALL) this.#changed(id, { phase: "waiting" });
    this.dataset.phase = "running";
    this.#part("report").hidden = true;
    this.#part("stand-in").hidden = true;
    this.#part("stop").hidden = false;
    this.#part("progress").hidden = false;
    // Whoever works by keyboard goes on at the button that is there now.
    this.#part("stop").focus();
    this.#part("run").hidden = true;
  }

  async #open(group: GroupId): Promise<OpenGroup> {
    this.#say(`${CATALOGUE.find(({ id }) => id === group)!.title}: running.`);
    switch (group) {
      case "browser":
        return (await import("../session/self-test/browser-checks.ts")).openBrowserChecks();
      case "worker":
        return (await import("../session/self-test/worker-checks.ts")).openWorkerChecks();
      case "container":
        return (await import("../session/self-test/container-checks.ts")).openContainerChecks((standIn) =>
          this.#hostIs(standIn),
        );
    }
  }

  #changed(id: string, state: CheckState): void {
    this.#states.set(id, state);
    const item = this.querySelector<HTMLElement>(`[data-check="${id}"]`);
    if (item) drawCheck(item, state);
    if (state.phase === "done" && state.result.verdict === "failed")
      this.#say(`Failed: ${item?.querySelector(".asks")?.textContent ?? id}`);
  }

  #hostIs(standIn: boolean): void {
    this.#standIn = standIn;
    if (!standIn) return;
    const note = this.#part("stand-in");
    note.textContent = `The container's host was ${STAND_IN}: what is said of the container below is true of that stand-in alone.`;
    note.hidden = false;
  }

  #count(elapsedMs: number): void {
    const done = [...this.#states.values()].filter(({ phase }) => phase === "done").length;
    this.#part<HTMLProgressElement>("progress").value = done / ALL.length;
    this.#part("counted").textContent = `${done} of ${ALL.length}, ${seconds(elapsedMs)}`;
  }

  #end(wasStopped: boolean): void {
    this.#stop = null;
    this.#report = reportText({
      groups: CATALOGUE,
      states: this.#states,
      standIn: this.#standIn,
      versions: JSON.parse(this.dataset.versions ?? "{}") as Record<string, string>,
      date: new Date().toISOString(),
      userAgent: navigator.userAgent,
      totalMs: this.#totalMs,
    });
    this.#part("text").textContent = this.#report;
    this.#part("report").hidden = false;
    this.#say(`${wasStopped ? "Stopped" : "Done"}: ${summary({ groups: CATALOGUE, states: this.#states })}.`);
    const run = this.#part<HTMLButtonElement>("run");
    run.hidden = false;
    run.textContent = "Run all checks again";
    const stop = this.#part("stop");
    if (stop === document.activeElement) run.focus();
    stop.hidden = true;
    this.#part("progress").hidden = true;
    this.dataset.phase = "done";
  }

  #say(text: string): void {
    this.#part("status").textContent = text;
  }

  async #copy(): Promise<void> {
    const copied = this.#part("copied");
    try {
      await navigator.clipboard.writeText(this.#report);
      copied.textContent = "Copied.";
    } catch {
      copied.textContent = "This browser does not let the page copy: select the text and copy it.";
    }
  }

  #save(): void {
    const url = URL.createObjectURL(new Blob([this.#report], { type: "text/plain" }));
    h("a", { href: url, download: "forkpoint-self-test.txt" }).click();
    // The browser has taken the address by the next turn of its loop.
    setTimeout(() => URL.revokeObjectURL(url), 0);
  }
}

customElements.define("self-test", SelfTest);
