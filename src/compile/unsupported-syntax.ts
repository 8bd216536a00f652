// TypeScript that cannot run here. Found before types are stripped, because the stripper drops some of it without a word.
import { getFormattedTokens } from "sucrase";
import { countedText } from "./counted-text.ts";
import type { CompileProblem } from "./compiled.ts";

interface Token {
  readonly line: number;
  readonly column: number;
  readonly label: string;
  readonly text: string;
}

const WORTH_A_LOOK = /@|\b(?:namespace|module|global|accessor)\b|\bimport\s+[\w$]+\s*=|\bexport\s*=/;
const AFTER_A_VALUE = new Set(["as", "satisfies", "of", "is", "in", "instanceof"]);

/** `code` must be text that the stripper accepts. */
export function unsupportedSyntax(file: string, code: string): CompileProblem[] {
  if (!WORTH_A_LOOK.test(code)) return [];
  const tokens = readTokens(code);
  const problems: CompileProblem[] = [];
  tokens.forEach((token, i) => {
    const message = messageFor(token, tokens[i - 1], tokens[i + 1], tokens[i + 2]);
    if (message) problems.push({ file, line: token.line, column: token.column, message });
  });
  return problems;
}

function messageFor(token: Token, before: Token | undefined, next?: Token, afterNext?: Token): string | null {
  const nameFollows = next !== undefined && /^(?:name|string)$/.test(next.label) && next.line === token.line;
  if (token.label === "@") return "Decorators are not supported here: call the function yourself";
  if (token.label === "import" && afterNext?.label === "=")
    return '`import … = …` is not supported here: write `import { name } from "…"`';
  if (token.label === "export" && next?.label === "=")
    return "`export = …` is not supported here: write `export { name }` or `export default …`";
  if (token.label !== "name" || before?.label === ".") return null;
  if (token.text === "global" && before?.text === "declare" && next?.label === "{")
    return "`declare global` is not supported here: give the value a type where you use it";
  if ((token.text === "namespace" || token.text === "module") && nameFollows && /^[{.]$/.test(afterNext?.label ?? ""))
    return `\`${token.text}\` blocks are not supported here: export from a file of its own`;
  if (token.text === "accessor" && (next?.label === "#" || nameFollows) && !AFTER_A_VALUE.has(next.text))
    return "`accessor` fields are not supported here: write a getter and a setter";
  return null;
}

/** The stripper's own tokens, as it prints them: `4:1-4:10  name  namespace  …`. */
function readTokens(code: string): Token[] {
  const tokens: Token[] = [];
  for (const row of getFormattedTokens(countedText(code), { transforms: ["typescript"] }).split("\n")) {
    const match = /^(\d+):(\d+)-\d+:\d+\s+(\S+)\s+(\S*)/.exec(row);
    if (match) tokens.push({ line: Number(match[1]), column: Number(match[2]), label: match[3]!, text: match[4]! });
  }
  return tokens;
}
