"""Who said what, through whom: ``attribute(story)`` gives a story's statements.

story → tokens → cues → clauses (source) → contents → drafts → speakers, chains → statements
"""

from copytaster.attribution.statements import attribute, attributing
from copytaster.attribution.tokens import Tokens, tokenise

__all__ = ["Tokens", "attribute", "attributing", "tokenise"]
