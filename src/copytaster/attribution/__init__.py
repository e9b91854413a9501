"""Who said what, through whom: ``attribute(story)`` gives a story's statements.

story → tokens → cues → clauses (source) → contents → drafts → speakers, chains → statements
"""

from copytaster.attribution.statements import attribute

__all__ = ["attribute"]
