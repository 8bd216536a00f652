import { expect, test } from "vitest";
import { sheetsLoadedLater, withoutSheets } from "../../src/site/build/lazy-styles.node.ts";

const SCRIPT = `const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["_astro/lab.1.js","_astro/lab.2.css"])))=>i.map(i=>d[i]);`;

test("the sheets that a script loads later are found in what its bundler wrote", () => {
  expect(sheetsLoadedLater(SCRIPT)).toEqual(["/_astro/lab.2.css"]);
  expect(sheetsLoadedLater('import"./a.js";const text=["_astro/page.css"];')).toEqual([]);
});

test("a page keeps its own sheets", () => {
  const link = (name: string) => `<link rel="stylesheet" href="${name}">`;
  const html = `<head>${link("/_astro/page.css")}${link("/_astro/lab.2.css")}</head>`;
  expect(withoutSheets(html, new Set(["/_astro/lab.2.css"]))).toBe(`<head>${link("/_astro/page.css")}</head>`);
});
