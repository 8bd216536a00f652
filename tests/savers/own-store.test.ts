import { AsyncBatchedStore } from "@langchain/langgraph-checkpoint";
import { inProcessHost, selectDeclared } from "@forkpoint/conformance";
import { describeConformance } from "@forkpoint/conformance/vitest";
import { storeContract, type StoreOptions, type StoreSubject } from "@forkpoint/conformance/contracts/store";
import { SqlJsStore } from "@forkpoint/savers";
import { describe, it } from "vitest";

/** What each rule is handed: a way to open stores that share nothing with those of another rule. */
function subject(): StoreSubject {
  let now = Date.now();
  const open = (options?: StoreOptions, bytes?: Uint8Array) => SqlJsStore.open({ ...options, bytes, now: () => now });
  return {
    open: (options) => open(options),
    // Each of these belongs to a capability. Leave out what your store cannot do.
    passTime: async (ms) => void (now += ms),
    reopen: async (store, options) => open(options, (store as SqlJsStore).export()),
    openBeside: async (store, options) =>
      new SqlJsStore((store as SqlJsStore).database, { ...options, now: () => now }),
    async batched(store) {
      const inNode = new AsyncBatchedStore(store);
      inNode.start();
      started.push(inNode);
      return inNode;
    },
  };
}

const started: AsyncBatchedStore[] = [];
const end = async () => {
  for (const inNode of started.splice(0)) await inNode.stop();
};

const { tests, withheld } = selectDeclared(
  storeContract,
  ["clock", "ttl", "semantic-search", "multi-field", "membership-filters", "reopen", "two-instances", "batched"],
  "store",
);
describeConformance("SqlJsStore", tests, () => inProcessHost({ fresh: subject, end }), { describe, it });
for (const { test, because } of withheld) console.warn(`${test.id}: not run because ${because}`);
