// Chunks of text → lines, for transports over a stream. Only what is new is searched, so a long line costs its length.

/** A line that grows past `mostChars` is passed on unfinished, for the port to refuse, instead of being kept. */
export function splitLines(onLine: (line: string) => void, mostChars: number): (chunk: string) => void {
  let parts: string[] = [];
  let chars = 0;
  const finish = (last: string): void => {
    const line = parts.length === 0 ? last : parts.join("") + last;
    parts = [];
    chars = 0;
    onLine(line);
  };
  return (chunk) => {
    let start = 0;
    for (let end = chunk.indexOf("\n"); end !== -1; end = chunk.indexOf("\n", start)) {
      finish(chunk.slice(start, end));
      start = end + 1;
    }
    if (start === chunk.length) return;
    const rest = chunk.slice(start);
    chars += rest.length;
    if (chars > mostChars) finish(rest);
    else parts.push(rest);
  };
}
