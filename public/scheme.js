// Runs before the first paint, so that a chosen light or dark scheme never flashes the other one.
try {
  const scheme = localStorage.getItem("forkpoint.scheme");
  if (scheme === "light" || scheme === "dark") document.documentElement.dataset.scheme = scheme;
} catch {
  // Storage is not to be had here: the system's scheme stays.
}
