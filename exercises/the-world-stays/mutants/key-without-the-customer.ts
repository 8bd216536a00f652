// Wrong: leaves out whose order it is.
import type { Bank, ChargeNode } from "./shop.ts";

export function chargeNode(bank: Bank): ChargeNode {
  return async (state) => {
    const key = `${state.order}/${state.amount}`;
    return { receipt: await bank.charge(key, state.amount) };
  };
}
