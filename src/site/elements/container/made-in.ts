// Beside a result: what it was made in. What a stand-in made must never pass for what WebContainers would.
import { h, icon } from "../h.ts";
import { isStandIn } from "./cause-words.ts";

export function drawMadeIn(isolation: string): HTMLElement {
  if (!isStandIn(isolation)) return h("p", { class: "made-in" }, `Made in: ${isolation}`);
  return h(
    "p",
    { class: "made-in", "data-stand-in": "" },
    icon("problem"),
    "This was made against a stand-in for WebContainers, not on WebContainers.",
  );
}
