// The editor's side of the palette.
import { typescriptLanguage } from "@codemirror/lang-javascript";
import { HighlightStyle, LanguageSupport, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { styleTags, tags } from "@lezer/highlight";
import { cssVariable, type Role, ROLES } from "./roles.ts";

/**
 * TypeScript in which a call with type arguments is a call, as it is for TextMate. Only rules with as much context as Lezer's own
 * can be added: the others are put behind its rule without context, and never reached.
 */
export const courseTypeScript = typescriptLanguage.configure({
  props: [
    styleTags({
      "InstantiationExpression/VariableName": tags.function(tags.variableName),
      "InstantiationExpression/MemberExpression/PropertyName": tags.function(tags.propertyName),
    }),
  ],
});

const roles = Object.keys(ROLES) as Role[];

export const highlightStyle = HighlightStyle.define(
  roles.flatMap((role) => ROLES[role].tags.map((tag) => ({ tag, color: `var(${cssVariable(role)})` }))),
);

export const typescriptInCourseColours = (): Extension => [
  new LanguageSupport(courseTypeScript),
  syntaxHighlighting(highlightStyle),
];
