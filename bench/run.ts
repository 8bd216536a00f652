// `npm run bench [name…]`: run, check, bytes, grade. Needs a built site (`npm run build`) and Chromium.
export const BENCHES = ["run", "check", "bytes", "grade"] as const;

const asked = process.argv.slice(2);
for (const name of asked)
  if (!(BENCHES as readonly string[]).includes(name)) {
    console.error(`No bench called ${name}. There are: ${BENCHES.join(", ")}`);
    process.exit(2);
  }
for (const name of asked.length > 0 ? asked : BENCHES) {
  const { bench } = (await import(`./${name}.bench.ts`)) as { bench(): Promise<void> };
  await bench();
}
