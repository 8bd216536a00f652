import { inProcessHost } from "@forkpoint/conformance";
import { describeConformance } from "@forkpoint/conformance/vitest";
import { SqlJsSaver } from "@forkpoint/savers";
import { describe, it } from "vitest";
import { tests as hidden } from "../../exercises/the-agent-that-forgot/tests/hidden.test.ts";
import { tests as visible } from "../../exercises/the-agent-that-forgot/tests/visible.test.ts";
import * as solution from "../../solutions/the-agent-that-forgot/chat.ts";

/** A restart keeps the bytes and nothing else; in one realm the module stays, which the right solution does not mind. */
function makeHost() {
  let saver: SqlJsSaver | null = null;
  let bytes: Uint8Array | undefined;
  return inProcessHost<any>({
    fresh: () => {
      saver = null;
      bytes = undefined;
      return solution;
    },
    restart: () => {
      bytes = saver?.export();
      saver = null;
      return solution;
    },
    tools: { saver: async () => (saver ??= await SqlJsSaver.open({ bytes })) },
  });
}

describeConformance("the-agent-that-forgot", [...visible, ...hidden], makeHost, { describe, it }, { seed: "bench" });
