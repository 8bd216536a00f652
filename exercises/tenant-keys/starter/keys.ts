// Ids of threads, made from the names of those who talk there, and back.

export interface Names {
  readonly tenant: string;
  readonly user: string;
  readonly conversation: string;
}

/** The thread_id of a conversation. No two conversations share one. */
export function threadIdFor(tenant: string, user: string, conversation: string): string {
  return [tenant, user, conversation].join(":");
}

/** Whose thread it is. Throws a RangeError for what `threadIdFor` never makes. */
export function parseThreadId(id: string): Names {
  const [tenant = "", user = "", conversation = ""] = id.split(":");
  return { tenant, user, conversation };
}
