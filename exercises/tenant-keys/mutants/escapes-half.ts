// Wrong: escapes the separator, and not what it escapes with.

export interface Names {
  readonly tenant: string;
  readonly user: string;
  readonly conversation: string;
}

export function threadIdFor(...names: [tenant: string, user: string, conversation: string]): string {
  if (names.includes("")) throw new RangeError("a name is empty");
  return names.map((name) => name.replaceAll(":", "%3A")).join(":");
}

export function parseThreadId(id: string): Names {
  const [tenant = "", user = "", conversation = ""] = id.split(":").map((part) => part.replaceAll("%3A", ":"));
  if (threadIdFor(tenant, user, conversation) !== id) throw new RangeError("no id of ours");
  return { tenant, user, conversation };
}
