"""The running newsroom: pipeline, press, scheduler and the web desk."""

from copytaster.desk.newsroom import Desk

__all__ = ["Desk"]
