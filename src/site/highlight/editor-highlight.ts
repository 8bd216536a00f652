// The editor's side of the palette.
import { typescriptLanguage } from "@codemirror/lang-javascript";
import { HighlightStyle, LanguageSupport, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { styleTags, tags } from "@lezer/highlight";
import { cssVariable, type Role, ROLES } from "./roles.ts";

/** TypeScript whose method names count as functions, as they do for TextMate. */
export const courseTypeScript = typescriptLanguage.configure({
  props: [styleTags({ "MethodDeclaration/PropertyDefinition": tags.function(tags.definition(tags.propertyName)) })],
});

const roles = Object.keys(ROLES) as Role[];

export const highlightStyle = HighlightStyle.define(
  roles.flatMap((role) => ROLES[role].tags.map((tag) => ({ tag, color: `var(${cssVariable(role)})` }))),
);

export const typescriptInCourseColours = (): Extension => [
  new LanguageSupport(courseTypeScript),
  syntaxHighlighting(highlightStyle),
];
