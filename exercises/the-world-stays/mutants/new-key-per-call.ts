// Wrong: a new key with each call.
import type { Bank, ChargeNode } from "./shop.ts";

export function chargeNode(bank: Bank): ChargeNode {
  return async (state) => {
    return { receipt: await bank.charge(crypto.randomUUID(), state.amount) };
  };
}
