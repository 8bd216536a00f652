// The same with lengths instead of escapes: each name is preceded by how long it is, so its characters never matter.

export interface Names {
  readonly tenant: string;
  readonly user: string;
  readonly conversation: string;
}

export function threadIdFor(tenant: string, user: string, conversation: string): string {
  return [tenant, user, conversation].map(withLength).join("");
}

function withLength(name: string): string {
  if (name.length === 0) throw new RangeError("a name is empty");
  return `${name.length}.${name}`;
}

export function parseThreadId(id: string): Names {
  const names: string[] = [];
  let rest = id;
  while (rest !== "") {
    // No leading zero, or there were two spellings.
    const [head, digits = ""] = /^([1-9]\d*)\./.exec(rest) ?? [];
    const length = Number(digits);
    if (head === undefined || rest.length < head.length + length) throw new RangeError("no id of ours");
    names.push(rest.slice(head.length, head.length + length));
    rest = rest.slice(head.length + length);
  }
  if (names.length !== 3) throw new RangeError(`an id of ours has three names, this one has ${names.length}`);
  const [tenant = "", user = "", conversation = ""] = names;
  return { tenant, user, conversation };
}
