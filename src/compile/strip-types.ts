// TypeScript → JavaScript by removing types. Line numbers stay; columns do not.
import { transform } from "sucrase";
import type { CompileProblem } from "./compiled.ts";
import { TOO_DEEP, countedText, TooAmbiguous } from "./counted-text.ts";
import { unsupportedSyntax } from "./unsupported-syntax.ts";

export type Stripped = { readonly code: string } | { readonly problems: readonly CompileProblem[] };

export function stripTypes(file: string, source: string): Stripped {
  if (file.endsWith(".js")) return { code: source };
  let code: string;
  try {
    code = transform(countedText(source), { transforms: ["typescript"], disableESTransforms: true }).code;
  } catch (error) {
    return { problems: [syntaxProblem(file, source, error)] };
  }
  const problems = unsupportedSyntax(file, source);
  return problems.length > 0 ? { problems } : { code };
}

function syntaxProblem(file: string, source: string, error: unknown): CompileProblem {
  if (error instanceof TooAmbiguous || error instanceof RangeError)
    return { file, line: 1, column: 1, message: TOO_DEEP };
  const text = error instanceof Error ? error.message : String(error);
  const match = /^(?:Error transforming .*?: )?(.*) \((\d+):(\d+)\)$/s.exec(text);
  if (!match) return { file, line: 1, column: 1, message: text };
  const [line, column] = [Number(match[2]), Number(match[3])];
  return { file, line, column, message: describe(match[1]!, source.split("\n")[line - 1] ?? "", column) };
}

/** “Unexpected token” alone says nothing: name the token. */
function describe(message: string, lineText: string, column: number): string {
  if (!/^Unexpected token/.test(message)) return message;
  const token = /^(?:[\w$]+|[^\s\w$])/.exec(lineText.slice(column - 1))?.[0];
  return token ? `Unexpected “${token}”` : "Something is missing at the end of this line or before it";
}
