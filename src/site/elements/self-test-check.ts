// One check of the self-test as it is shown: its state, what was measured, what that means.
import { canIsolate, isolatePage } from "../session/container/isolate-page.ts";
import type { CheckState, Verdict } from "../session/self-test/model.ts";
import { VERDICTS } from "../session/self-test/report-text.ts";
import { ms } from "../session/self-test/words.ts";
import { h, icon, type IconName } from "./h.ts";

const ICONS: Readonly<Record<Verdict, IconName>> = {
  passed: "passed",
  failed: "failed",
  finding: "waiting",
  untold: "skipped",
};

export function drawCheck(item: HTMLElement, state: CheckState): void {
  const said = item.querySelector<HTMLElement>(".said")!;
  const asks = said.querySelector(".asks")!;
  const took = item.querySelector(".took")!;
  item.dataset.state = state.phase === "done" ? state.result.verdict : state.phase;
  took.textContent = state.phase === "done" && state.result.verdict !== "untold" ? ms(state.ms) : "";
  switch (state.phase) {
    case "waiting":
      word(item, icon("waiting"), "waiting");
      return said.replaceChildren(asks);
    case "running":
      word(item, icon("busy"), "running");
      return said.replaceChildren(asks, ...(state.step ? [h("p", { class: "step" }, state.step)] : []));
    case "done": {
      const { verdict, measured, means } = state.result;
      word(item, icon(ICONS[verdict]), VERDICTS[verdict]);
      said.replaceChildren(asks, h("p", { class: "measured" }, measured), h("p", { class: "means" }, means));
      if (item.dataset.check === "browser/persistence") said.append(askToKeep(item));
      if (item.dataset.check === "browser/isolation" && verdict === "failed" && canIsolate())
        said.append(askToIsolate());
    }
  }
}

function word(item: HTMLElement, shape: SVGSVGElement, text: string): void {
  item.querySelector(".state")!.replaceChildren(shape, text);
}

/** For hosts that cannot set headers. */
function askToIsolate(): HTMLElement {
  const told = h("span", { role: "status" });
  const ask = () =>
    isolatePage().catch((error: unknown) => {
      told.textContent = `This browser does not allow that: ${String(error)}`;
    });
  const button = h("button", { type: "button", class: "button small", click: () => void ask() }, "Isolate this page");
  return h("p", { class: "keep" }, button, told);
}

/** Browsers ask the person, or decide by themselves without a word. */
function askToKeep(item: HTMLElement): HTMLElement {
  const told = h("span", { role: "status" });
  const ask = async () => {
    try {
      const granted = await navigator.storage.persist();
      told.textContent = granted ? "It keeps what is stored." : "It does not promise that.";
    } catch (error) {
      told.textContent = `It cannot be asked: ${String(error)}`;
    }
    item.dataset.asked = "";
  };
  const button = h("button", { type: "button", class: "button small", click: () => void ask() }, "Ask it to keep all");
  return h("p", { class: "keep" }, button, told);
}
