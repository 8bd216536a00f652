// Stands in for the hash that names entries in a cache of model answers. The page has no models that could have one.

export function sha256() {
  throw new Error("This page has no cache for answers of models.");
}
