"""The web face: the public site's files, and the desk behind a session."""

from copytaster.desk.web.app import build_app

__all__ = ["build_app"]
