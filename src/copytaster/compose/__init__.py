"""Composition: a story of one's own from several, every sentence cited, no quote altered."""

from copytaster.compose.composer import compose

__all__ = ["compose"]
