// npm leaves an optional platform package out of package-lock.json when the registry that it asked cannot serve it, and
// `npm ci` then refuses the lockfile on every machine ("Missing: … from lock file"). This adds the missing entries by
// version, os and cpu, so that `npm ci` accepts the file and skips other platforms' packages. `npm run lock` runs it.
import { readFileSync, writeFileSync } from "node:fs";

const FILE = "package-lock.json";
const OS_BY_WORD = {
  darwin: "darwin",
  win32: "win32",
  windows: "win32",
  linux: "linux",
  android: "android",
  freebsd: "freebsd",
  openbsd: "openbsd",
  netbsd: "netbsd",
  sunos: "sunos",
  aix: "aix",
  openharmony: "openharmony",
};
const CPUS = ["arm64", "x64", "ia32", "wasm32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "arm"];

const lock = JSON.parse(readFileSync(FILE, "utf8"));
const packages = lock.packages;
const added = [];
for (const [where, entry] of Object.entries(packages))
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    const found = packages[nearestCopy(where, name)];
    const exact = /^\d/.test(range);
    if (found && (!exact || found.version === range)) continue;
    const platform = platformOf(name);
    if (!platform) continue; // not a platform package: npm itself knows why it is absent
    packages[found ? `${where}/node_modules/${name}` : `node_modules/${name}`] = {
      version: range.replace(/^[\^~]/, ""),
      ...platform,
      optional: true,
    };
    added.push(`${name}@${range}`);
  }
const { "": root, ...rest } = packages;
lock.packages = { "": root, ...Object.fromEntries(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1))) };
writeFileSync(FILE, JSON.stringify(lock, null, 2) + "\n");
console.log(`${added.length} added`, added.join(" "));

/** The key of the copy that Node would resolve from `where`. */
function nearestCopy(where, name) {
  let at = where;
  while (at && !packages[`${at}/node_modules/${name}`])
    at = at.includes("/node_modules/") ? at.slice(0, at.lastIndexOf("/node_modules/")) : "";
  return at ? `${at}/node_modules/${name}` : `node_modules/${name}`;
}

function platformOf(name) {
  const word = Object.keys(OS_BY_WORD).find((os) => name.includes(os));
  const cpu = CPUS.find((c) => name.endsWith(`-${c}`) || name.includes(`-${c}-`));
  if (!word && cpu !== "wasm32") return null;
  return { ...(cpu && { cpu: [cpu] }), ...(word && { os: [OS_BY_WORD[word]] }) };
}
