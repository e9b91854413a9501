"""Claims: what a story disputes and counts, and where sources contradict each other."""

from copytaster.claims.conflicts import conflicts

__all__ = ["conflicts"]
