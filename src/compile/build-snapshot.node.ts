// What a container is filled with, as one file that `mount` of @webcontainer/api takes: the guest program and what it needs,
// and packages that give a plain program the same libraries under their own names. Nothing is ever installed there.
import path from "node:path";
import { encode } from "@msgpack/msgpack";
import { KERNEL_ENTRIES } from "./kernel-entries.ts";

/** Path → content. */
export type SnapshotFiles = Readonly<Record<string, Uint8Array>>;

export const GUEST_FILES = ["guest.node.mjs", "kernel.js", "node-libraries.mjs", "sql-wasm.wasm"] as const;

/** As @webcontainer/snapshot writes it, but in the order of the names: that package writes in the order in which files are read. */
export function encodeSnapshot(files: SnapshotFiles): Uint8Array {
  const root: Folder = { d: {} };
  for (const name of Object.keys(files).sort()) {
    const steps = name.split("/");
    const last = steps.pop()!;
    let folder = root;
    for (const step of steps) folder = (folder.d[step] ??= { d: {} }) as Folder;
    folder.d[last] = { f: { c: files[name]! } };
  }
  return encode(root);
}

interface Folder {
  readonly d: Record<string, Folder | { readonly f: { readonly c: Uint8Array } }>;
}

export interface Libraries {
  /** Package → version. */
  readonly pins: Readonly<Record<string, string>>;
  /** Library → names of its exports. */
  readonly exports: Readonly<Record<string, readonly string[]>>;
}

export function snapshotFiles(guest: SnapshotFiles, libraries: Libraries): SnapshotFiles {
  return { ...guest, "package.json": json({ private: true, type: "module" }), ...packageFiles(libraries) };
}

/** A package for each library of the kernel; `node:async_hooks` stays Node's own, which no package can replace. */
function packageFiles({ pins, exports }: Libraries): SnapshotFiles {
  const files: Record<string, Uint8Array> = {};
  const entries: Record<string, Record<string, string>> = {};
  for (const specifier of KERNEL_ENTRIES) {
    const [, name, subpath] = /^((?:@[^/]+\/)?[^/:]+)(?:\/(.+))?$/.exec(specifier) ?? [];
    if (name === undefined) continue;
    const file = `${subpath ?? "index"}.js`;
    const at = `node_modules/${name}/${file}`;
    files[at] = text(
      moduleText(specifier, exports[specifier]!, path.posix.relative(path.posix.dirname(at), "kernel.js")),
    );
    (entries[name] ??= {})[subpath === undefined ? "." : `./${subpath}`] = `./${file}`;
  }
  for (const [name, of] of Object.entries(entries))
    files[`node_modules/${name}/package.json`] = json({ name, version: pins[name], type: "module", exports: of });
  return files;
}

function moduleText(specifier: string, names: readonly string[], kernel: string): string {
  const named = names.filter((name) => name !== "default");
  const lines = [
    `import { registry } from ${JSON.stringify(kernel)};`,
    `const library = registry[${JSON.stringify(specifier)}];`,
    // Under other names first: an export may be called what cannot name a variable.
    ...named.map((name, i) => `const e${i} = library[${JSON.stringify(name)}];`),
    `export { ${named.map((name, i) => `e${i} as ${name}`).join(", ")} };`,
    ...(names.includes("default") ? ["export default library.default;"] : []),
  ];
  return lines.join("\n") + "\n";
}

function json(value: unknown): Uint8Array {
  return text(JSON.stringify(value, null, 1) + "\n");
}

function text(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}
