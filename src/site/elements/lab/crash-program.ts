// The text of the program that is run, folded.
import { CRASH_PROGRAM } from "../../../lab/crash/program.ts";
import { h } from "../h.ts";

export function crashProgram(): HTMLElement {
  const files = Object.entries(CRASH_PROGRAM).map(([name, text]) =>
    h(
      "details",
      { class: "crash-file", open: name === "order.ts" },
      h("summary", {}, h("code", {}, name)),
      h("pre", { class: "astro-code", tabindex: 0, "aria-label": name }, h("code", {}, text.trimEnd())),
    ),
  );
  return h("details", { class: "crash-program" }, h("summary", {}, "The program that is run"), ...files);
}
