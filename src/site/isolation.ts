// Which addresses are cross-origin isolated, as a container needs it: a short list, because an isolated page can show
// nothing of other sites that does not agree to it. Whoever serves the site gets its headers from here.

export type Headers = Readonly<Record<string, string>>;

export interface HeaderRule {
  /** As hosts write it: `*` at the end stands for anything, `:name` for one step of the way. No address matches two rules. */
  readonly path: string;
  readonly headers: Headers;
}

const COEP = { "Cross-Origin-Embedder-Policy": "require-corp" } as const;
const ISOLATED: Headers = { "Cross-Origin-Opener-Policy": "same-origin", ...COEP };
/** For what an isolated page starts or frames: without it, the browser refuses that. By itself it isolates nothing. */
const LOADS_INSIDE: Headers = COEP;
/** A sandboxed frame is of no origin, so to its page it comes from elsewhere: Firefox wants it to agree to that. */
const FRAMED_INSIDE: Headers = { ...COEP, "Cross-Origin-Resource-Policy": "cross-origin" };

/** `needNode`: ids of the exercises that run in Node alone; every other one does so at `/node/`, when asked. */
export function headerRules(needNode: readonly string[]): HeaderRule[] {
  return [
    { path: "/self-test/", headers: ISOLATED },
    { path: "/container.html", headers: ISOLATED },
    { path: "/exercises/:id/node/", headers: ISOLATED },
    ...needNode.map((id) => ({ path: `/exercises/${id}/`, headers: ISOLATED })),
    { path: "/sandbox.html", headers: FRAMED_INSIDE },
    { path: "/_astro/*", headers: LOADS_INSIDE },
  ];
}

export function headersOf(rules: readonly HeaderRule[], pathname: string): Headers {
  return rules.find(({ path }) => pattern(path).test(pathname))?.headers ?? {};
}

/** `_headers`, as Netlify and Cloudflare read it. */
export function asHeadersFile(rules: readonly HeaderRule[]): string {
  return rules
    .map(({ path, headers }) => [path, ...lines(headers, (name, value) => `  ${name}: ${value}`)].join("\n") + "\n")
    .join("\n");
}

export function asNetlifyToml(rules: readonly HeaderRule[]): string {
  const block = ({ path, headers }: HeaderRule) =>
    [
      "[[headers]]",
      `  for = "${path}"`,
      "  [headers.values]",
      ...lines(headers, (name, value) => `    ${name} = "${value}"`),
    ].join("\n");
  return rules.map((rule) => block(rule) + "\n").join("\n");
}

export function asVercelJson(rules: readonly HeaderRule[]): string {
  const headers = rules.map(({ path, headers }) => ({
    source: path.replace(/\*$/, "(.*)"),
    headers: Object.entries(headers).map(([key, value]) => ({ key, value })),
  }));
  return JSON.stringify({ trailingSlash: true, headers }, null, 2) + "\n";
}

/** For inside a `server` block. */
export function asNginx(rules: readonly HeaderRule[]): string {
  const block = ({ path, headers }: HeaderRule) =>
    [
      `location ${location(path)} {`,
      ...lines(headers, (name, value) => `  add_header ${name} "${value}" always;`),
      "}",
    ].join("\n");
  return rules.map((rule) => block(rule) + "\n").join("\n");
}

function location(path: string): string {
  if (path.endsWith("*")) return `^~ ${path.slice(0, -1)}`;
  // For a folder nginx looks up the index file under that file's own address, which has to match as well.
  const source = pattern(path).source.replaceAll("\\/", "/");
  return path.endsWith("/") ? `~ ${source.slice(0, -1)}(index\\.html)?$` : `= ${path}`;
}

function lines(headers: Headers, line: (name: string, value: string) => string): string[] {
  return Object.entries(headers).map(([name, value]) => line(name, value));
}

function pattern(path: string): RegExp {
  const parts = path.split(/(:[a-z]+|\*$)/).map((part) => {
    if (part === "*") return ".*";
    return part.startsWith(":") ? "[^/]+" : part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&");
  });
  return new RegExp(`^${parts.join("")}$`);
}
