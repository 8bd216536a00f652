// One YAML file, checked against its schema; faults name the key and quote what the schema says about it.
import path from "node:path";
import { parseDocument } from "yaml";
import { z } from "zod";
import type { CourseFault } from "./course-error.ts";
import { readText } from "./read-text.node.ts";

export type YamlResult<T> = { readonly value: T } | { readonly faults: readonly CourseFault[] };

/** `file` is relative to `root` and is what faults name. */
export async function readYaml<S extends z.ZodType>(
  root: string,
  file: string,
  schema: S,
): Promise<YamlResult<z.output<S>>> {
  const read = await readText(path.join(root, file));
  if ("refused" in read) {
    const code = read.refused === "is missing" ? "COURSE_FILE_MISSING" : "COURSE_FILE_UNREADABLE";
    const what = `the file ${read.refused}`;
    return { faults: [{ code, file, key: "", what, todo: `Write ${path.basename(file)} there.` }] };
  }
  const document = parseDocument(read.text, { prettyErrors: true });
  if (document.errors.length > 0)
    return {
      faults: document.errors.map(({ message, linePos }) => ({
        code: "COURSE_FILE_UNREADABLE",
        file: linePos ? `${file}:${linePos[0].line}` : file,
        key: "",
        what: `not YAML: ${message.split("\n")[0]?.replace(/ at line.*$/, "")}`,
        todo: "Mend the syntax.",
      })),
    };
  const parsed = schema.safeParse(document.toJS({ maxAliasCount: 100 }));
  if (parsed.success) return { value: parsed.data };
  return { faults: parsed.error.issues.flatMap((issue) => faultsOf(issue, file, schema)) };
}

function faultsOf(issue: z.core.$ZodIssue, file: string, schema: z.ZodType): CourseFault[] {
  const at = (key: readonly PropertyKey[], what: string, todo: string): CourseFault => ({
    code: "COURSE_KEY_INVALID",
    file,
    key: key.map(String).join("."),
    what,
    todo,
  });
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) =>
      at([...issue.path, key], "there is no such key", `Remove it, or write one of: ${keysAt(schema, issue.path)}.`),
    );
  const meaning = describeAt(schema, issue.path);
  return [at(issue.path, lowerFirst(issue.message), meaning ? `It means: ${meaning}.` : "Correct the value.")];
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function describeAt(schema: z.ZodType, keys: readonly PropertyKey[]): string | undefined {
  // The innermost description on the way: an item of a list is explained by the list.
  let found: string | undefined;
  for (let depth = 1; depth <= keys.length; depth++)
    found = schemaAt(schema, keys.slice(0, depth))?.description ?? found;
  return found;
}

function keysAt(schema: z.ZodType, keys: readonly PropertyKey[]): string {
  const at = schemaAt(schema, keys);
  return at instanceof z.ZodObject ? Object.keys(at.shape).join(", ") : "the documented keys";
}

function schemaAt(schema: z.ZodType, keys: readonly PropertyKey[]): z.ZodType | undefined {
  let at: z.ZodType | undefined = schema;
  for (const key of keys) {
    at = unwrap(at);
    if (at instanceof z.ZodObject) at = at.shape[String(key)] as z.ZodType | undefined;
    else if (at instanceof z.ZodArray) at = at.element as z.ZodType;
    else return undefined;
  }
  return at && (at.description ? at : unwrap(at));
}

function unwrap(schema: z.ZodType | undefined): z.ZodType | undefined {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional)
    return unwrap(schema.unwrap() as z.ZodType);
  return schema;
}
