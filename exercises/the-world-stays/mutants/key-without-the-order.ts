// Wrong: leaves out which order it is.
import type { Bank, ChargeNode } from "./shop.ts";

export function chargeNode(bank: Bank): ChargeNode {
  return async (state, config) => {
    const key = `${config.configurable?.thread_id}/${state.amount}`;
    return { receipt: await bank.charge(key, state.amount) };
  };
}
