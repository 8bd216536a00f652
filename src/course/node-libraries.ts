// What an exercise that needs more than a worker may import besides the kernel's libraries, and what it must need for it.
import type { Capability } from "./model.ts";

interface NodeLibrary {
  readonly needs: Capability;
  /** Not all that Node exports: what is the same in every Node, and what keeps to the job's folder. */
  readonly exports: readonly string[];
}

export const NODE_LIBRARIES: Readonly<Record<string, NodeLibrary>> = {
  "@forkpoint/savers/node": { needs: "filesystem", exports: ["fileJournal"] },
  "node:fs/promises": {
    needs: "filesystem",
    exports: ["appendFile", "mkdir", "open", "readFile", "readdir", "rename", "rm", "stat", "unlink", "writeFile"],
  },
  "node:http": { needs: "process", exports: ["createServer"] },
};
