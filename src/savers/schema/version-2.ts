// Schema 2: the saver: scopes, lists as segments, readable views.

export const VERSION_2 = "";
