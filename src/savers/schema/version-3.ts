// Schema 3: the store: items, their vectors, readable views.

export const VERSION_3 = "";
