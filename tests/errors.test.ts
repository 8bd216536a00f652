// docs/errors.md explains every error code, and explains no code that is gone.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "..");

test("every error code in the source has a line in docs/errors.md, and the other way round", () => {
  const inCode = codesInSource();
  const inDocs = [...readFileSync(path.join(ROOT, "docs/errors.md"), "utf8").matchAll(/^\| `([A-Z_]+)` \|/gm)].map(
    (m) => m[1],
  );
  expect(inCode.length).toBeGreaterThan(10);
  expect([...new Set(inDocs)].sort()).toEqual([...new Set(inCode)].sort());
});

/** The members of every union type whose name ends in `Code`, and what is written as `code: "…"` in capitals. */
function codesInSource(): string[] {
  const codes: string[] = [];
  for (const entry of readdirSync(path.join(ROOT, "src"), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/(?<!\.d)\.ts$/.test(entry.name)) continue;
    const file = path.join(entry.parentPath, entry.name);
    const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, false);
    const visit = (node: ts.Node): void => {
      if (ts.isTypeAliasDeclaration(node) && node.name.text.endsWith("Code")) codes.push(...literals(node.type));
      if (ts.isPropertyAssignment(node) && node.name.getText(source) === "code") codes.push(...texts(node.initializer));
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return codes.filter((code) => /^[A-Z][A-Z_]+$/.test(code));
}

/** One of two, where it depends. */
function texts(value: ts.Expression): string[] {
  if (ts.isConditionalExpression(value)) return [...texts(value.whenTrue), ...texts(value.whenFalse)];
  return ts.isStringLiteral(value) ? [value.text] : [];
}

function literals(type: ts.TypeNode): string[] {
  if (ts.isUnionTypeNode(type)) return type.types.flatMap(literals);
  return ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal) ? [type.literal.text] : [];
}
