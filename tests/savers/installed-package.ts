// @forkpoint/savers as a stranger gets it: built, packed, and installed from the tarball into an empty project. Its peers are
// linked in from our node_modules, and only those that a test names, so that an import of anything else fails.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { buildPackage } from "../../scripts/build-packages.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const SOURCE = path.join(ROOT, "src/savers");
const run = promisify(execFile);

export interface Manifest {
  readonly version: string;
  readonly exports: Readonly<Record<string, { readonly types: string; readonly default: string }>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional: boolean }>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

export interface Tarball extends AsyncDisposable {
  readonly file: string;
  /** Paths in it, without the leading "package/". */
  readonly paths: readonly string[];
  /** An empty project that has this package and, from our node_modules, the packages named. */
  install(packages: readonly string[]): Promise<Project>;
}

export interface Project {
  readonly folder: string;
  /** The installed package's own folder. */
  readonly packageFolder: string;
  readonly manifest: Manifest;
  write(name: string, text: string): Promise<string>;
  /** Runs a file of the project in Node, as plain JavaScript; gives what it printed. */
  node(name: string): Promise<string>;
}

export async function packSavers(): Promise<Tarball> {
  buildPackage("src/savers");
  const folder = await mkdtemp(path.join(tmpdir(), "forkpoint-savers-"));
  const [packed] = JSON.parse(await npm(SOURCE, ["pack", "--json", "--pack-destination", folder])) as [
    { filename: string; files: { path: string }[] },
  ];
  const file = path.join(folder, packed.filename);
  let projects = 0;
  return {
    file,
    paths: packed.files.map((each) => each.path),
    install: (packages) => install(path.join(folder, `project-${++projects}`), file, packages),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

async function install(folder: string, tarball: string, packages: readonly string[]): Promise<Project> {
  const write = async (name: string, text: string) => {
    await writeFile(path.join(folder, name), text);
    return path.join(folder, name);
  };
  await mkdir(folder);
  await write("package.json", JSON.stringify({ private: true, type: "module" }));
  // Without the network npm cannot fetch the peers; they are linked below.
  await npm(folder, ["install", "--offline", "--legacy-peer-deps", "--no-audit", "--no-fund", tarball]);
  for (const name of packages) {
    const link = path.join(folder, "node_modules", name);
    await mkdir(path.dirname(link), { recursive: true });
    await symlink(path.join(ROOT, "node_modules", name), link, "junction");
  }
  const packageFolder = path.join(folder, "node_modules/@forkpoint/savers");
  return {
    folder,
    packageFolder,
    manifest: JSON.parse(await readFile(path.join(packageFolder, "package.json"), "utf8")) as Manifest,
    write,
    node: async (name) => (await run(process.execPath, [name], { cwd: folder, env: withoutNodeOptions() })).stdout,
  };
}

/** On Windows npm is a .cmd file, which only a shell can start. */
async function npm(cwd: string, args: readonly string[]): Promise<string> {
  const windows = process.platform === "win32";
  return (await run(windows ? "npm.cmd" : "npm", args, { cwd, shell: windows })).stdout;
}

/** A test runner's options are for itself. */
function withoutNodeOptions(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, ...rest } = process.env;
  return rest;
}
