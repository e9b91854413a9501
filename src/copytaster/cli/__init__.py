"""The command line: ``copytaster`` and its words."""

from copytaster.cli.app import main

__all__ = ["main"]
