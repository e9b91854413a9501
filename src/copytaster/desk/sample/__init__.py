"""The sample wire: an invented region's news, served to the desk that has no feeds of its own."""

from copytaster.desk.sample.server import Replay, SampleWire, subscriptions

__all__ = ["Replay", "SampleWire", "subscriptions"]
