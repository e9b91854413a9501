"""Publications to pages, feeds and structured data: pure renderers and one atomic writer.

::

    Publication ─→ guard ─→ copyview, voices ─→ storypage ─┐
    CoverageView ─→ guard ─→ coverpage ────────────────────┼→ render ─→ Page ─→ writer ─→ files
    both ─→ guard ─→ feeds_out, jsonld ────────────────────┘

Nothing here decides what is live. Everything here refuses what is not.
"""
