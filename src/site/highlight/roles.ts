// What a piece of code is, to the reader: one list for both tokenisers. Colours are in styles/code-palette.css and nowhere else.
import { type Tag, tags } from "@lezer/highlight";

export type Role = "ink" | "keyword" | "string" | "number" | "comment" | "function" | "type";

interface RoleSource {
  /** TextMate scopes, as Shiki sees them. A longer selector wins over a shorter one. */
  readonly scopes: readonly string[];
  /** Lezer tags, as the editor sees them. */
  readonly tags: readonly Tag[];
}

/**
 * Where the two tokenisers see different things (Lezer does not know that a constant holds a function, TextMate does), the
 * plainer colour is taken, so that a block does not change when the editor takes its place.
 */
export const ROLES: Readonly<Record<Role, RoleSource>> = {
  ink: {
    scopes: [
      "variable",
      "meta.template.expression",
      "punctuation.definition.template-expression",
      "keyword.operator",
      "storage.type.function.arrow",
      "constant.language.undefined",
      "entity.other.inherited-class",
      "meta.definition.variable entity.name.function",
      "meta.definition.method entity.name.function",
      "meta.object-literal.key entity.name.function",
    ],
    tags: [],
  },
  keyword: {
    scopes: [
      "keyword",
      "storage",
      "keyword.operator.expression",
      "keyword.operator.new",
      "variable.language.this",
      "variable.language.super",
    ],
    tags: [tags.keyword, tags.modifier, tags.self, tags.atom],
  },
  string: {
    scopes: [
      "string",
      "string.regexp keyword",
      "string.regexp keyword.operator",
      "constant.character.escape",
      "meta.object-literal.key string",
    ],
    tags: [tags.string, tags.special(tags.string), tags.regexp, tags.escape],
  },
  number: {
    scopes: ["constant.numeric", "constant.language"],
    tags: [tags.number, tags.bool, tags.null],
  },
  comment: {
    scopes: ["comment", "punctuation.definition.comment"],
    tags: [tags.comment],
  },
  function: {
    scopes: ["entity.name.function", "support.function"],
    tags: [
      tags.function(tags.variableName),
      tags.function(tags.propertyName),
      tags.function(tags.definition(tags.variableName)),
      tags.function(tags.definition(tags.propertyName)),
      tags.className,
    ],
  },
  type: {
    scopes: ["entity.name.type", "support.type", "support.class"],
    tags: [tags.typeName, tags.definition(tags.className)],
  },
};

export const cssVariable = (role: Role): string => `--code-${role}`;
