// Wrong: a new key with each call.
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

export function chargeNode(bank: Bank): ChargeNode {
  return async (state) => {
    return { receipt: await bank.charge(crypto.randomUUID(), state.amount) };
  };
}
