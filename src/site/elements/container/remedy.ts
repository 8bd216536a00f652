// The buttons that go with a cause.
import { canIsolate, isolatePage } from "../../session/container/isolate-page.ts";
import type { Cause } from "../../session/container/placed-judge.ts";
import { h } from "../h.ts";
import { CAUSE_WORDS } from "./cause-words.ts";

export interface RemedyHandlers {
  again(): void;
  insist(): void;
}

export function drawRemedy(cause: Cause, on: RemedyHandlers): HTMLElement {
  const told = h("span", { role: "status" });
  const button = (label: string, act: () => void) =>
    h("button", { type: "button", class: "button small", click: act }, label);
  const isolate = () =>
    isolatePage().catch((error: unknown) => {
      told.textContent = `This browser does not allow that: ${error instanceof Error ? error.message : String(error)}`;
    });
  const { remedy } = CAUSE_WORDS[cause];
  return h(
    "p",
    { class: "remedy" },
    remedy === "again" && button("Try Node again", () => on.again()),
    remedy === "insist" && button("Try all the same", () => on.insist()),
    remedy === "isolate" && canIsolate() && button("Isolate this page", () => void isolate()),
    remedy === "isolate" &&
      !canIsolate() &&
      "This browser offers no service workers here, so the headers have to come from the server.",
    remedy === "open-alone" &&
      h("a", { class: "button small", href: location.href, target: "_blank" }, "Open it by itself"),
    told,
  );
}
