// Tries: to write to the terminal and the page through the values that a report prints
// @ts-nocheck
const text = "\u001b[2J<script>alert(1)</script>\u202egnp.exe\u200b\u0007=cmd|' /C calc'!A0";
export class TinySaver {
  async put() { return { configurable: { thread_id: text, checkpoint_id: text } }; }
  async getTuple() { return { checkpoint: { channel_values: { [text]: text } }, metadata: { [text]: [text] } }; }
}
