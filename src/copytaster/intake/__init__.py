"""Intake: addresses, hubs and folders in, Deliveries out.

subscriptions → schedule → due → fetch (guarded, capped) → plan → Outcome(subscription, Delivery)
hub's push → authentic? → Delivery
folder → read → Delivery → the desk confirms → done/ or refused/
what came → meter → health → Flags: late, shrinking, undated, certificate
"""

from copytaster.intake.articles import Articles
from copytaster.intake.fetch import Fetcher, Response
from copytaster.intake.folders import Found, Inbox, read_file, read_folder
from copytaster.intake.guard import Allowance, connector, refusal
from copytaster.intake.health import Flag, flags
from copytaster.intake.meter import Facts
from copytaster.intake.poller import Outcome, Poller
from copytaster.intake.polling import at_interval, due, heed, next_due, plan
from copytaster.intake.schedule import Schedule
from copytaster.intake.websub import Hub, discover

__all__ = [
    "Allowance",
    "Articles",
    "Facts",
    "Fetcher",
    "Flag",
    "Found",
    "Hub",
    "Inbox",
    "Outcome",
    "Poller",
    "Response",
    "Schedule",
    "at_interval",
    "connector",
    "discover",
    "due",
    "flags",
    "heed",
    "next_due",
    "plan",
    "read_file",
    "read_folder",
    "refusal",
]
