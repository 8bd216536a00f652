// The comparison as one static page: no script, nothing loaded, every text escaped.
import type { Answer, Similarity } from "./model.ts";
import { describeAlike, summarise, WHAT_IT_IS } from "./words.ts";

const MOST_PAIRS = 50;

const STYLE = `:root{color-scheme:light dark}body{margin:2rem auto;max-width:90rem;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif}
article{margin:2rem 0;border-top:1px solid}.texts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr));gap:1rem}
pre{overflow:auto;max-height:40rem;padding:.7rem;border:1px solid;font-size:.8rem;white-space:pre-wrap;overflow-wrap:anywhere}h2,h3{overflow-wrap:anywhere}`;

export function drawPage(similarity: Similarity, answers: readonly Answer[]): string {
  const by = new Map(answers.map((answer) => [answer.author, answer]));
  const shown = similarity.alike.slice(0, MOST_PAIRS);
  const left = similarity.alike.length - shown.length;
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>Alike answers: ${escape(similarity.exercise)}</title><style>${STYLE}</style></head><body>`,
    `<h1>Alike answers</h1><p>${escape(WHAT_IT_IS)}</p><p>${escape(summarise(similarity))}.</p>`,
    ...shown.map(
      (pair) =>
        `<article><h2>${escape(pair.left)} and ${escape(pair.right)}</h2><p>${escape(describeAlike(pair, similarity.answers))}</p>` +
        `<div class="texts">${[pair.left, pair.right].map((author) => drawAnswer(by.get(author)!)).join("")}</div></article>`,
    ),
    left > 0 ? `<p>${left} more pairs are less alike, and not shown.</p>` : "",
    "</body></html>\n",
  ].join("\n");
}

function drawAnswer({ author, files }: Answer): string {
  const texts = Object.entries(files).map(
    ([file, text]) => `<h3>${escape(author)}: ${escape(file)}</h3><pre tabindex="0">${escape(text)}</pre>`,
  );
  return `<section>${texts.join("")}</section>`;
}

const MARKUP: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => MARKUP[sign]!);
}
