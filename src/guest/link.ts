// Turns a job's parts into modules that import each other. Every instance gets its own addresses, so a module's state
// never outlives its test; the shims of libraries are made once.
import type { CompiledModule, LibraryExports } from "../compile/compiled.ts";
import type { LearnerFiles } from "./errors.ts";

export interface ModuleHome {
  /** The address of the kernel, which exports `registry`. */
  readonly kernelUrl: string;
  /** An address that `import()` understands, for a module with this text. */
  makeUrl(path: string, text: string): string;
  forgetUrl(url: string): void;
}

export class Linker implements LearnerFiles {
  readonly #home: ModuleHome;
  #modules: readonly CompiledModule[];
  readonly #shims = new Map<string, string>();
  #urls = new Map<string, string>();

  constructor(home: ModuleHome, modules: readonly CompiledModule[], libraries: LibraryExports) {
    this.#home = home;
    this.#modules = modules;
    for (const [library, names] of Object.entries(libraries))
      this.#shims.set(library, home.makeUrl(library, shim(home.kernelUrl, library, names)));
  }

  get paths(): readonly string[] {
    return this.#modules.map((module) => module.path);
  }

  /** Forgets the instances made so far; the next `urlOf` is the address of a new one, of these modules if they are given. */
  renew(modules: readonly CompiledModule[] = this.#modules): void {
    this.#modules = modules;
    for (const url of this.#urls.values()) this.#home.forgetUrl(url);
    this.#urls = new Map();
    for (const { path, parts } of this.#modules) {
      const text = parts.map((part) => (typeof part === "string" ? part : JSON.stringify(this.#urlOfRef(part))));
      this.#urls.set(path, this.#home.makeUrl(path, `${text.join("")}\n//# sourceURL=${path}`));
    }
  }

  urlOf(path: string): string {
    const url = this.#urls.get(path);
    if (url === undefined) throw new Error(`this job has no file ${JSON.stringify(path)}`);
    return url;
  }

  pathsFor(text: string): string {
    let readable = text;
    for (const [path, url] of [...this.#urls, ...this.#shims]) readable = readable.replaceAll(url, path);
    return readable;
  }

  #urlOfRef(ref: { file: string } | { library: string }): string {
    const url = "file" in ref ? this.#urls.get(ref.file) : this.#shims.get(ref.library);
    if (url === undefined) throw new Error(`the job refers to what it does not contain: ${JSON.stringify(ref)}`);
    return url;
  }
}

/** Static imports of learner code keep their names, and a name that is not in the table is missing as any other would be. */
function shim(kernelUrl: string, library: string, names: readonly string[]): string {
  const values = names.map((name, index) => `const v${index} = library[${JSON.stringify(name)}];`);
  const exported = names.map((name, index) => `v${index} as ${name}`);
  return [
    `import { registry } from ${JSON.stringify(kernelUrl)};`,
    `const library = registry[${JSON.stringify(library)}];`,
    ...values,
    `export { ${exported.join(", ")} };`,
  ].join("\n");
}
