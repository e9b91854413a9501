"""Claims: what a story disputes and counts, and where sources contradict each other."""

from copytaster.claims.assessing import assess
from copytaster.claims.conflicts import amount, conflicts, rivals, voice

__all__ = ["amount", "assess", "conflicts", "rivals", "voice"]
