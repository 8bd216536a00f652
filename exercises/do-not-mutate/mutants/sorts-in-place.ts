// Wrong: sorts the list that it was given.

interface State {
  items: { name: string; price: number }[];
  log: string[];
}

/** Enters into the log how many items came. */
export function receive({ items }: State) {
  return { log: [`received: ${items.length}`] };
}

/** Takes 10 off every item of 100 or more. */
export function discount({ items }: State) {
  return {
    items: items.map((item) => (item.price >= 100 ? { ...item, price: item.price - 10 } : item)),
    log: ["discount"],
  };
}

/** Puts the cheapest first; items of the same price stay in their order. */
export function arrange({ items }: State) {
  return { items: items.sort((a, b) => a.price - b.price), log: ["arranged"] };
}

/** Enters into the log that the order was packed. */
export function pack(_state: State) {
  return { log: ["packed"] };
}
