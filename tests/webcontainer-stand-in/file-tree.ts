// What the client mounts and exports: a tree of files as JSON, or as the MessagePack of @webcontainer/snapshot.
import { mkdir, readdir, readFile, readlink, rm, stat, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { decode, encode } from "@msgpack/msgpack";
import type { Jail } from "./jail.ts";

type Entry =
  | { readonly d: Entries }
  | { readonly f: { readonly c: string | Uint8Array; readonly b?: boolean } | { readonly l: string } };
type Entries = Record<string, Entry>;

/** The first byte of a tree in JSON: "{". MessagePack of a small map begins with another. */
const BRACE = 0x7b;

export async function mountTree(jail: Jail, mountPoint: string, payload: Uint8Array): Promise<void> {
  const base = await jail.resolve(mountPoint);
  if (!(await stat(base).catch(() => null))?.isDirectory())
    throw new Error(`ENOENT: no such file or directory, mount '${mountPoint}'`);
  const tree = (payload[0] === BRACE ? JSON.parse(new TextDecoder().decode(payload)) : decode(payload)) as {
    readonly d: Entries;
  };
  await writeEntries(jail, mountPoint, tree.d);
}

async function writeEntries(jail: Jail, folder: string, entries: Entries): Promise<void> {
  for (const [name, entry] of Object.entries(entries)) {
    if (name === "" || name === "." || name === ".." || /[/\\]/.test(name))
      throw new Error(`not the name of a file: ${JSON.stringify(name)}`);
    const at = path.posix.join(folder, name);
    if ("d" in entry) {
      await mkdir(await jail.resolve(at), { recursive: true });
      await writeEntries(jail, at, entry.d);
    } else if ("l" in entry.f) {
      const link = path.join(await jail.resolve(folder), name);
      await jail.checkLink(link, entry.f.l);
      await rm(link, { force: true });
      await symlink(entry.f.l, link);
    } else {
      const { c: content, b: isLatin1 } = entry.f;
      await writeFile(await jail.resolve(at), isLatin1 ? Buffer.from(content as string, "latin1") : content);
    }
  }
}

export interface ExportOptions {
  readonly format: "json" | "binary" | "zip";
  readonly includes?: unknown;
  readonly excludes?: unknown;
}

export async function exportTree(jail: Jail, name: string, options: ExportOptions): Promise<Uint8Array> {
  if (options.format === "zip" || options.includes || options.excludes)
    throw new Error("the stand-in exports whole folders as json or binary only");
  const tree = { d: await readEntries(await jail.resolve(name), options.format === "json") };
  return options.format === "json" ? new TextEncoder().encode(JSON.stringify(tree)) : encode(tree);
}

async function readEntries(folder: string, asText: boolean): Promise<Entries> {
  const entries: Entries = {};
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) entries[entry.name] = { d: await readEntries(full, asText) };
    else if (entry.isSymbolicLink()) entries[entry.name] = { f: { l: await readlink(full) } };
    else entries[entry.name] = { f: asText ? textOf(await readFile(full)) : { c: await readFile(full) } };
  }
  return entries;
}

/** Bytes that are not UTF-8 travel as Latin-1, marked. */
function textOf(bytes: Buffer): { c: string; b?: boolean } {
  const text = bytes.toString("utf8");
  return Buffer.from(text).equals(bytes) ? { c: text } : { c: bytes.toString("latin1"), b: true };
}
