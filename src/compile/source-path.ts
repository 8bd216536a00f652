// Paths inside a submission: relative, POSIX, no way up. What they name is looked up in `Files`, never on a disk.
import type { Files } from "../course/model.ts";

const MODULE = /\.(?:ts|js)$/;

/** What is wrong with a path, or null. */
export function pathProblem(path: string): string | null {
  const parts = path.split("/");
  if (path.includes("\\") || path.includes("\0")) return "a path uses / and no \\";
  if (parts.some((part) => part === "" || part === "." || part === ".."))
    return "a path is relative and stays inside the folder";
  return MODULE.test(path) ? null : "only .ts and .js files are compiled";
}

/** The file that a relative specifier means, or null: `./x`, `./x.ts` and `./x.js` all find x.ts. */
export function findFile(files: Files, importer: string, specifier: string): string | null {
  const base = joinPath(importer, specifier);
  if (base === null) return null;
  const candidates = [
    base,
    `${base}.ts`,
    `${base}.js`,
    base.replace(/\.js$/, ".ts"),
    `${base}/index.ts`,
    `${base}/index.js`,
  ];
  return candidates.find((path) => MODULE.test(path) && Object.hasOwn(files, path)) ?? null;
}

function joinPath(importer: string, specifier: string): string | null {
  const parts = importer.split("/").slice(0, -1);
  for (const part of specifier.split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) return null;
    } else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}
