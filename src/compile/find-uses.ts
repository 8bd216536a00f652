// What a module uses that not every engine has: declarations with `using`, and globals by their names.
import { parse } from "acorn";
import { walk } from "./syntax-tree.ts";

/** "using", or the first of `globals` that is named; null = none. `code` is JavaScript that compiled. */
export function findUse(code: string, globals: readonly string[]): string | null {
  // Most modules have nothing that looks like it, and are not parsed.
  if (!/\busing\s+[\p{L}_$]/u.test(code) && !globals.some((name) => code.includes(name))) return null;
  let found: string | null = null;
  walk(parse(code, { ecmaVersion: "latest", sourceType: "module" }), (node) => {
    if (node.type === "VariableDeclaration" && /\busing$/.test(node.kind)) found ??= "using";
    if (node.type === "Identifier" && globals.includes(node.name)) found ??= node.name;
  });
  return found;
}
