"""Keeps one post at WordPress equal to one story, over its REST API (wp/v2).

    known id ──────────────→ update
    no id → look for our slug ┬ found → update the oldest, delete the others
                              └ none  → create → the slug we asked for? else look again
    to go → our id and all under our slug → delete for good, else empty and unpublish

A create that was cut off may have been done: nothing is created before the
slug, which is ours alone, was looked for. An answer that cannot be read counts
as none, and the next try begins with looking.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from copytaster.dispatch.answers import Outcome, code_of, json_of, judged, unreached
from copytaster.errors import FetchError
from copytaster.intake import Fetcher
from copytaster.intake.fetch import Response

SECONDS = 30.0
_LIMIT = 128 * 1024  # bytes of an answer; we ask for a few fields only
_COPIES = 4  # WordPress numbers equal slugs: slug, slug-2, …
_ABSENT = frozenset({404, 410})
_NO_SUCH_POST = "rest_post_invalid_id"
WANTED_RIGHTS = (
    "edit_posts", "publish_posts", "edit_published_posts", "delete_posts", "delete_published_posts",
)  # fmt: skip


class _Failed(Exception):
    """A step did not work; the outcome says how."""

    def __init__(self, outcome: Outcome):
        super().__init__(outcome.problem)
        self.outcome = outcome


class WordPress:
    """One WordPress site and the user we are there, at the time of one try.

    ``url`` is the site's address, ``password`` an Application Password of the user.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        url: str,
        user: str,
        password: str,
        now: datetime,
        *,
        timeout: float = SECONDS,
    ):
        self._fetcher = fetcher
        self._root = url.rstrip("/").removesuffix("/wp-json") + "/wp-json/wp/v2"
        word = base64.b64encode(f"{user}:{password}".encode()).decode("ascii")
        self._headers = {
            "Authorization": f"Basic {word}",
            "Accept": "application/json",
            "Cache-Control": "no-cache",
        }
        self._now = now
        self._timeout = timeout

    async def put(
        self,
        remote: str | None,
        slug: str,
        fields: Mapping[str, Any],
        status: str,
        *,
        wary: bool = False,
    ) -> Outcome:
        """Have the post there, once, with these fields; ``status`` is for a new one only.

        ``wary``: an earlier try may still be at work there, so a new post is looked for again.
        """
        try:
            if remote is not None:
                return await self._update(remote, fields)
            found = await self._ours(slug)
            if not found:
                made, named = await self._create({**fields, "slug": slug, "status": status})
                if named == slug and not wary:
                    return Outcome("taken", 201, remote=made)
                found = await self._ours(slug) or [made]
            outcome = await self._update(found[0], fields)
            for extra in found[1:]:
                await self._remove(extra, {})
            return outcome
        except _Failed as failed:
            return failed.outcome

    async def withdraw(
        self, remote: str | None, slug: str | None, emptied: Mapping[str, Any]
    ) -> Outcome:
        """Have no copy left there, neither the known post nor any under our slug.

        What may not be deleted is emptied and unpublished: ``emptied`` are its fields then.
        """
        try:
            found = await self._ours(slug) if slug else []
            ids = dict.fromkeys(([remote] if remote else []) + found)
            status = 404
            for id_ in ids:
                status = await self._remove(id_, emptied)
        except _Failed as failed:
            return failed.outcome
        return Outcome("taken", status)

    async def check(self) -> tuple[str, tuple[str, ...]]:
        """The user we are there, and which rights we lack. Raises FetchError saying what is wrong."""
        try:
            answer = await self._ask("GET", "/users/me", context="edit", _fields="name,capabilities")  # fmt: skip
        except _Failed as failed:
            raise FetchError(str(failed.outcome.problem)) from failed
        found = json_of(answer)
        if not isinstance(found, dict) or not isinstance(found.get("capabilities"), dict):
            raise FetchError("it does not answer as WordPress's REST API does")
        rights = found["capabilities"]
        return str(found.get("name", ""))[:100], tuple(r for r in WANTED_RIGHTS if not rights.get(r))  # fmt: skip

    async def _update(self, id_: str, fields: Mapping[str, Any]) -> Outcome:
        answer = await self._asked("POST", f"/posts/{id_}", fields)
        if answer.status in _ABSENT and code_of(answer) == _NO_SUCH_POST:
            problem = "the post was deleted there; a retry makes it anew"
            return Outcome("refused", answer.status, problem)
        found = self._post_in(answer)
        if str(found["id"]) != id_:
            raise _Failed(Outcome("retry", answer.status, "it answered for another post"))
        return Outcome("taken", answer.status, remote=id_)

    async def _create(self, fields: Mapping[str, Any]) -> tuple[str, str]:
        """The new post's id and slug."""
        found = self._post_in(await self._asked("POST", "/posts", fields))
        return str(found["id"]), str(found.get("slug"))

    async def _ours(self, slug: str) -> list[str]:
        """The ids of all posts under our slug, the oldest first."""
        slugs = [slug, *(f"{slug}-{n}" for n in range(2, _COPIES + 1))]
        answer = await self._ask(
            "GET", "/posts", slug=",".join(slugs), status="any", context="edit",
            per_page="20", _fields="id,slug",
        )  # fmt: skip
        found = json_of(answer)
        if not isinstance(found, list) or not all(map(_is_post, found)):
            raise _Failed(_unreadable(answer))
        return [str(n) for n in sorted(p["id"] for p in found if p.get("slug") in slugs)]

    async def _remove(self, id_: str, emptied: Mapping[str, Any]) -> int:
        """Delete a post for good; the status that shows that nothing of it is left to see."""
        answer = await self._asked("DELETE", f"/posts/{id_}", None, force="true", _fields="deleted")
        if answer.status in _ABSENT and _is_absent(answer):
            return answer.status
        said = json_of(answer)
        if answer.status < 300 and isinstance(said, dict) and said.get("deleted") is True:
            return answer.status
        if emptied and _may_not_delete(answer):
            self._post_in(await self._asked("POST", f"/posts/{id_}", emptied))
            return 200
        if answer.status < 300:
            raise _Failed(_unreadable(answer))
        raise _Failed(_judged(answer, self._now))

    def _post_in(self, answer: Response) -> dict[str, Any]:
        outcome = _judged(answer, self._now)
        if outcome.kind != "taken":
            raise _Failed(outcome)
        found = json_of(answer)
        if not _is_post(found):
            raise _Failed(_unreadable(answer))
        return dict(found)

    async def _ask(self, method: str, path: str, **query: str) -> Response:
        """An answer of 200; fails otherwise."""
        answer = await self._asked(method, path, None, **query)
        outcome = _judged(answer, self._now)
        if outcome.kind != "taken":
            raise _Failed(outcome)
        return answer

    async def _asked(
        self,
        method: str,
        path: str,
        fields: Mapping[str, Any] | None = None,
        **query: str,
    ) -> Response:
        """Any answer at all; fails where there is none."""
        asked = {"_fields": "id,slug,status", **query}
        headers, body = self._headers, b""
        if fields is not None:
            headers = headers | {"Content-Type": "application/json"}
            body = json.dumps(fields).encode("ascii")
        url = f"{self._root}{path}?{urlencode(asked)}"
        try:
            return await self._fetcher.send(
                method, url, body, headers, limit=_LIMIT, timeout=self._timeout
            )
        except FetchError as error:
            raise _Failed(unreached(error)) from error


def _judged(answer: Response, now: datetime) -> Outcome:
    """As `judged`, but what one post is refused is not the whole site's trouble, nor is 410."""
    outcome = judged(answer, now)
    one = answer.status in (401, 403) and code_of(answer).startswith("rest_cannot_")
    if one or outcome.kind == "gone":
        return Outcome("retry", answer.status, outcome.problem)
    return outcome


def _unreadable(answer: Response) -> Outcome:
    kind = answer.headers.get("content-type", "no type")[:60]
    size = "too long" if answer.truncated else "not the JSON of WordPress's REST API"
    return Outcome("retry", answer.status, f"its answer ({kind}) is {size}")


def _is_post(value: Any) -> bool:
    return isinstance(value, dict) and type(value.get("id")) is int


def _may_not_delete(answer: Response) -> bool:
    """Whether the user lacks the right, or the host lets no DELETE through."""
    lacks = code_of(answer).startswith(("rest_cannot_delete", "rest_trash"))
    return lacks or answer.status in (405, 501)


def _is_absent(answer: Response) -> bool:
    """Whether it is the post that is absent, and not the whole interface."""
    return answer.status == 410 or code_of(answer) == _NO_SUCH_POST
