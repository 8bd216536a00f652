// A variant of an exercise: the same rubric under other names, so that an answer learned by heart does not fit. Which names are
// changed is cautious: a word that might mean something else anywhere in the exercise stays as it is. The pack is verified after.
import { createHash } from "node:crypto";
import jsTokens from "js-tokens";
import { parseDocument } from "yaml";
import type { ExerciseFolder, Files } from "../course/model.ts";
import type { Variant } from "./pack-file.ts";
import { WORDS } from "./pack-words.ts";

/** What hosts, tests and libraries call by name. */
const CONTRACT =
  /^(graphOf|observe|rows|main|answer|tests|default|(get|update|bulkUpdate)State(History)?|(get|put|delete|copy)(Tuple|Writes|Thread)|add(Node|Edge|ConditionalEdges|Sequence)|put|get|list|delete|search|prune|copy|batch|listNamespaces|invoke|stream|streamEvents|compile|withConfig|setup|stop|start|close|open|export|import)$/;
const KEPT_FILES = ["main.ts", "observe.ts"];

/** `files`: all of `exercises/<id>` and `solutions/<id>`, by paths relative to the course. The same for the same seed. */
export function planVariant(exercise: ExerciseFolder, files: Files, seed: string): Variant {
  const word = wordsNotIn(files, seed);
  const code = Object.entries(files).flatMap(([name, text]) => (isCode(name) ? [...jsTokens(text)] : []));
  const names = exportedNames(exercise).filter((name) => isOwnName(name, code, files));
  const ids = nodeNames(exercise).filter((id) => !names.includes(id) && isOnlyAnId(id, code, files));
  const renamed = (list: readonly string[], rename: (name: string) => string) =>
    Object.fromEntries(list.map((name) => [name, rename(name)]));
  return {
    files: renamed(ownFiles(exercise, files), (name) => `${word()}-${name}`),
    names: renamed(names, (name) => (/^[A-Z]/.test(name) ? `${capital(word())}${name}` : `${name}${capital(word())}`)),
    nodes: renamed(ids, word),
  };
}

/** Without the words that could mean something else: two words in one are nobody's key and nobody's prose. */
export function namesOnly({ files, names }: Variant): Variant {
  return { files, names: Object.fromEntries(Object.entries(names).filter(([name]) => isDistinctive(name))), nodes: {} };
}

export function applyVariant(files: Files, variant: Variant): Files {
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [renamePath(name, variant), rewrite(name, text, variant)]),
  );
}

function isCode(name: string): boolean {
  return name.endsWith(".ts");
}

/** Words in an order of the seed's, without those that occur in the exercise. */
function wordsNotIn(files: Files, seed: string): () => string {
  const texts = Object.values(files).join("\n").toLowerCase();
  const rank = (word: string) => createHash("sha256").update(`${seed}/${word}`).digest("hex");
  const left = WORDS.filter((word) => !texts.includes(word)).sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  return () => {
    const word = left.shift();
    if (word === undefined) throw new Error("the exercise has more names than there are words for a variant");
    return word;
  };
}

function capital(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1);
}

/** Base names of the starter's files that are nowhere the name of another file. */
function ownFiles({ starter }: ExerciseFolder, files: Files): string[] {
  const names = Object.keys(starter).map((name) => name.split("/").at(-1)!);
  const inTests = Object.keys(files).flatMap((name) => (name.includes("/tests/") ? [name.split("/").at(-1)!] : []));
  return names.filter(
    (name, index) => names.indexOf(name) === index && names.lastIndexOf(name) === index && !isKept(name),
  );

  function isKept(name: string): boolean {
    return KEPT_FILES.includes(name) || inTests.includes(name);
  }
}

/** Without the ids of predictions, which observe() answers by name. */
function exportedNames({ starter, exports, predict }: ExerciseFolder): string[] {
  const declared = Object.values(starter).flatMap((text) =>
    [...text.matchAll(/^export (?:async )?(?:function\*?|class|const|let|interface|type) ([\w$]+)/gm)].map(
      (match) => match[1]!,
    ),
  );
  return [...new Set([...exports, ...declared])].filter((name) => !predict.some(({ id }) => id === name));
}

type Tokens = readonly { readonly type: string; readonly value: string }[];

function isOwnName(name: string, code: Tokens, files: Files): boolean {
  if (CONTRACT.test(name) || importedFromLibraries(files).has(name)) return false;
  return isDistinctive(name) || !meansMore(name, code);
}

/** Two words in one are nobody's prose, so they can be replaced wherever they stand. */
function isDistinctive(name: string): boolean {
  return /[a-z\d][A-Z]/.test(name);
}

/** It is a member of something, or a string, so perhaps a key. */
function meansMore(name: string, code: Tokens): boolean {
  return code.some(({ type, value }, index) => {
    if (type === "StringLiteral") return value.slice(1, -1) === name;
    return value === name && /^\??\.$/.test(code[index - 1]?.value ?? "");
  });
}

function importedFromLibraries(files: Files): Set<string> {
  const imports = Object.values(files).flatMap((text) => [
    ...text.matchAll(/\bimport\s+(?:type\s+)?\{([^}]*)\}\s*from\s*["'](?!\.)/g),
  ]);
  return new Set(imports.flatMap((match) => match[1]!.match(/[\w$]+/g) ?? []));
}

/** Names of nodes and ids of threads that the starter fixes. */
function nodeNames({ starter, observe }: ExerciseFolder): string[] {
  const found = [...Object.values(starter), observe ?? ""].flatMap((text) =>
    [...text.matchAll(/(?:addNode\(\s*|thread_id:\s*)"([a-z][a-z\d-]*)"/g)].map((match) => match[1]!),
  );
  return [...new Set(found)];
}

/** As a string of its own, and in prose only where it is marked as code. */
function isOnlyAnId(id: string, code: Tokens, files: Files): boolean {
  const inCode = code.some(({ type, value }) => {
    if (type === "IdentifierName") return value === id;
    if (type === "StringLiteral") return value.slice(1, -1) !== id && wholeWord(id).test(value);
    return /Template|Comment/.test(type) && wholeWord(id).test(value);
  });
  if (inCode) return false;
  return Object.entries(files).every(
    ([name, text]) => isCode(name) || name.endsWith(".json") || !wholeWord(id).test(text.replace(/`[^`\n]*`/g, "")),
  );
}

function wholeWord(name: string): RegExp {
  return new RegExp(`(?<![\\w$-])${name.replace(/[.$-]/g, "\\$&")}(?![\\w$-])`, "g");
}

function renamePath(path: string, { files }: Variant): string {
  const [, folder = "", name = path] = /^(.*\/)([^/]*)$/.exec(path) ?? [];
  // A mutant of one file is called after its idea, and tests after what they are.
  const isRenamed = Object.hasOwn(files, name) && !/\/(mutants|tests)\/$/.test(folder);
  return isRenamed ? `${folder}${files[name]}` : path;
}

function rewrite(path: string, text: string, variant: Variant): string {
  const distinctive = Object.entries(variant.names).filter(([name]) => isDistinctive(name));
  const plain = Object.fromEntries(Object.entries(variant.names).filter(([name]) => !isDistinctive(name)));
  let changed = text;
  for (const [from, to] of [...Object.entries(variant.files), ...distinctive])
    changed = changed.replace(wholeWord(from), () => to);
  if (isCode(path)) return rewriteTokens(changed, plain, variant.nodes);
  if (path.endsWith("/exercise.yaml")) changed = rewriteExports(changed, plain);
  const marked = Object.entries({ ...plain, ...variant.nodes });
  return changed.replace(/`[^`\n]*`/g, (span) =>
    marked.reduce((inside, [from, to]) => inside.replace(wholeWord(from), () => to), span),
  );
}

function rewriteTokens(text: string, names: Variant["names"], ids: Variant["nodes"]): string {
  return [...jsTokens(text)]
    .map(({ type, value }) => {
      if (type === "IdentifierName" && Object.hasOwn(names, value)) return names[value];
      const inside = value.slice(1, -1);
      if (type === "StringLiteral" && Object.hasOwn(ids, inside)) return `${value[0]}${ids[inside]}${value[0]}`;
      return value;
    })
    .join("");
}

function rewriteExports(text: string, names: Variant["names"]): string {
  const document = parseDocument(text);
  const { exports } = document.toJS() as { exports: string[] };
  if (!exports.some((name) => Object.hasOwn(names, name))) return text;
  document.set(
    "exports",
    exports.map((name) => names[name] ?? name),
  );
  return document.toString({ lineWidth: 0 });
}
