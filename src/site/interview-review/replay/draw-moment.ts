// One moment of an answer: what happened, what the candidate's page said of it, and the files with what had changed in them.
import { readAnswer } from "../../../course/form-answer.ts";
import type { Report } from "../../../course/model.ts";
import type { ShownItem } from "../../../interview/review-page.ts";
import { h, inlineCode } from "../../elements/h.ts";
import { drawForm } from "../answer.ts";
import { colouredLines } from "../code.ts";
import { clock, percent, span, verdictWord } from "../words.ts";
import { type DiffLine, diffLines } from "./diff-lines.ts";
import { isAllGreen, type Moment } from "./moments.ts";

export function momentWords({ kind, attempt }: Moment): string {
  switch (kind) {
    case "given":
      return "as it was given";
    case "edit":
      return "an edit";
    case "end":
      return "as it was handed in";
    case "attempt":
      return `${attempt!.did === "check" ? "checked" : "run"}, ${percent(attempt!.confidence)} sure, ${reportWords(attempt!.report)}`;
  }
}

export function drawMoment(moments: readonly Moment[], index: number, shown: ShownItem): Node[] {
  const moment = moments[index]!;
  const before = moments[index - 1] ?? null;
  return [
    h(
      "p",
      { class: "moment-words" },
      h("strong", {}, clock(moment.at)),
      ` ${momentWords(moment)}`,
      h("span", { class: "moment-count" }, ` (${index + 1} of ${moments.length})`),
    ),
    ...(moment.pausedMs > 0
      ? [h("p", { class: "note pause-note" }, `The clock stood for ${span(moment.pausedMs)} before this.`)]
      : []),
    ...(moment.attempt?.report ? [drawSelfChecked(moment.attempt.report)] : []),
    ...drawFiles(moment, before, shown),
  ];
}

function reportWords(report: Report | null): string {
  if (!report) return "stopped before it had ended";
  if (report.problem) return "nothing could be checked";
  if (report.results.length === 0) return "nothing was checked";
  const passed = report.results.filter(({ verdict }) => verdict.status === "passed").length;
  return `${passed} of ${report.results.length} visible rules held`;
}

function drawSelfChecked(report: Report): HTMLElement {
  return h(
    "details",
    { class: "self-checked", "data-green": isAllGreen(report) },
    h("summary", {}, `Self-checked, in the candidate's browser: ${reportWords(report)}`),
    ...(report.problem ? [h("p", {}, report.problem.message)] : []),
    h(
      "ul",
      {},
      ...report.results.map(({ rule, verdict }) =>
        h("li", {}, ...inlineCode(rule), `: ${verdictWord[verdict.status]}`),
      ),
    ),
  );
}

function drawFiles({ files }: Moment, before: Moment | null, { form, table, starter }: ShownItem): HTMLElement[] {
  return Object.keys(starter).flatMap((name, index) => {
    const text = files[name];
    if (text === undefined) return [];
    const answer = index === 0 && form ? readAnswer(form, text) : null;
    if (form && answer) {
      const same = before?.files[name] === text;
      return [
        h(
          "div",
          { class: "answer" },
          drawForm(form, answer, table),
          h("p", { class: "note" }, changeWords(before, same)),
        ),
      ];
    }
    // A last line break ends a line, it does not begin one.
    const [then, now] = [before ? (before.files[name] ?? "") : text, text].map((one) => one.replace(/\n$/, ""));
    const lines = diffLines(then!, now!);
    const count = (kind: DiffLine["kind"]) => lines.filter((line) => line.kind === kind).length;
    const [added, removed] = [count("added"), count("removed")];
    const said = added + removed === 0 ? changeWords(before, true) : `+${added} −${removed} since the moment before`;
    return [h("figure", { class: "file" }, h("figcaption", {}, `${name}: ${said}`), drawDiff(lines, now!, name))];
  });
}

function changeWords(before: Moment | null, same: boolean): string {
  if (!before) return "the beginning";
  return same ? "the same as the moment before" : "changed since the moment before";
}

/** Signs in front of the lines say what colour says too. */
function drawDiff(lines: readonly DiffLine[], text: string, name: string): HTMLElement {
  const coloured = colouredLines(text);
  let at = 0;
  const drawn = lines.map(({ kind, text: line }) => {
    const content = kind === "removed" ? [line] : (coloured[at++] ?? [line]);
    const sign = kind === "added" ? "+" : kind === "removed" ? "−" : " ";
    const tag = kind === "added" ? "ins" : kind === "removed" ? "del" : "span";
    return h(tag, { class: `diff-line ${kind}` }, `${sign} `, ...content, "\n");
  });
  const label = `${name} at this moment, with what had changed`;
  return h(
    "pre",
    { class: "astro-code diff", tabindex: 0, role: "region", "aria-label": label },
    h("code", {}, ...drawn),
  );
}
