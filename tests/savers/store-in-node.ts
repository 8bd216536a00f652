// A store as a node of a graph gets it.
import { AsyncBatchedStore, type BaseStore } from "@langchain/langgraph-checkpoint";

/** The wrappers of one test. Each asks for work on every turn of the event loop until it is stopped. */
export class NodeStores {
  readonly #started: AsyncBatchedStore[] = [];

  of(store: BaseStore): BaseStore {
    const batched = new AsyncBatchedStore(store);
    batched.start();
    this.#started.push(batched);
    return batched;
  }

  async stop(): Promise<void> {
    for (const batched of this.#started.splice(0)) await batched.stop();
  }
}
