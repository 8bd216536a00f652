// The four nodes of an order. Each is given the state and returns what changes.

interface State {
  items: { name: string; price: number }[];
  log: string[];
}

/** Enters into the log how many items came. */
export function receive(state: State) {
  state.log.push(`received: ${state.items.length}`);
  return { log: state.log };
}

/** Takes 10 off every item of 100 or more. */
export function discount(state: State) {
  for (const item of state.items) if (item.price >= 100) item.price -= 10;
  state.log.push("discount");
  return { items: state.items };
}

/** Puts the cheapest first; items of the same price stay in their order. */
export function arrange(state: State) {
  state.items.sort((a, b) => a.price - b.price);
  return { items: state.items, log: ["arranged"] };
}

/** Enters into the log that the order was packed. */
export function pack(state: State) {
  state.log.push("packed");
  return {};
}
