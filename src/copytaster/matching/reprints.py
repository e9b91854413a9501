"""Who repeats whom: how much has to be shared."""

from __future__ import annotations

# Contained to this degree, the copy is the same (bench/matching.py: F1 on real reprints).
SAME = 0.42
# A house's own reports share forms, backgrounds and standing lines: a kill of one reaches another only when
# so much is the same.
SAME_OF_ONE_HOUSE = 0.85
# A late origin takes a reprint from another only with so much more of its words.
CLEARLY = 0.1
# A text less than this part of another is a brief of it, whichever came first.
BRIEF = 1 / 3
# Contained to this degree and crediting the other's agency in its text, it is a rewrite.
REWRITE = 0.15
# Fewer shared shingles than this prove nothing.
FEWEST = 2
# An opening of which no more than this stands in an earlier story of the house tells something new,
NEW_TOP = 0.1
# unless so much of one story stands in the other: then the rest is all there, under a new top.
NEARLY_WHOLE = 0.7
# Headlines and leads so much alike (a cosine) tell of one matter: the day's next story of it is of the same event.
ONE_MATTER = 0.25
