// How big the built files are, on disk and over the wire, and which package the kernel's bytes come from.
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Metafile } from "esbuild";

export interface Sizes {
  readonly files: Readonly<Record<string, { readonly raw: number; readonly gzip: number; readonly brotli: number }>>;
  /** Package → minified bytes in the kernel, largest first. */
  readonly kernelPackages: Readonly<Record<string, number>>;
}

export function measureBytes(files: Readonly<Record<string, Uint8Array>>, kernel: Metafile): Sizes {
  const sizes = Object.entries(files).map(([name, bytes]) => [
    name,
    { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliBytes(bytes) },
  ]);
  return { files: Object.fromEntries(sizes), kernelPackages: packageBytes(kernel) };
}

export function brotliBytes(bytes: Uint8Array): number {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

function packageBytes(metafile: Metafile): Record<string, number> {
  const totals = new Map<string, number>();
  for (const output of Object.values(metafile.outputs))
    for (const [file, { bytesInOutput }] of Object.entries(output.inputs)) {
      const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? path(file);
      totals.set(name, (totals.get(name) ?? 0) + bytesInOutput);
    }
  return Object.fromEntries([...totals].sort((a, b) => b[1] - a[1]));
}

/** Our own files are counted by folder. */
function path(file: string): string {
  return file.split("/").slice(0, 2).join("/");
}
