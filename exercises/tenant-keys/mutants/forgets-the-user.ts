// Wrong: a conversation is looked for in the firm, not with its user.

export interface Names {
  readonly tenant: string;
  readonly user: string;
  readonly conversation: string;
}

/** The thread_id of a conversation. No two conversations share one. */
export function threadIdFor(tenant: string, user: string, conversation: string): string {
  const names = [tenant, user, conversation];
  // A name that got lost on the way would be shared by all who lost theirs.
  if (names.includes("")) throw new RangeError(`a name is empty: ${JSON.stringify(names)}`);
  // encodeURIComponent escapes the colon, and the percent sign that it escapes with: so it can be undone.
  return [tenant, conversation].map((name) => encodeURIComponent(name)).join(":");
}

/** Whose thread it is. Throws a RangeError for what `threadIdFor` never makes. */
export function parseThreadId(id: string): Names {
  const [tenant = "", conversation = ""] = id.split(":").map(decode);
  const user = "somebody";
  // The way there decides. Without this, "%61:b:c" would be a second spelling of "a:b:c", and as threads they are two.
  if (threadIdFor(tenant, user, conversation) !== id) throw new RangeError(`no id of ours: ${JSON.stringify(id)}`);
  return { tenant, user, conversation };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (cause) {
    throw new RangeError(`no id of ours has a part like ${JSON.stringify(part)}`, { cause });
  }
}
