// Tries: to write to the terminal, the page and the spreadsheet of whoever reads the report
// @ts-nocheck
const text = "\u001b[2J\u001b[31m\u001b]0;owned\u0007<img src=x onerror=alert(1)>=HYPERLINK(\"http://x\")\u202eevil\u2066\u0000\r\n+1|calc\ud800";
export class TinySaver {
  async put() { throw Object.assign(new Error(text), { name: text }); }
  async getTuple() { throw text; }
  async *list() { throw new Error(text); }
}
