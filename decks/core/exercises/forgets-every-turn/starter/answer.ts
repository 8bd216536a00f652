// Your answer: three chats that forget every turn, each for a reason of its own, and none with an error.
import { type OpenChat, remembers } from "./chat.ts";

export const first: OpenChat = remembers;
export const second: OpenChat = remembers;
export const third: OpenChat = remembers;
