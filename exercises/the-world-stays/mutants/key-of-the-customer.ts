// Wrong: one key for all that a customer orders.
import type { Bank, ChargeNode } from "./shop.ts";

export function chargeNode(bank: Bank): ChargeNode {
  return async (state, config) => {
    const key = String(config.configurable?.thread_id);
    return { receipt: await bank.charge(key, state.amount) };
  };
}
