"""Claims: what a story disputes and counts, and where sources contradict each other."""

from copytaster.claims.conflicts import amount, conflicts, rivals, voice

__all__ = ["amount", "conflicts", "rivals", "voice"]
