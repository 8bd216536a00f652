// Words for the names in a variant: things that no exercise is about.
export const WORDS: readonly string[] = (
  "acorn amber anchor anvil apricot basalt beacon birch bobbin bramble canyon cedar chisel cinder clover cobalt copper " +
  "coral cricket cypress dahlia ember falcon fennel fern fjord flint garnet ginger glacier granite gravel harbor hazel " +
  "heron hickory indigo ivory jasmine juniper kestrel lagoon lantern larch lichen lilac linen magnet mallow maple " +
  "marble marigold meadow mica mortar mosaic nectar nettle nutmeg opal orchid osprey otter paddle pebble pepper petal " +
  "pewter pigeon plover poplar prairie quartz quill raven ribbon saffron sapphire sorrel spruce sparrow thimble " +
  "thistle timber topaz trellis tulip turnip velvet violet walnut wicker willow zephyr"
).split(" ");
