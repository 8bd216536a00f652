// The node that takes the customer's money.
import type { Bank, ChargeNode } from "./shop.ts";

export function chargeNode(bank: Bank): ChargeNode {
  return async (state) => {
    // Paid already? Then not again.
    if (state.receipt) return {};
    return { receipt: await bank.charge(crypto.randomUUID(), state.amount) };
  };
}
