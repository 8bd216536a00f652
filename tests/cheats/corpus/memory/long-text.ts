// Tries: to use up memory with one text that grows
// @ts-nocheck
const kept = [];
const grow = () => { for (let i = 0; i < 60; i++) { const text = ("a" + i).repeat(30_000_000); kept.push(text, text.charCodeAt(1), new TextEncoder().encode(text)); } };
export class TinySaver {
  async put() { grow(); for (;;); }
  async getTuple() { grow(); for (;;); }
}
