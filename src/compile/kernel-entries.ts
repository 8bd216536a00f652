// What the kernel holds: every library that a lesson may import, one instance of each.

/** Specifiers as learners write them. `node:async_hooks` is our own AsyncLocalStorage; `sql.js` is for the guest itself. */
export const KERNEL_ENTRIES = [
  "@langchain/langgraph",
  "@langchain/langgraph/prebuilt",
  "@langchain/langgraph-checkpoint",
  "@langchain/core/messages",
  "@langchain/core/tools",
  "@langchain/core/runnables",
  "@langchain/core/callbacks/dispatch",
  "@forkpoint/savers",
  "@forkpoint/savers/schema",
  "sql.js",
  "zod",
  "node:async_hooks",
] as const;

/** Packages whose versions a report names. */
export const PINNED_PACKAGES = [
  "@langchain/langgraph",
  "@langchain/core",
  "@langchain/langgraph-checkpoint",
  "sql.js",
] as const;

/** The module that holds them all: `registry` maps a specifier to the namespace of that library. */
export function kernelSource(installer: string): string {
  const lines = [
    // First, so that the libraries find a realm whose promises and timers keep the context.
    `import ${JSON.stringify(installer)};`,
    ...KERNEL_ENTRIES.map((specifier, i) => `import * as library${i} from ${JSON.stringify(specifier)};`),
    "export const registry = {",
    "  __proto__: null,",
    ...KERNEL_ENTRIES.map((specifier, i) => `  ${JSON.stringify(specifier)}: library${i},`),
    "};",
    // zod would try `new Function` to see whether it may, and a browser reports that as a breach of the guest's policy.
    // An older zod neither tries nor has such a setting.
    "registry.zod.config?.({ jitless: true });",
    // Minified, a class would show up in a learner's console as `x {}`. From the end, because EventLog is the old name of
    // StreamChannel.
    "for (const library of Object.values(registry))",
    "  for (const [name, value] of Object.entries(library).reverse())",
    "    if (/^[A-Z]/.test(name) && typeof value === 'function' && value.name.length < 4)",
    "      Object.defineProperty(value, 'name', { value: name, configurable: true });",
  ];
  return lines.join("\n");
}
