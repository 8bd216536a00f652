// Where the modules of a job live in a Node process: in memory where Node lets us say how a module is resolved, otherwise in
// files of a folder that goes with the process.
import fs from "node:fs";
import { registerHooks } from "node:module";
import path from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import type { GuestHome } from "./agent.ts";

type Home = Pick<GuestHome, "makeUrl" | "forgetUrl" | "importModule">;

const importModule = (url: string) => import(url) as Promise<Record<string, any>>;

/** Learner code is never on disk: modules are texts under addresses of our own, and besides them only `allowed` can be imported. */
export function modulesInMemory(allowed: readonly string[]): Home {
  const texts = Object.create(null) as Record<string, string>;
  const ours = new Set(allowed);
  let made = 0;
  registerHooks({
    resolve(specifier, context, next) {
      if (texts[specifier] !== undefined) return { url: specifier, format: "module", shortCircuit: true };
      if (ours.has(specifier) || ours.has(context.parentURL ?? "")) return next(specifier, context);
      throw new Error(`${JSON.stringify(specifier)} cannot be imported here`);
    },
    load(url, context, next) {
      const text = texts[url];
      return text === undefined ? next(url, context) : { format: "module", source: text, shortCircuit: true };
    },
  });
  return {
    makeUrl(name, text) {
      const url = `guest:${++made}/${encodeURI(name)}`;
      texts[url] = text;
      return url;
    },
    forgetUrl(url) {
      delete texts[url];
    },
    importModule,
  };
}

/** For a container, which is the wall around its processes: what else a module could import is in there with it anyway. */
export function modulesInFiles(name = `modules-${process.pid}`): Home {
  const { mkdirSync, rmSync, writeFileSync } = fs;
  const folder = path.join(import.meta.dirname, name);
  const { join, dirname } = path;
  let made = 0;
  return {
    makeUrl(name, text) {
      const file = join(folder, String(++made), `${name}.mjs`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      return pathToFileURL(file).href;
    },
    forgetUrl(url) {
      rmSync(new URL(url), { force: true });
    },
    importModule,
  };
}
