// The portable tier: learner code in a language machine in WebAssembly (guest/quickjs), and the machine in a process with Node's
// permissions. Two walls that neither need Linux nor a program to install; no namespaces, and no files or processes for learners.
import { type Confinement, processWithPermissions } from "../confinement.node.ts";
import type { GuestKind } from "../node-runtime.node.ts";

export const languageMachine: GuestKind = {
  files: ["guest.quickjs.mjs", "guest.quickjs.js", "libraries.js", "sql-js.js", "sql-wasm.wasm", "quickjs.wasm"],
  provides: [],
};

export const processAroundMachine: Confinement = {
  ...processWithPermissions,
  name: "QuickJS in WebAssembly, in a process with permissions",
  tier: "portable",
};
