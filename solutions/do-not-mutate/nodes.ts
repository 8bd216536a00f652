// The four nodes of an order. Each is given the state and returns what changes.

interface State {
  readonly items: readonly { readonly name: string; readonly price: number }[];
  readonly log: readonly string[];
}
// readonly costs nothing at run time, and has the editor complain before a saver has to.

/** Enters into the log how many items came. */
export function receive({ items }: State) {
  // The reducer appends: a node says what is new, and does not touch what is there.
  return { log: [`received: ${items.length}`] };
}

/** Takes 10 off every item of 100 or more. */
export function discount({ items }: State) {
  // A new list is not enough, the items in it have to be new, too.
  return {
    items: items.map((item) => (item.price >= 100 ? { ...item, price: item.price - 10 } : item)),
    log: ["discount"],
  };
}

/** Puts the cheapest first; items of the same price stay in their order. */
export function arrange({ items }: State) {
  // sort changes the list that it is called on; toSorted makes another one.
  return { items: items.toSorted((a, b) => a.price - b.price), log: ["arranged"] };
}

/** Enters into the log that the order was packed. */
export function pack(_state: State) {
  return { log: ["packed"] };
}
