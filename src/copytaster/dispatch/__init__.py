"""Dispatch: what was rendered goes out to webhooks and WordPress, and what came of it comes back.

bytes, secret → signing → Fetcher.send → answers → Outcome
an Outcome and the tries so far → schedule → when to try again, or never

Nothing in here knows the desk or the store: what to send and what to remember
of it is the caller's. No redirect is followed, no answer is read beyond its cap.
"""

from copytaster.dispatch.answers import Outcome
from copytaster.dispatch.signing import new_secret, signed
from copytaster.dispatch.webhooks import Webhook
from copytaster.dispatch.wordpress import WordPress

__all__ = ["Outcome", "Webhook", "WordPress", "new_secret", "signed"]
