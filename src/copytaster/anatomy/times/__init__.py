"""Time expressions, TIMEX3: found, typed, and resolved against the day the copy was filed."""

from copytaster.anatomy.times.tagger import find_times

__all__ = ["find_times"]
