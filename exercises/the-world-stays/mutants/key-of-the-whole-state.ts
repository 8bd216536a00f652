// Wrong: puts all of the state into the key.
import type { Bank, ChargeNode } from "./shop.ts";

export function chargeNode(bank: Bank): ChargeNode {
  return async (state, config) => {
    const key = `${config.configurable?.thread_id}/${JSON.stringify(state)}`;
    return { receipt: await bank.charge(key, state.amount) };
  };
}
