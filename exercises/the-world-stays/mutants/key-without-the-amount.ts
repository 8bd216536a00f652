// Wrong: leaves out how much.
import type { Bank, ChargeNode } from "./shop.ts";

export function chargeNode(bank: Bank): ChargeNode {
  return async (state, config) => {
    const key = `${config.configurable?.thread_id}/${state.order}`;
    return { receipt: await bank.charge(key, state.amount) };
  };
}
