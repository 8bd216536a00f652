// The Shiki side of the palette: tokens come out with a class per role and no style attribute, which our policy forbids.
import type { ShikiTransformer, ThemeRegistration } from "shiki";
import { cssVariable, type Role, ROLES } from "./roles.ts";

const roles = Object.keys(ROLES) as Role[];

export const shikiTheme: ThemeRegistration = {
  name: "forkpoint",
  type: "light",
  fg: `var(${cssVariable("ink")})`,
  bg: "var(--code-paper)",
  settings: roles.map((role) => ({
    scope: [...ROLES[role].scopes],
    settings: { foreground: `var(${cssVariable(role)})` },
  })),
};

const ROLE_OF_COLOUR = new Map(roles.map((role) => [`var(${cssVariable(role)})`, role]));

/** The role that a Shiki token was coloured by. */
export const roleOfColour = (colour: string | undefined): Role => ROLE_OF_COLOUR.get(colour ?? "") ?? "ink";

export const styleToClass: ShikiTransformer = {
  name: "forkpoint:style-to-class",
  enforce: "post",
  preprocess(_code, options) {
    // By default a line that takes half a second, as the first one can on a busy machine, is left without colours.
    options.tokenizeTimeLimit = 0;
  },
  span(node, _line, _column, _lineElement, token) {
    const role = roleOfColour(token.color);
    delete node.properties.style;
    if (role !== "ink") node.properties.class = `code-${role}`;
  },
  pre(node) {
    delete node.properties.style;
    node.properties.tabindex = "0";
  },
};

export const shikiConfig = { theme: shikiTheme, transformers: [styleToClass] };
