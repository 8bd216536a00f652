// Beside a result: what it was made in. What a stand-in made must never pass for what WebContainers would, nor what the
// worker made for what Node would.
import type { Place } from "../../session/container/placed-judge.ts";
import { h, icon } from "../h.ts";
import { CAUSE_WORDS, isStandIn } from "./cause-words.ts";

export function drawMadeIn(isolation: string, place: Place): HTMLElement {
  if (isStandIn(isolation))
    return warning("stand-in", "This was made against a stand-in for WebContainers, not on WebContainers.");
  if (place.at === "worker")
    return warning("worker", `Made in the ordinary worker, not in Node. ${CAUSE_WORDS[place.because.cause].what}`);
  return h("p", { class: "made-in" }, `Made in: ${isolation}`);
}

function warning(not: string, text: string): HTMLElement {
  return h("p", { class: "made-in", "data-not-node": not }, icon("problem"), text);
}
