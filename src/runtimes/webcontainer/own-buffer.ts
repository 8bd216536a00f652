// What is mounted must be of the realm that the client runs in: it asks `instanceof`, takes a buffer of another frame for a
// tree of files, finds no files in it, and mounts nothing without a word.

export function requireOwnBuffer(buffer: ArrayBuffer): ArrayBuffer {
  if (buffer instanceof ArrayBuffer) return buffer;
  throw new TypeError("only an ArrayBuffer of this frame can be mounted: fetch it here, or copy it");
}
