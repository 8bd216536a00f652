// The client's file calls, on the real files of one container.
import { watch, type FSWatcher } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import type { Jail } from "./jail.ts";

const FILE = 1;
const FOLDER = 2;

type EncodingOption = BufferEncoding | { readonly encoding?: BufferEncoding | null } | null;
type ListOptions = string | { readonly encoding?: string | null; readonly withFileTypes?: boolean } | null;

export class ContainerFiles {
  readonly #jail: Jail;
  readonly #onChange: (watcher: number, event: string, name: string | null) => void;
  readonly #watchers = new Map<number, FSWatcher>();

  constructor(jail: Jail, onChange: (watcher: number, event: string, name: string | null) => void) {
    this.#jail = jail;
    this.#onChange = onChange;
  }

  async readFile(name: string, encoding: BufferEncoding | null): Promise<string | Uint8Array> {
    const bytes = await readFile(await this.#jail.resolve(name));
    return encoding ? bytes.toString(encoding) : new Uint8Array(bytes);
  }

  async writeFile(name: string, data: string | Uint8Array, options: EncodingOption): Promise<void> {
    const encoding = typeof options === "string" ? options : options?.encoding;
    await writeFile(await this.#jail.resolve(name), data, { encoding: encoding ?? "utf8" });
  }

  async mkdir(name: string, options: { readonly recursive?: boolean } | null): Promise<void> {
    await mkdir(await this.#jail.resolve(name), options ?? {});
  }

  async rm(name: string, options: { readonly force?: boolean; readonly recursive?: boolean } | null): Promise<void> {
    await rm(await this.#jail.resolve(name), options ?? {});
  }

  async rename(from: string, to: string): Promise<void> {
    await rename(await this.#jail.resolve(from), await this.#jail.resolve(to));
  }

  async readdir(name: string, options: ListOptions): Promise<unknown[]> {
    const { encoding, withFileTypes } = typeof options === "string" ? { encoding: options } : (options ?? {});
    const entries = await readdir(await this.#jail.resolve(name), { withFileTypes: true });
    return entries.map((entry) => {
      const shown = encoding === "buffer" ? new TextEncoder().encode(entry.name) : entry.name;
      return withFileTypes ? { name: shown, "Symbol(type)": entry.isDirectory() ? FOLDER : FILE } : shown;
    });
  }

  async watch(name: string, options: { readonly recursive?: boolean } | null, watcher: number): Promise<void> {
    const folder = await this.#jail.resolve(name);
    const tell = (event: string, changed: string | null) => this.#onChange(watcher, event, changed);
    this.#watchers.set(watcher, watch(folder, { recursive: options?.recursive ?? false }, tell));
  }

  unwatch(watcher: number): void {
    this.#watchers.get(watcher)?.close();
    this.#watchers.delete(watcher);
  }

  close(): void {
    for (const watcher of this.#watchers.keys()) this.unwatch(watcher);
  }
}
