// Stores that are wrong about batches, and about calls that nobody waits for.
import type { Operation, OperationResults, PutOperation } from "@langchain/langgraph-checkpoint";
import { ChecksInPutAlone } from "./broken-names.ts";
import type { Step } from "./reference-storage.ts";
import { ReferenceStore } from "./reference-store.ts";
import type { StoreClass } from "./reference-subject.ts";

type Rightly = (operations: Operation[]) => Promise<unknown[]>;

const batching = (batch: (operations: Operation[], rightly: Rightly) => Promise<unknown[]>): StoreClass =>
  class extends ReferenceStore {
    override async batch<Op extends Operation[]>(operations: Op): Promise<OperationResults<Op>> {
      return (await batch(operations, (others) => super.batch(others))) as OperationResults<Op>;
    }
  };

const isPut = (operation: Operation): operation is PutOperation => "value" in operation;

export const OneByOne = batching(async (operations, rightly) => {
  const results: unknown[] = [];
  for (const operation of operations) results.push((await rightly([operation]))[0]);
  return results;
});

const ResultsByKind = batching(async (operations, rightly) => {
  const kindOf = (operation: Operation) => ["key", "namespacePrefix", "limit"].findIndex((name) => name in operation);
  return rightly(operations.toSorted((a, b) => kindOf(a) - kindOf(b)));
});

const ReadsFirst = batching(async (operations, rightly) => {
  const places = [...operations.keys()].toSorted(
    (a, b) => Number(isPut(operations[a]!)) - Number(isPut(operations[b]!)),
  );
  const results = await rightly(places.map((place) => operations[place]!));
  return operations.map((_, place) => results[places.indexOf(place)]);
});

/** Each batch goes its own way, whatever another is waiting for. */
class NotInTurn extends ReferenceStore {
  override inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    return act();
  }
}

export const brokenBatches: Readonly<Record<string, StoreClass>> = {
  "batch/results-by-position": ResultsByKind,
  "batch/empty": batching(async (operations, rightly) => {
    if (operations.length === 0) throw new Error("there is nothing to do");
    return rightly(operations);
  }),
  "batch/in-order": ReadsFirst,
  "batch/last-put-wins": batching(async (operations, rightly) => {
    const isFirst = (operation: Operation, place: number) =>
      !operations.slice(0, place).some((each) => isPut(each) && isPut(operation) && each.key === operation.key);
    return rightly(operations.filter(isFirst));
  }),
  "batch/bad-namespace-leaves-nothing": OneByOne,
  "batch/bad-value-leaves-nothing": OneByOne,
  "batch/unknown-operation": batching((operations, rightly) =>
    rightly(
      operations.filter((operation) => "key" in operation || "limit" in operation || "namespacePrefix" in operation),
    ),
  ),
  "batch/list-without-conditions": class extends ReferenceStore {
    override read(raw: any): Step {
      const isList = !("key" in raw) && !("namespacePrefix" in raw);
      if (isList && !("matchConditions" in raw)) throw new Error("an operation of no kind");
      return super.read(raw);
    }
  },
  "batch/large": batching((operations, rightly) => rightly(operations.slice(0, 250))),
  "batched/each-call-gets-its-own": ResultsByKind,
  "batched/in-order": ReadsFirst,
  "batched/refuses": ChecksInPutAlone,
  "batched/told-is-true": OneByOne,
  "at-once/many-puts": class extends ReferenceStore {
    #current: unknown[] = [];
    override async put(...args: [string[], string, any, any?]): Promise<void> {
      this.#current = args;
      await Promise.resolve();
      await super.put(...(this.#current as typeof args));
    }
  },
  "at-once/one-key": class extends ReferenceStore {
    override async put(namespace: string[], key: string, value: any): Promise<void> {
      const isNew = (await this.get(namespace, key)) === null;
      const address = this.addressOf(namespace, key);
      const other = this.storage.rows.get(address);
      await super.put(namespace, key, value);
      // An insert without a unique key: somebody else's of the same moment stays beside it.
      if (isNew && other !== undefined) this.storage.rows.set(`${address} ${this.storage.rows.size}`, other);
    }
  },
  "at-once/puts-and-searches": class extends ReferenceStore {
    override async put(namespace: string[], key: string, value: any): Promise<void> {
      await super.put(namespace, key, { n: value.n });
      await super.put(namespace, key, value);
    }
  },
  "at-once/batches-stay-whole": OneByOne,
  "at-once/value-and-vector-agree": class extends NotInTurn {
    override async put(namespace: string[], key: string, value: any, index?: false | string[]): Promise<void> {
      await super.put(namespace, key, value, false);
      if (this.options.index === undefined || index === false) return;
      const { texts } = this.readPut({ namespace, key, value, index });
      const vectors = await this.embed(texts);
      const row = this.find(namespace, key)!;
      this.storage.rows.set(this.addressOf(namespace, key), { ...row, vectors: [...vectors.values()] });
    }
  },
  "at-once/slow-embedder-keeps-order": NotInTurn,
};
