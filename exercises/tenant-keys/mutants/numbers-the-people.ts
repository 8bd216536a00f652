// Wrong: keeps the names in a variable, and gives out numbers.

export interface Names {
  readonly tenant: string;
  readonly user: string;
  readonly conversation: string;
}

const known: string[] = [];

export function threadIdFor(...names: [tenant: string, user: string, conversation: string]): string {
  if (names.includes("")) throw new RangeError("a name is empty");
  const key = JSON.stringify(names);
  if (!known.includes(key)) known.push(key);
  return `thread-${known.indexOf(key)}`;
}

export function parseThreadId(id: string): Names {
  const index = known.findIndex((_, n) => `thread-${n}` === id);
  if (index < 0) throw new RangeError("no id of ours");
  const [tenant, user, conversation] = JSON.parse(known[index]!);
  return { tenant, user, conversation };
}
