// Wrong: takes a separator that nobody will use.

export interface Names {
  readonly tenant: string;
  readonly user: string;
  readonly conversation: string;
}

const SEPARATOR = "::";

export function threadIdFor(...names: [tenant: string, user: string, conversation: string]): string {
  if (names.includes("")) throw new RangeError("a name is empty");
  return names.join(SEPARATOR);
}

export function parseThreadId(id: string): Names {
  const [tenant = "", user = "", conversation = ""] = id.split(SEPARATOR);
  if (threadIdFor(tenant, user, conversation) !== id) throw new RangeError("no id of ours");
  return { tenant, user, conversation };
}
