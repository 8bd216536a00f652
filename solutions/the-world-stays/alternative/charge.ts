// The same with a look before the charge, and a key that is no text put together but a list turned into one.
import type { LangGraphRunnableConfig } from "@langchain/langgraph";

export interface Bank {
  charge(key: string, amount: number): Promise<string>;
  receiptFor(key: string): Promise<string | null>;
}

export interface OrderState {
  readonly order: number;
  readonly pieces: number;
  readonly address: string;
  readonly amount: number;
  readonly receipt: string;
}

export type ChargeNode = (state: OrderState, config: LangGraphRunnableConfig) => Promise<Partial<OrderState>>;

export const chargeNode =
  (bank: Bank): ChargeNode =>
  async (state, { executionInfo }) => {
    const key = JSON.stringify([executionInfo?.threadId, "order", state.order, "amount", state.amount]);
    const known = await bank.receiptFor(key);
    return { receipt: known ?? (await bank.charge(key, state.amount)) };
  };
