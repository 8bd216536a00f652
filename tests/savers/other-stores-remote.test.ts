// The store contract on a store that lives behind a port, as one of a submission does: calls and plain data are enough.
import { inProcessHost, runDeclared } from "@forkpoint/conformance";
import type { BaseStore } from "@langchain/langgraph-checkpoint";
import { expect, test } from "vitest";
import { type StoreOptions, type StoreSubject, storeContract } from "../../src/conformance/contracts/store.ts";
import { type Connected, connect } from "../port/connected-ports.ts";
import { ALL_CAPABILITIES, referenceSubject } from "./broken-stores/reference-subject.ts";
import { NodeStores } from "./store-in-node.ts";

/** A class, so that it stays with the guest and the judge gets a handle. */
class GuestSubject implements StoreSubject {
  readonly #subject: Required<StoreSubject>;
  constructor(nodes: NodeStores) {
    this.#subject = referenceSubject(nodes);
  }
  open(options?: StoreOptions): Promise<BaseStore> {
    return this.#subject.open(options);
  }
  passTime(ms: number): Promise<void> {
    return this.#subject.passTime(ms);
  }
  reopen(store: BaseStore, options?: StoreOptions): Promise<BaseStore> {
    return this.#subject.reopen(store, options);
  }
  openBeside(store: BaseStore, options?: StoreOptions): Promise<BaseStore> {
    return this.#subject.openBeside(store, options);
  }
  batched(store: BaseStore): Promise<BaseStore> {
    return this.#subject.batched(store);
  }
}

test("every rule can be asked through a port, but for the key that no port hands over", async () => {
  const nodes = new NodeStores();
  const ports: Connected[] = [];
  const host = inProcessHost<StoreSubject>({
    fresh() {
      const port = connect({ subject: () => new GuestSubject(nodes) });
      ports.push(port);
      return port.remote.subject() as Promise<StoreSubject>;
    },
    async end() {
      ports.pop()?.[Symbol.dispose]();
      await nodes.stop();
    },
  });
  const results = await runDeclared(storeContract, host, {
    seed: "remote",
    testMs: 5_000,
    signal: new AbortController().signal,
    capabilities: ALL_CAPABILITIES,
    kind: "store",
  });
  expect(results.filter(({ verdict }) => verdict.status !== "passed")).toMatchObject([
    { id: "items/proto-in-value", verdict: { error: expect.stringContaining("__proto__") as string } },
  ]);
});
