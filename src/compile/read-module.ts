// One file's JavaScript as a tree, with what it imports and exports. Judges nothing but its syntax.
import { parse, type AnyNode, type ImportDeclaration, type Literal, type Program } from "acorn";
import { RESERVED_NAME } from "./restore-context.ts";
import { walk } from "./syntax-tree.ts";

export interface ModuleImport {
  readonly specifier: string;
  /** Where the quoted specifier stands in the JavaScript. */
  readonly start: number;
  readonly end: number;
  /** Names that are taken; a namespace import, `export *` and `import()` take none by name. */
  readonly names: readonly { readonly name: string; readonly at: number }[];
  /** `export * from`: the names of the target become names of this file. */
  readonly reexportsAll: boolean;
}

export interface ReadModule {
  readonly program: Program;
  readonly imports: readonly ModuleImport[];
  readonly exports: readonly string[];
  /** `import * as x`: local name → specifier. */
  readonly namespaces: ReadonlyMap<string, string>;
}

/** Takes an offset in the JavaScript. */
type Report = (at: number, message: string) => void;

export function readModule(code: string, report: Report): ReadModule {
  let program: Program;
  try {
    program = parse(code, { ecmaVersion: "latest", sourceType: "module", preserveParens: true });
  } catch (error) {
    const { pos, message } = error as SyntaxError & { pos?: number };
    report(pos ?? 0, message.replace(/ \(\d+:\d+\)$/, ""));
    return { program: parse("", { ecmaVersion: "latest" }), imports: [], exports: [], namespaces: new Map() };
  }
  const imports: ModuleImport[] = [];
  const exports: string[] = [];
  const namespaces = new Map<string, string>();
  for (const node of program.body) {
    const found = staticImport(node, report);
    if (found) imports.push(found);
    exports.push(...exportedNames(node));
    if (node.type === "ImportDeclaration") noteNamespace(node, namespaces);
  }
  walk(program, (node) => {
    if (node.type === "ImportExpression") {
      if (isText(node.source)) imports.push(importOf(node.source, [], false));
      else
        report(node.start, "`import(…)` needs a quoted name here: what is imported must be known before the code runs");
    } else if (node.type === "MetaProperty" && node.meta.name === "import")
      report(node.start, "`import.meta` is not available here: the code has no address of its own");
    else if (node.type === "Identifier" && RESERVED_NAME.test(node.name))
      report(node.start, `The name “${node.name}” is used by the course itself: choose another one`);
  });
  for (const { start, end } of imports)
    if (code.slice(start, end).includes("\n")) report(start, "The name of what is imported must stand on one line");
  return { program, imports, exports, namespaces };
}

function staticImport(node: AnyNode, report: Report): ModuleImport | null {
  if (
    node.type !== "ImportDeclaration" &&
    node.type !== "ExportNamedDeclaration" &&
    node.type !== "ExportAllDeclaration"
  )
    return null;
  if (!node.source) return null;
  if (node.attributes.length > 0)
    report(node.start, "Imports `with { … }` are not supported here: only code can be imported");
  if (node.type === "ExportAllDeclaration") return importOf(node.source, [], node.exported == null);
  const names = node.specifiers.flatMap((specifier) => {
    if (specifier.type === "ImportNamespaceSpecifier") return [];
    if (specifier.type === "ImportDefaultSpecifier") return [{ name: "default", at: specifier.start }];
    return [
      {
        name: nameOf(specifier.type === "ImportSpecifier" ? specifier.imported : specifier.local),
        at: specifier.start,
      },
    ];
  });
  return importOf(node.source, names, false);
}

function importOf(source: Literal, names: ModuleImport["names"], reexportsAll: boolean): ModuleImport {
  return { specifier: String(source.value), start: source.start, end: source.end, names, reexportsAll };
}

function noteNamespace(node: ImportDeclaration, namespaces: Map<string, string>): void {
  for (const specifier of node.specifiers)
    if (specifier.type === "ImportNamespaceSpecifier") namespaces.set(specifier.local.name, String(node.source.value));
}

function exportedNames(node: AnyNode): string[] {
  if (node.type === "ExportDefaultDeclaration") return ["default"];
  if (node.type === "ExportAllDeclaration") return node.exported ? [nameOf(node.exported)] : [];
  if (node.type !== "ExportNamedDeclaration") return [];
  const names = node.specifiers.map(({ exported }) => nameOf(exported));
  const { declaration } = node;
  if (!declaration) return names;
  if (declaration.type !== "VariableDeclaration") return [declaration.id.name];
  return declaration.declarations.flatMap(({ id }) => boundNames(id));
}

function boundNames(pattern: AnyNode): string[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern.name];
    case "AssignmentPattern":
      return boundNames(pattern.left);
    case "RestElement":
      return boundNames(pattern.argument);
    case "ArrayPattern":
      return pattern.elements.flatMap((element) => (element ? boundNames(element) : []));
    case "ObjectPattern":
      return pattern.properties.flatMap((property) =>
        boundNames(property.type === "Property" ? property.value : property),
      );
    default:
      return [];
  }
}

function isText(node: AnyNode): node is Literal & { value: string } {
  return node.type === "Literal" && typeof node.value === "string";
}

function nameOf(node: { type: string; name?: string; value?: unknown }): string {
  return node.type === "Identifier" ? node.name! : String(node.value);
}
