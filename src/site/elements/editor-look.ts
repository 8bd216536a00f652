// How the editor looks: the same measures and colours as a code block of the page, all from custom properties.
import { EditorView } from "@codemirror/view";

export const editorLook = EditorView.theme({
  "&": {
    height: "100%",
    backgroundColor: "var(--code-paper)",
    color: "var(--code-ink)",
    fontSize: "0.875rem",
  },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6" },
  ".cm-content": { padding: "0.75rem 0", caretColor: "var(--code-ink)" },
  ".cm-line": { padding: "0 1rem 0 0.5rem" },
  ".cm-gutters": {
    backgroundColor: "var(--code-paper)",
    color: "var(--code-comment)",
    border: "none",
    paddingLeft: "0.25rem",
  },
  ".cm-activeLineGutter": { backgroundColor: "transparent", color: "var(--code-ink)" },
  "&.cm-focused .cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--thread) 7%, transparent)" },
  ".cm-activeLine": { backgroundColor: "transparent" },
  "&.cm-focused .cm-matchingBracket": {
    backgroundColor: "color-mix(in srgb, var(--thread) 22%, transparent)",
    outline: "none",
  },
  ".cm-content ::selection, .cm-content::selection": { backgroundColor: "light-dark(#cfcff8, #3d4285)" },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--bad) 1.5px",
    textUnderlineOffset: "3px",
  },
  ".cm-lint-marker-error": {
    content: "''",
    width: "0.7em",
    height: "0.7em",
    margin: "0.45em 0 0 0.1em",
    borderRadius: "50%",
    backgroundColor: "var(--bad)",
  },
  ".cm-gutter-lint": { width: "0.95em" },
  ".cm-tooltip": {
    border: "1px solid var(--line-strong)",
    borderRadius: "var(--round-small)",
    backgroundColor: "var(--raised)",
    color: "var(--ink)",
    fontFamily: "var(--sans)",
    maxWidth: "32rem",
  },
  ".cm-diagnostic-error": { borderLeft: "4px solid var(--bad)" },
  ".cm-flash": { backgroundColor: "color-mix(in srgb, var(--fork) 22%, transparent)" },
  ".cm-specialChar": { color: "var(--bad)" },
});

/** Added and removed text, told apart by more than colour: the gutter bar, and the side or sign it stands on. */
export const diffLook = EditorView.theme({
  "&": { height: "auto" },
  ".cm-scroller": { overflow: "visible" },
  "&.cm-merge-a .cm-changedLine, .cm-deletedChunk": { backgroundColor: "var(--bad-wash)" },
  "&.cm-merge-b .cm-changedLine, .cm-insertedLine": { backgroundColor: "var(--good-wash)" },
  // Underlined rather than tinted again: comments have little contrast to spare.
  "&.cm-merge-a .cm-changedText, .cm-deletedChunk .cm-deletedText": {
    background: "none",
    boxShadow: "inset 0 -1px color-mix(in srgb, var(--bad) 60%, transparent)",
  },
  "&.cm-merge-b .cm-changedText, .cm-changedText": {
    background: "none",
    boxShadow: "inset 0 -1px color-mix(in srgb, var(--good) 60%, transparent)",
  },
  ".cm-collapsedLines": {
    background: "var(--sunk)",
    color: "var(--ink-soft)",
    fontFamily: "var(--sans)",
    fontSize: "0.8125rem",
    padding: "0.2rem 0.9rem",
  },
});
