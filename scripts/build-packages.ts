// `npm run build:packages`: from the TypeScript of src/savers and src/conformance to the JavaScript, types and source maps
// in their `dist`, which is what a published package holds: the entries of its package.json and what they import. Inside the
// repository nothing reads `dist`.
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

const ROOT = path.resolve(import.meta.dirname, "..");
const PACKAGES = ["src/conformance", "src/savers"];

/** Replaces `dist` of the package in `folder`, given from the repository's root. Throws what the compiler has to say. */
export function buildPackage(folder: string): void {
  const config = path.join(ROOT, folder, "tsconfig.build.json");
  const parsed = ts.getParsedCommandLineOfConfigFile(
    config,
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail },
  );
  const { fileNames, options } = parsed!;
  const ambient = fileNames.filter((file) => file.endsWith(".d.ts"));
  const program = ts.createProgram([...entries(path.join(ROOT, folder)), ...ambient], options);
  const problems = [...parsed!.errors, ...ts.getPreEmitDiagnostics(program)];
  if (problems.length > 0) throw new Error(describe(problems));
  rmSync(options.outDir!, { recursive: true, force: true });
  program.emit(undefined, (file, text) => ts.sys.writeFile(file, file.endsWith(".d.ts") ? withJsEndings(text) : text));
}

function entries(folder: string): string[] {
  const { exports } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as {
    exports: Record<string, { source: string }>;
  };
  return Object.values(exports).map(({ source }) => path.join(folder, source));
}

/** The compiler rewrites import endings in JavaScript but leaves `.ts` in declarations, which older compilers refuse. */
function withJsEndings(declarations: string): string {
  return declarations.replace(/((?:from |import\()"\.[^"]*)\.ts"/g, '$1.js"');
}

function fail(problem: ts.Diagnostic): never {
  throw new Error(describe([problem]));
}

function describe(problems: readonly ts.Diagnostic[]): string {
  return ts.formatDiagnostics(problems, {
    getCanonicalFileName: (file) => file,
    getCurrentDirectory: () => ROOT,
    getNewLine: () => "\n",
  });
}

if (import.meta.main) for (const folder of PACKAGES) buildPackage(folder);
