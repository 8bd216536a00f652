// After the build: a .br and a .gz beside every file that compresses, so that the server only has to send bytes.
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { AstroIntegration } from "astro";

const COMPRESSIBLE = /\.(html|css|js|mjs|json|svg|txt|xml|wasm|bin|webmanifest)$/;
/** Below this a compressed file saves less than one network packet. */
const SMALLEST_BYTES = 600;

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

export function precompress(): AstroIntegration {
  return {
    name: "forkpoint:precompress",
    hooks: {
      async "astro:build:done"({ dir, logger }) {
        const saved = await compressFolder(fileURLToPath(dir));
        logger.info(`compressed ${saved.files} files: ${kilobytes(saved.from)} become ${kilobytes(saved.to)} (brotli)`);
      },
    },
  };
}

export async function compressFolder(folder: string): Promise<{ files: number; from: number; to: number }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && COMPRESSIBLE.test(entry.name));
  const sizes = await Promise.all(files.map((entry) => compressFile(path.join(entry.parentPath, entry.name))));
  const done = sizes.filter((size) => size !== null);
  return {
    files: done.length,
    from: done.reduce((sum, size) => sum + size.from, 0),
    to: done.reduce((sum, size) => sum + size.to, 0),
  };
}

async function compressFile(file: string): Promise<{ from: number; to: number } | null> {
  const bytes = await readFile(file);
  if (bytes.byteLength < SMALLEST_BYTES) return null;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
  };
  const [brotli, zipped] = await Promise.all([toBrotli(bytes, { params }), toGzip(bytes, { level: 9 })]);
  await Promise.all([writeFile(`${file}.br`, brotli), writeFile(`${file}.gz`, zipped)]);
  return { from: bytes.byteLength, to: brotli.byteLength };
}

const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(0)} KiB`;
