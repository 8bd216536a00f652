// The same with a look before the charge, and a key that is no text put together but a list turned into one.
import type { Bank, ChargeNode } from "./shop.ts";

export const chargeNode =
  (bank: Bank): ChargeNode =>
  async (state, { executionInfo }) => {
    const key = JSON.stringify([executionInfo?.threadId, "order", state.order, "amount", state.amount]);
    const known = await bank.receiptFor(key);
    return { receipt: known ?? (await bank.charge(key, state.amount)) };
  };
