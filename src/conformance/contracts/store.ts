// What a store (BaseStore of @langchain/langgraph-checkpoint) must do. Plain data and method calls only, so that the store
// may live in another worker or process. What the interface leaves open is decided in store/store-calls.ts.
import { aliasing } from "./store/aliasing.ts";
import { batch } from "./store/batch.ts";
import { batched } from "./store/batched.ts";
import { concurrency } from "./store/concurrency.ts";
import { embedders } from "./store/embedders.ts";
import { operators } from "./store/filter-operators.ts";
import { filters } from "./store/filters.ts";
import { fields, vectors } from "./store/indexing.ts";
import { items, times } from "./store/items.ts";
import { listing } from "./store/list-namespaces.ts";
import { names } from "./store/names.ts";
import { namespaces } from "./store/namespaces.ts";
import { ranking } from "./store/ranking.ts";
import { refusals } from "./store/refusals.ts";
import { instances, reopening } from "./store/reopening.ts";
import { search } from "./store/search.ts";
import type { StoreTest } from "./store/store-calls.ts";
import { ttl } from "./store/ttl.ts";

export { runDeclared, selectDeclared } from "./capabilities.ts";
export type { StoreCapability, StoreOptions, StoreSubject, StoreTest } from "./store/store-calls.ts";

/** Run with `runDeclared`, or with `describeConformance` on what `selectDeclared` gives. */
export const storeContract: readonly StoreTest[] = [
  ...items,
  ...times,
  ...aliasing,
  ...names,
  ...refusals,
  ...namespaces,
  ...search,
  ...filters,
  ...operators,
  ...listing,
  ...batch,
  ...batched,
  ...ttl,
  ...ranking,
  ...fields,
  ...vectors,
  ...embedders,
  ...concurrency,
  ...reopening,
  ...instances,
];
