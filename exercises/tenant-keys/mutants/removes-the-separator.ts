// Wrong: takes out of the names what would be in the way.

export interface Names {
  readonly tenant: string;
  readonly user: string;
  readonly conversation: string;
}

export function threadIdFor(...names: [tenant: string, user: string, conversation: string]): string {
  if (names.includes("")) throw new RangeError("a name is empty");
  return names.map((name) => name.replace(/[^\p{L}\p{N}\p{M}]/gu, "-")).join(":");
}

export function parseThreadId(id: string): Names {
  const [tenant = "", user = "", conversation = ""] = id.split(":");
  if (threadIdFor(tenant, user, conversation) !== id) throw new RangeError("no id of ours");
  return { tenant, user, conversation };
}
