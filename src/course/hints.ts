// hints.md: `## <level> <test id or *>` headings, each followed by the text of one hint.
import type { CourseFault } from "./course-error.ts";
import type { Hint } from "./model.ts";

const HEADING = /^##\s+(?<level>\S+)(?:\s+(?<test>\S+))?(?<rest>.*)$/;

/** Hints in the order of the file. `faults` says what could not be read. */
export function parseHints(markdown: string, file: string): { hints: readonly Hint[]; faults: readonly CourseFault[] } {
  const hints: Hint[] = [];
  const faults: CourseFault[] = [];
  for (const { heading, text, line } of sections(markdown)) {
    const fault = (what: string) =>
      faults.push({ code: "COURSE_HINT_INVALID", file: `${file}:${line}`, key: "", what, todo: HOW });
    if (heading === null) {
      if (text) fault("text before the first hint");
      continue;
    }
    const { level = "", test = "", rest = "" } = HEADING.exec(heading)?.groups ?? {};
    if (level !== "1" && level !== "2" && level !== "3") fault(`"${heading}" has no level from 1 to 3`);
    else if (!test || rest.trim()) fault(`"${heading}" does not name one test`);
    else if (!text) fault(`the hint "${heading}" has no text`);
    else hints.push({ level: Number(level) as Hint["level"], test: test === "*" ? null : test, text });
  }
  return { hints, faults };
}

const HOW = 'Write "## 1 memory/second-turn" (level 1 to 3, then a test id, or * for any test) and the text below it.';

/** The text before the first heading has the heading null. A `# title` and comments are not text. */
function sections(markdown: string): { heading: string | null; text: string; line: number }[] {
  const found = [{ heading: null as string | null, lines: [] as string[], line: 1 }];
  let fenced = false;
  markdown.split(/\r?\n/).forEach((line, index) => {
    if (/^\s*(```|~~~)/.test(line)) fenced = !fenced;
    if (!fenced && line.startsWith("## ")) found.push({ heading: line.trim(), lines: [], line: index + 1 });
    else found.at(-1)?.lines.push(line);
  });
  return found.map(({ heading, lines, line }) => {
    const text = lines.join("\n").replace(/<!--[\s\S]*?-->/g, "");
    return { heading, line, text: (heading === null ? text.replace(/^# .*$/gm, "") : text).trim() };
  });
}
