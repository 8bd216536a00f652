// Tries: to run a script in the page that shows the report
// @ts-nocheck
const text = "</script><script>fetch('http://127.0.0.1:__TCP_PORT__')</script><svg/onload=alert(1)>\"'><a href='javascript:alert(1)'>";
export class TinySaver {
  async put() { throw new Error(text); }
  async getTuple() { throw Object.assign(new Error(text), { name: text }); }
}
