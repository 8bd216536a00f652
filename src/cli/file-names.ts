// File names for authors. An author's name is whatever somebody called a folder; what we write is not.

const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d|results|summary|batch)$/i;

/** Gives each author a name of its own, without extension; case-insensitive file systems keep them apart, too. */
export function fileNames(): (author: string) => string {
  const taken = new Set<string>();
  return (author) => {
    const plain = author
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .replace(/[^A-Za-z0-9._-]+/g, "-")
      .replace(/^[.-]+|[.-]+$/g, "")
      .slice(0, 80);
    const base = plain === "" || RESERVED.test(plain) ? `author-${plain}`.replace(/-$/, "") : plain;
    let name = base;
    for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${base}-${count}`;
    taken.add(name.toLowerCase());
    return name;
  };
}
