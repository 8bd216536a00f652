// Before the clock begins: what this is, what is kept, and what the candidate chooses.
import { h } from "../elements/h.ts";
import type { App } from "./app.ts";
import { count } from "./make-export.ts";
import { drawConsent, drawName, drawTime } from "./settings.ts";

export function drawWelcome(app: App): HTMLElement {
  const { session, items, title } = app.page;
  const explained = items.filter(({ explain }) => explain !== null).length;
  return h(
    "article",
    { class: "sheet" },
    h("p", { class: "label" }, "Practice interview"),
    h("h1", { tabindex: -1 }, title),
    h(
      "p",
      { class: "lead" },
      `${count(items.length, "item")}, ${count(session.minutes, "minute")}. You answer in this page, in any order, and hand in one file.`,
    ),
    h(
      "ul",
      {},
      h("li", {}, "Nothing leaves this page until you save the export file. It works without a network."),
      h("li", {}, "Each change is saved in this browser. After a reload you go on where you were."),
      h(
        "li",
        {},
        "Before each run you say how sure you are. That is how you learn whether your “sure” can be relied on.",
      ),
      h(
        "li",
        {},
        "The timer is soft. You can pause it; pauses are in the export with their length. It never locks anything.",
      ),
      h(
        "li",
        {},
        "What you see here is self-checked, with the tests that anybody may read. A reviewer runs your answers again, with more tests.",
      ),
      explained > 0 &&
        h("li", {}, `${count(explained, "item")} also ask for a few words. People read them; no machine scores them.`),
    ),
    h("h2", {}, "As you like it"),
    h("div", { class: "settings" }, drawName(app), drawTime(app), drawConsent(app)),
    h(
      "p",
      { class: "sheet-actions" },
      h(
        "button",
        { type: "button", class: "button primary", click: () => app.act({ do: "begin", now: app.now() }) },
        "Begin",
      ),
      h("span", { class: "note" }, "The clock begins when you do."),
    ),
  );
}
