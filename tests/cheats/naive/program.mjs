// Runs the attack beside it with nothing taken away, and says that it has begun and how it went.
console.log("begun");
try {
  const { TinySaver } = await import("./attack.mjs");
  const saver = new TinySaver();
  for (const method of ["put", "getTuple"]) await saver[method]({}, {}, {});
  console.log("done");
} catch (error) {
  console.log("failed", String(error));
}
process.exit(0);
