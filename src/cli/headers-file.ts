// Reads the `_headers` that the build leaves beside the pages, as static hosts do: an address, then its headers, indented.

/** From an address to the headers that are its own. */
export type HeadersOf = (pathname: string) => readonly (readonly [name: string, value: string])[];

export function parseHeaders(text: string): HeadersOf {
  const rules: { readonly path: RegExp; readonly headers: [string, string][] }[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [, name, value] = /^\s+([^:\s]+):\s*(.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) rules.at(-1)?.headers.push([name, value.trim()]);
    else if (line.startsWith("/")) rules.push({ path: addresses(line.trim()), headers: [] });
  }
  return (pathname) => rules.filter(({ path }) => path.test(pathname)).flatMap(({ headers }) => headers);
}

/** `*` stands for anything, `:name` for one step of the way. */
function addresses(rule: string): RegExp {
  const parts = rule.split(/(\*|:[A-Za-z]\w*)/).map((part) => {
    if (part === "*") return ".*";
    return /^:[A-Za-z]/.test(part) ? "[^/]+" : part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&");
  });
  return new RegExp(`^${parts.join("")}$`);
}
