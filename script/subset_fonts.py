#!/usr/bin/python3
"""Cut a static Inter face down to what the page draws.

Dear ImGui applies no OpenType feature, so the one we want is baked in: the digits of `tnum`
(all of one width, columns align) replace the default ones in the character map; then every
layout table is dropped.

usage: subset_fonts.py SOURCE.otf DESTINATION.otf
"""
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

DIGITS = [ord(digit) for digit in "0123456789"]
NARROW_NO_BREAK_SPACE, THIN_SPACE = 0x202F, 0x2009

# Latin-1, the rest of French, and the signs of the interface. Tests check that every
# character of the content is in here.
CODE_POINTS = {
    *range(0x20, 0x7F), *range(0xA0, 0x100),
    *map(ord, "ŒœŸ"),
    THIN_SPACE, NARROW_NO_BREAK_SPACE,
    *range(0x2010, 0x2015), *range(0x2018, 0x201F),  # hyphens and dashes, quotation marks
    *map(ord, "•…‰€←↑→↓↗−≈≠≤≥▲■"),
} - {0xAD}  # the soft hyphen, which Inter has not


def tabular_digits(font):
    """Glyph name → the glyph that the feature `tnum` puts in its place."""
    gsub = font["GSUB"].table
    lookups = {
        index
        for record in gsub.FeatureList.FeatureRecord if record.FeatureTag == "tnum"
        for index in record.Feature.LookupListIndex
    }
    replaced = {}
    for index in sorted(lookups):
        for table in gsub.LookupList.Lookup[index].SubTable:
            replaced.update(getattr(table, "ExtSubTable", table).mapping)
    return replaced


def remap(font):
    tabular = tabular_digits(font)
    for table in font["cmap"].tables:
        if not table.isUnicode():
            continue
        for digit in DIGITS:
            # Tables may share one map: the second pass finds the digits already replaced.
            table.cmap[digit] = tabular.get(table.cmap[digit], table.cmap[digit])
        # U+202F separates thousands and precedes ; : ! ? in French: never a missing glyph.
        table.cmap.setdefault(NARROW_NO_BREAK_SPACE, table.cmap[THIN_SPACE])


def main(source, destination):
    font = TTFont(source)
    remap(font)
    missing = CODE_POINTS - set(font.getBestCmap())
    if missing:
        sys.exit(f"{source} lacks " + " ".join(f"U+{code:04X}" for code in sorted(missing)))

    options = subset.Options()
    options.layout_features = []
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "STAT"]
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 4, 13]  # copyright, family, style, full name, licence
    options.recalc_timestamp = False     # the same input gives the same bytes
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=CODE_POINTS)
    subsetter.subset(font)

    widths = {font["hmtx"][font.getBestCmap()[digit]][0] for digit in DIGITS}
    if len(widths) != 1:
        sys.exit(f"{source}: the digits have {len(widths)} different widths")
    font.save(destination)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
