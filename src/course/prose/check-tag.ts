// The components that a lesson's text may use: what they are given, and what their content is.
import { type Node } from "./sentences.ts";

export type Region = "prose" | "Story" | "Rule" | "Sources" | "Python";

interface Component {
  readonly attributes: readonly string[];
  /** What its content is; without one, what stands around it. */
  readonly region?: Region;
  /** Its attribute names claims. */
  readonly names?: boolean;
}

const COMPONENTS: Readonly<Record<string, Component>> = {
  Claim: { attributes: ["id"], names: true },
  Lab: { attributes: [] },
  Exercise: { attributes: ["id"] },
  Fact: { attributes: ["claim"], names: true },
  Story: { attributes: [], region: "Story" },
  Rule: { attributes: [], region: "Rule" },
  Sources: { attributes: ["claims"], region: "Sources", names: true },
  Python: { attributes: [], region: "Python" },
};

export interface Fault {
  readonly text: string;
  readonly what: string;
  readonly todo: string;
}

export interface CheckedTag {
  readonly region: Region | null;
  /** Ids of claims that it names. */
  readonly names: readonly string[];
  readonly faults: readonly Fault[];
}

export function checkTag(node: Node): CheckedTag {
  const name = node.name ?? "";
  const known = Object.hasOwn(COMPONENTS, name) ? COMPONENTS[name] : undefined;
  const faults: Fault[] = [];
  if (!known && /^[A-Z]/.test(name))
    faults.push({
      text: `<${name}>`,
      what: `nobody said what <${name}> holds`,
      todo: `Use ${Object.keys(COMPONENTS).join(", ")}.`,
    });
  for (const { name: key = "{…}", value } of node.attributes ?? [])
    if (typeof value !== "string" || !(known?.attributes ?? ["class", "lang", "href"]).includes(key))
      faults.push({ text: `<${name} ${key}>`, what: "text may hide in this attribute", todo: "Leave it out." });
  const ids = (known?.attributes ?? []).map((key) => ({ key, ids: idsIn(node, key) }));
  for (const { key } of ids.filter((entry) => entry.ids.length === 0))
    faults.push({ text: `<${name}>`, what: "it names nothing", todo: `Write ${key}="…".` });
  return { region: known?.region ?? null, names: known?.names ? ids.flatMap((entry) => entry.ids) : [], faults };
}

function idsIn(node: Node, key: string): string[] {
  const value = node.attributes?.find((attribute) => attribute.name === key)?.value;
  return typeof value === "string" ? value.split(/\s+/).filter(Boolean) : [];
}
