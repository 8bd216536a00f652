// Savers that lose or change what channels hold.
import { ReferenceSaver, type Row, type Typed } from "./reference-saver.ts";
import {
  type BrokenSavers,
  dumping,
  loading,
  mapText,
  onlyKeys,
  parentValues,
  putting,
  reading,
  throughText,
} from "./breaking.ts";

export const brokenValues: BrokenSavers = {
  "values/come-back-as-they-were": putting(({ checkpoint }) => {
    checkpoint.channel_values = onlyKeys(checkpoint.channel_values, (name) => Boolean(checkpoint.channel_values[name]));
  }),
  "values/bytes-stay-bytes": dumping(throughText),
  "values/any-text": dumping((value) => mapText(value, (text) => text.normalize("NFC"))),
  "values/any-channel-name": reading(({ checkpoint }) => {
    const assigned: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(checkpoint.channel_values)) assigned[name] = value;
    checkpoint.channel_values = assigned;
  }),
  "values/channel-names-are-exact": reading(({ checkpoint }) => {
    const lower = Object.entries(checkpoint.channel_values).map(([name, value]) => [name.toLowerCase(), value]);
    checkpoint.channel_values = Object.fromEntries(lower) as Record<string, unknown>;
  }),
  "values/nul-in-a-channel-name": reading(({ checkpoint }) => {
    const cut = Object.entries(checkpoint.channel_values).map(([name, value]) => [name.split("\0")[0], value]);
    checkpoint.channel_values = Object.fromEntries(cut) as Record<string, unknown>;
  }),
  "values/large": dumping((value) => (typeof value === "string" ? value.slice(0, 2 ** 20) : value)),
  "values/many-channels": putting(({ checkpoint }) => {
    checkpoint.channel_values = Object.fromEntries(Object.entries(checkpoint.channel_values).slice(0, 999));
  }),
  "values/deeply-nested": dumping((value) => {
    const cut = (item: any, level: number): unknown =>
      Array.isArray(item)
        ? item.map((each) => (level > 100 ? "[Array]" : cut(each, level + 1)))
        : item?.inner
          ? { inner: cut(item.inner, level + 1) }
          : item;
    return cut(value, 0);
  }),
  "values/that-contain-themselves": class extends ReferenceSaver {
    protected override async dump(value: unknown): Promise<Typed> {
      try {
        JSON.stringify(value);
      } catch {
        return ["json", new Uint8Array()];
      }
      return super.dump(value);
    }
  },
  "values/that-look-serialized": loading((value) => {
    const revive = (item: any): unknown => (item !== null && typeof item === "object" && "lc" in item ? null : item);
    return Array.isArray(value) ? value.map(revive) : revive(value);
  }),
  "values/sets-and-maps": dumping((value) => (value instanceof Map ? Object.fromEntries(value) : value)),
  "values/removed-channel-is-gone": reading(async (tuple, row, saver) => {
    const before = row.parent === undefined ? {} : await parentValues(saver, tuple.parentConfig!);
    tuple.checkpoint.channel_values = { ...before, ...tuple.checkpoint.channel_values };
  }),
  "values/channel-that-comes-later": putting(async ({ config, checkpoint }, saver) => {
    const known = await parentValues(saver, config);
    if (Object.keys(known).length > 0)
      checkpoint.channel_values = onlyKeys(checkpoint.channel_values, (name) => name in known);
  }),
  // Looks for an unchanged value in the parent, and no further.
  "values/unchanged-over-many-steps": class extends putting(({ checkpoint, newVersions }) => {
    checkpoint.channel_values = onlyKeys(checkpoint.channel_values, (name) => name in newVersions);
  }) {
    protected override async tuple(row: Row) {
      const tuple = await super.tuple(row);
      const parent = this.parentOf(row);
      const before: Record<string, unknown> = parent ? Object.fromEntries(await this.loadAll(parent.values)) : {};
      tuple.checkpoint.channel_values = { ...before, ...tuple.checkpoint.channel_values };
      return tuple;
    }
  },
  // Stores only what was added to a list.
  "values/lists-that-change": putting(async ({ config, checkpoint }, saver) => {
    const before = await parentValues(saver, config);
    const grown = (name: string, value: any): unknown =>
      Array.isArray(value) && before[name] ? [...before[name], ...value.slice(before[name].length)] : value;
    const values = Object.entries(checkpoint.channel_values).map(([name, value]) => [name, grown(name, value)]);
    checkpoint.channel_values = Object.fromEntries(values) as Record<string, unknown>;
  }),
  "values/list-over-many-steps": dumping((value) => (Array.isArray(value) ? value.slice(-20) : value)),
  "values/are-copies": class extends reading(({ checkpoint }, _row, saver) => {
    checkpoint.channel_values = saver.given.get(checkpoint.id);
  }) {
    readonly given = new Map<string, object>();
    override async put(...call: Parameters<ReferenceSaver["put"]>) {
      this.given.set(call[1].id, call[1].channel_values);
      return super.put(...call);
    }
  },
  "values/taken-at-the-call": class extends ReferenceSaver {
    override async put(...call: Parameters<ReferenceSaver["put"]>) {
      await Promise.resolve();
      return super.put(...call);
    }
  },
  "values/changed-in-place": class extends ReferenceSaver {
    readonly #known = new WeakMap<object, Typed>();
    protected override async dump(value: unknown): Promise<Typed> {
      if (typeof value !== "object" || value === null) return super.dump(value);
      const dumped = this.#known.get(value) ?? (await super.dump(value));
      this.#known.set(value, dumped);
      return dumped;
    }
  },
};
