// The portable tier: learner code in a language machine in WebAssembly (guest/quickjs), and the machine in a process with Node's
// permissions. Two walls that neither need Linux nor a program to install; no namespaces, and no files or processes for learners.
import { findUse } from "../../../compile/find-uses.ts";
import { type Confinement, processWithPermissions } from "../confinement.node.ts";
import type { GuestKind } from "../node-runtime.node.ts";

/** Globals that an honest answer may name and that QuickJS does not have. */
const ABSENT = ["Intl", "TextEncoderStream", "TextDecoderStream"];

export const languageMachine: GuestKind = {
  files: ["guest.quickjs.mjs", "guest.quickjs.image", "quickjs.wasm", "sql-js.js", "sql-wasm.wasm"],
  provides: [],
  unknown(job) {
    for (const { path, parts } of job.modules) {
      const use = findUse(parts.map((part) => (typeof part === "string" ? part : '""')).join(""), ABSENT);
      if (use !== null) return `${path} uses ${use}`;
    }
    return null;
  },
};

/** Of Node's stack, so that calls in the machine can be nested nearly as deep as in Node. Less than the systems named allow. */
const STACK_KB = 3_900;
const STACK_IS_LARGE = ["linux", "darwin"].includes(process.platform);
/** The last word counts: this one is worth compiling well, for all that learner code does goes through it. */
const FLAGS = ["--no-liftoff-only", ...(STACK_IS_LARGE ? [`--stack-size=${STACK_KB}`] : [])];

export const processAroundMachine: Confinement = {
  name: "QuickJS in WebAssembly, in a process with permissions",
  tier: "portable",
  async command(reach, memoryMb) {
    const command = await processWithPermissions.command(reach, memoryMb);
    const script = command.args.lastIndexOf(reach.reads[0]!);
    return { ...command, args: command.args.toSpliced(script, 0, ...FLAGS) };
  },
};
