// The same nodes, built another way: the old code may go on changing things, but only a copy, and what it did is compared.
interface State {
  items: { name: string; price: number }[];
  log: string[];
}

/** A node that works on a copy of the state and returns the entries that it added, with the items if it changed them. */
const onCopy = (work: (state: State) => void) => (state: State) => {
  const copy = structuredClone(state);
  work(copy);
  const changed = JSON.stringify(copy.items) !== JSON.stringify(state.items);
  return { ...(changed ? { items: copy.items } : {}), log: copy.log.slice(state.log.length) };
};

export const receive = onCopy(({ items, log }) => log.push(`received: ${items.length}`));

export const discount = onCopy(({ items, log }) => {
  for (const item of items) if (item.price >= 100) item.price -= 10;
  log.push("discount");
});

export const arrange = onCopy(({ items, log }) => {
  items.sort((a, b) => a.price - b.price);
  log.push("arranged");
});

export const pack = onCopy(({ log }) => log.push("packed"));
