// Which rule of the store contract each store breaks, in the order of the contract, and what it does instead. Compared with
// a run by other-stores.test.ts, and printed in docs/stores-compared.md.

export type Breaks = Readonly<Record<string, string>>;

const inMemoryStore: Breaks = {
  "items/refuses-what-json-cannot-hold":
    "keeps the bigint; what JSON cannot hold is found out by the next, persistent store",
  "items/delete-missing": "lists the namespace from then on",
  "copies/get": "get hands out the stored object itself",
  "copies/search": "search hands out the stored object itself",
  "copies/within-batch": "both results are the stored object itself",
  "copies/put": "keeps the object that it was given",
  "copies/put-in-progress": "keeps the object that it was given",
  "copies/namespaces": "keeps and hands out the list that it was given",
  "copies/times": "hands out its own Date objects",
  "refuses/in-batch": "checks namespaces in put alone, not in batch",
  "namespaces/prefix-is-by-label":
    'joins the labels with ":" and compares the beginning: user 1 sees the memories of user 10',
  "namespaces/colon-is-no-separator": 'joins the labels with ":": the two are one namespace',
  "filter/object": "compares objects by identity: nothing is found",
  "filter/empty-object": "takes {} for a filter without operators: everything is found",
  "filter/list": "compares lists by identity: nothing is found",
  "filter/order-of-dates": "turns both sides into numbers: a date in ISO form is NaN, nothing is found",
  "filter/order-of-text": "turns both sides into numbers: nothing is found",
  "filter/order-keeps-to-its-type":
    'turns both sides into numbers: null and "" count as 0, true as 1, "5" and [5] as 5',
  "list/emptied-are-gone": "lists a namespace for ever once it had an item",
  "batch/in-order": "does all reads of a batch before its puts, also those that come after",
  "batch/bad-namespace-leaves-nothing": "refuses nothing in a batch",
  "batch/bad-value-leaves-nothing": "refuses nothing in a batch",
  "batch/unknown-operation": "passes over it without a word, so that later results stand in the wrong places",
  "batch/list-without-conditions": "passes over it, so that later results stand in the wrong places",
  "batched/in-order": "the read gives null: it is done before the put",
  "batched/refuses": "AsyncBatchedStore calls batch, which checks no namespace: the item is stored",
  "ranking/prefix": "user 1 is given the memories of user 10",
  "ranking/pages-through-unindexed": "ignores the offset for items without a vector: they come again on every page",
  "fields/any-text": 'throws "toEmbed[texts[0]].push is not a function" when a text is "constructor"',
  "vectors/go-with-delete": "keeps the vector of a deleted item, and gives it to the next of that key",
  "vectors/index-false": "keeps the vector of before",
  "vectors/dropped-field": "keeps the vector of before",
  "vectors/shorter-list": "keeps the vectors of the elements that are gone",
  "embedder/wrong-length": "stores the vector; its score is NaN or wrong",
  "embedder/wrong-length-of-a-query": "searches on; scores are NaN",
  "embedder/not-numbers": "stores the vector; its score is NaN",
  "embedder/slow-takes-a-copy": "stores the changed value, beside the vector of the old one",
  "at-once/slow-embedder-keeps-order": "the earlier value overwrites the later one",
};

const postgresStore: Breaks = {
  "copies/put-in-progress":
    "reads value and namespace only when a connection is free: what was changed meanwhile is stored",
  "names/odd-labels": "refuses labels with %, _ or \\",
  "names/nul": "PostgreSQL has no NUL in text: the put fails",
  "names/lone-surrogates": "stored as U+FFFD: different keys become one",
  "names/surrogates-in-values": "PostgreSQL refuses it in jsonb: the put fails",
  "names/very-long": "a key must fit into an index row, about 8,000 bytes: the put fails",
  "refuses/by-name": "throws a plain Error",
  "namespaces/prefix-is-by-label": "LIKE 'user-1%': user 1 sees the memories of user 10",
  "namespaces/colon-is-no-separator": 'joins the labels with ":": the two are one namespace',
  "namespaces/empty-prefix": "refuses it",
  "search/pages-visit-each-once": "orders by updated_at alone: items of the same time come twice or never",
  "filter/by-type": 'compares as text: 1 finds "1" as well',
  "filter/null": 'compares with the text "null": nothing is found',
  "filter/object": "finds every object that contains the one of the filter",
  "filter/empty-object": "finds every object",
  "filter/list": 'compares with the text of the list, "a,1"',
  "filter/undefined-never-widens": 'compares with the text "undefined", which a value may be',
  "filter/eq": 'compares as text: 5 finds "5" as well',
  "filter/ne": "does not find items without the key, nor those where it is null",
  "filter/order-of-dates": "casts to numeric: the search fails",
  "filter/order-of-text": "casts to numeric: the search fails",
  "filter/order-keeps-to-its-type":
    "casts to numeric: one item with a text under that key makes every such search fail",
  "filter/unknown-operator-never-widens": "ignores the operator: everything is found",
  "filter/in": "compares as text",
  "filter/nin": "does not find items without the key, nor those where it is null",
  "list/prefix-is-by-label": "LIKE 'a%'",
  "list/suffix-is-by-label": "LIKE '%b'",
  "list/wildcard-in-prefix": "takes * as a character: nothing is found",
  "list/wildcard-in-suffix": "takes * as a character: nothing is found",
  "list/max-depth": "drops longer namespaces instead of shortening them",
  "list/conditions-before-depth": "drops longer namespaces instead of shortening them",
  "list/limit-counts-results": "drops longer namespaces after the limit: pages are short",
  "batch/bad-namespace-leaves-nothing": "has done what came before it: a batch is no transaction",
  "batch/bad-value-leaves-nothing": "has done what came before it: a batch is no transaction",
  "batch/unknown-operation": "refuses it, after it has done what came before it",
  "batch/list-without-conditions": "refuses it",
  "batched/told-is-true": "the good put is stored although its caller was told that it failed",
  "ttl/namespaces-hide-expired": "lists it until a sweep",
  "ttl/renews-by-its-own-time": "renews by the default, and not at all where there is none",
  "ttl/read-is-no-update": "each read that renews moves updatedAt",
  "ttl/expired-is-forgotten": "keeps createdAt of the expired item until a sweep",
  "at-once/batches-stay-whole": "a reader sees half of a batch: a batch is no transaction",
};

const { "at-once/batches-stay-whole": _, ...onOneConnection } = postgresStore;

export const BREAKS: Readonly<Record<string, Breaks>> = {
  SqlJsStore: {},
  InMemoryStore: inMemoryStore,
  PostgresStore: postgresStore,
  // One connection: batches wait for each other.
  "PostgresStore on PGlite": {
    ...onOneConnection,
    "names/unicode-keys": "a byte order mark at the beginning of a key is lost",
  },
};
