// Wrong: a key made of where the run stands.
import type { Bank, ChargeNode } from "./shop.ts";

export function chargeNode(bank: Bank): ChargeNode {
  return async (state, config) => {
    const key = `${config.executionInfo?.threadId}/${config.executionInfo?.checkpointId}/${config.executionInfo?.taskId}`;
    return { receipt: await bank.charge(key, state.amount) };
  };
}
