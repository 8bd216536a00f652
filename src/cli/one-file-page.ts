// Pages in one file, for people who open them from their disk: bundled from the site's sources by their paths, since shells do
// not import each other, with a policy by hashes.
import { createHash } from "node:crypto";
import { build, type BuildOptions, type OutputFile, type Plugin } from "esbuild";
import { HOME } from "./open-course.ts";

const COMMON = {
  absWorkingDir: HOME,
  outdir: HOME,
  bundle: true,
  write: false,
  minify: true,
  format: "iife",
  target: "es2022",
  platform: "browser",
  // The packages of this repository from their source.
  conditions: ["source", "browser", "import"],
  legalComments: "none",
  charset: "utf8",
  logLevel: "silent",
} satisfies BuildOptions;

export interface Bundle {
  readonly script: string;
  readonly style: string;
}

/** Throws when the sources cannot be built. */
export async function bundle(entry: string, plugins: Plugin[] = []): Promise<Bundle> {
  const { outputFiles } = await build({ ...COMMON, entryPoints: [entry], plugins });
  const text = (ending: string) => outputFiles.find((file: OutputFile) => file.path.endsWith(ending))?.text ?? "";
  return { script: text(".js"), style: text(".css").replaceAll("</", "<\\/") };
}

/** A script as it may stand in an element: only strings and patterns of ours hold these, where the backslash changes nothing. */
export function insideElement(script: string): string {
  return script.replace(/<\/(script)/gi, "<\\/$1").replaceAll("<!--", "<\\!--");
}

/** JSON in which nothing can end the element that holds it, or begin another. */
export function asData(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

export interface PageHead {
  readonly title: string;
  readonly style: string;
  /** Of the page's content policy, besides those that every page has. */
  readonly policy: readonly string[];
  /** An address; null = none. */
  readonly icon: string | null;
}

/** From the first byte to the end of the head. */
export function headOf({ title, style, policy, icon }: PageHead): string {
  const whole = [
    "default-src 'none'",
    ...policy,
    `style-src ${sourceHash(style)}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${whole}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
${icon === null ? "" : `<link rel="icon" href="${icon}">\n`}<title>${escapeText(title)}</title>
<style>${style}</style>
</head>`;
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/** As a content policy names a script or a style. */
export function sourceHash(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
