"""From the press to the outlets: one copy, the newest, what may be there, and none after a kill."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import pytest

from copytaster.desk.editing import Draft
from pushing import Newsroom
from receivers import FAULTS, Blog, Hook


async def test_a_story_its_update_and_its_kill_reach_a_webhook_in_order(
    room: Newsroom, hook: Hook
) -> None:
    """Published, updated, withdrawn: signed, numbered, each once, and each on record."""
    outlet = room.add(hook)
    series = room.take("u:1", "Quillbridge")
    await room.settle()
    room.take("u:1", "Quillbridge", 2)
    await room.settle()
    room.kill("u:1")
    await room.settle()
    told = [(m["data"]["status"], m["data"]["sequence"]) for m in hook.messages]
    assert told == [("published", 1), ("updated", 2), ("withdrawn", 3)]
    assert len(set(hook.ids)) == 3
    assert "telling number 1" in json.dumps(hook.messages[0])
    assert "telling number 2" in json.dumps(hook.messages[1])
    assert hook.messages[2]["data"] == {"status": "withdrawn", "sequence": 3, "version": 1, "id": series, "killed": True}  # fmt: skip
    receipts = room.desk.store.records_of(series, "receipt")
    assert [r.data["action"] for r in receipts] == ["published", "updated", "withdrawn"]
    assert {r.data["outlet"] for r in receipts} == {outlet.id}
    assert room.desk.store.copies_at(outlet.id) == 0


async def test_a_story_its_update_and_its_kill_reach_wordpress(room: Newsroom, blog: Blog) -> None:
    """One post, updated in place, deleted for good."""
    outlet = room.add(blog)
    series = room.take("u:1", "Quillbridge")
    await room.settle()
    (post,) = blog.posts.values()
    assert post["slug"] == f"quillbridge-reopens-{series}"
    assert post["status"] == "publish"
    room.take("u:1", "Quillbridge", 2)
    await room.settle()
    (post,) = blog.posts.values()
    assert "telling number 2" in post["content"]
    assert room.parcel(outlet, series).remote == str(post["id"])
    room.kill("u:1")
    await room.settle()
    assert blog.posts == {}
    assert [w[0] for w in blog.writes] == ["create", "update", "delete"]
    assert room.parcel(outlet, series).state == "withdrawn"


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_whatever_wordpress_does_there_is_one_post_in_the_end(
    method: str, room: Newsroom, blog: Blog
) -> None:
    """Each fault twice at the first sending, then at the update, then at the kill: one, the newest, none."""
    room.add(blog)
    wrong = {}
    for n, fault in enumerate(FAULTS):
        wrong[fault] = [m async for m in _life_of_a_post(f"u:{n}", fault, method, room, blog)]
    assert wrong == {fault: [1, "2", True, 0] for fault in FAULTS}
    assert not any("elsewhere" in path for _, path, _ in blog.asked)


async def _life_of_a_post(
    guid: str, fault: str, method: str, room: Newsroom, blog: Blog
) -> AsyncIterator[object]:
    """How many posts, which version, in order or not, and how many are left after the kill."""
    mark = f"Span{guid[2:]}x"
    blog.writes.clear()
    room.take(guid, mark, alone=True)
    blog.fail(fault, fault, method=method)
    await room.settle()
    yield len(blog.standing())
    blog.fail(fault, method="POST")
    room.take(guid, mark, 2, alone=True)
    await room.settle()
    tellings = [w[2].partition("telling number ")[2][:1] for w in blog.writes]
    yield next(iter(blog.posts.values()))["content"].partition("telling number ")[2][:1]
    yield tellings == sorted(tellings)
    blog.fail(fault, method="DELETE")
    room.kill(guid)
    await room.settle()
    yield len(blog.posts)


async def test_whatever_a_webhook_does_it_has_the_newest_in_the_end(
    room: Newsroom, hook: Hook
) -> None:
    """After every fault: the newest version; a message that is sent again has its old id."""
    room.add(hook)
    wrong = {}
    for n, fault in enumerate(FAULTS):
        wrong[fault] = [m async for m in _life_of_a_message(f"u:{n}", fault, room, hook)]
    assert wrong == {fault: [1, "2", 2, "withdrawn", 3] for fault in FAULTS}


async def _life_of_a_message(
    guid: str, fault: str, room: Newsroom, hook: Hook
) -> AsyncIterator[object]:
    """Messages after the first sending, version and sequence after the update, state and messages at last."""
    mark = f"Span{guid[2:]}x"
    hook.ids.clear()
    series = room.take(guid, mark, alone=True)
    hook.fail(fault, fault)
    await room.settle()
    yield len(set(hook.ids))
    room.take(guid, mark, 2, alone=True)
    hook.fail(fault)
    await room.settle()
    yield json.dumps(hook.stories[series]).partition("telling number ")[2][:1]
    yield hook.stories[series]["sequence"]
    hook.fail(fault)
    room.kill(guid)
    await room.settle()
    yield hook.stories[series]["status"]
    yield len(set(hook.ids))


async def test_410_switches_a_webhook_off_until_it_is_tried_again(
    room: Newsroom, hook: Hook
) -> None:
    """Nothing more is sent; the desk says why; a retry by hand sends what had gathered."""
    outlet = room.add(hook)
    room.take("u:1", "Quillbridge")
    hook.fail("410")
    await room.round()
    room.take("u:2", "Harbour")
    await room.round()
    assert len(hook.asked) == 1
    state = room.desk.outlets.states()[0]
    assert state.word == "off"
    assert "410" in str(state.outlet.problem)
    room.desk.outlets.retry(outlet)
    await room.settle()
    assert len(hook.shown()) == 2


async def test_what_is_refused_is_flagged_and_not_sent_again(room: Newsroom, hook: Hook) -> None:
    """422 is final for that story alone; a retry by hand sends it."""
    outlet = room.add(hook)
    series = room.take("u:1", "Quillbridge")
    hook.fail("422")
    await room.settle()
    room.take("u:2", "Harbour")
    await room.settle()
    assert len(hook.shown()) == 1
    parcel = room.parcel(outlet, series)
    assert (parcel.state, parcel.status) == ("failed", 422)
    assert room.desk.outlets.states()[0].troubles == (parcel,)
    assert room.desk.outlets.retry(outlet, [series]) == 1
    await room.settle()
    assert len(hook.shown()) == 2


async def test_an_outlet_that_always_fails_is_given_up_after_days_and_kills_are_not(
    room: Newsroom, hook: Hook
) -> None:
    """Ten tries over three days, then flagged; the withdrawal of what may be there goes on."""
    outlet = room.add(hook)
    series = room.take("u:1", "Quillbridge")
    begun = room.clock.now
    hook.fail(*["500"] * 10)
    await room.settle()
    parcel = room.parcel(outlet, series)
    assert (parcel.state, parcel.tries) == ("failed", 10)
    assert (room.clock.now - begun).days == 3
    room.kill("u:1")
    hook.fail(*["500"] * 12)
    for _ in range(12):
        room.later(hours=1)
        await room.round()
    parcel = room.parcel(outlet, series)
    assert (parcel.state, parcel.urgent) == ("failed", True)
    room.later(hours=1)
    await room.round()
    assert room.parcel(outlet, series).state == "withdrawn"
    assert hook.stories[series]["status"] == "withdrawn"


async def test_a_kill_overtakes_all_that_waits(room: Newsroom, hook: Hook) -> None:
    """Of ten stories and one kill, the kill is sent first, also while the outlet is left alone."""
    outlet = room.add(hook)
    series = room.take("u:0", "Quillbridge")
    await room.settle()
    hook.fail("429")
    for n in range(9):
        room.take(f"u:{n + 1}", f"Span{n:02}", alone=True)
    await room.round()
    assert room.desk.store.outlet(outlet.id).paused_until is not None
    sent = len(hook.messages)
    room.kill("u:0")
    await room.round()
    assert hook.messages[sent]["data"]["id"] == series
    assert hook.stories[series]["status"] == "withdrawn"


async def test_retry_after_is_kept_by_all_parcels(room: Newsroom, hook: Hook) -> None:
    """429 with ninety seconds: nothing at all is asked before they are over."""
    room.add(hook)
    room.take("u:1", "Quillbridge")
    room.take("u:2", "Harbour")
    hook.fail("429")
    await room.round()
    asked = len(hook.asked)
    room.later(seconds=80)
    await room.round()
    assert len(hook.asked) == asked
    room.later(seconds=11)
    await room.settle()
    assert len(hook.shown()) == 2


async def test_versions_that_gather_go_out_as_the_newest_alone(room: Newsroom, hook: Hook) -> None:
    """While the outlet is down three versions come; when it is back it gets the last, once."""
    room.add(hook)
    hook.fail("503")
    room.take("u:1", "Quillbridge")
    await room.round()
    for version in (2, 3):
        room.take("u:1", "Quillbridge", version)
    await room.settle()
    assert len(hook.messages) == 1
    assert "telling number 3" in json.dumps(hook.messages[0])


async def test_an_excerpt_outlet_never_sees_more_on_the_wire(
    room: Newsroom, hook: Hook, blog: Blog
) -> None:
    """Not one word beyond the excerpt in anything that either receiver was sent, updates included."""
    room.add(hook, share="excerpt")
    room.add(blog, share="excerpt")
    for version in (1, 2):
        room.take("u:1", "Quillbridge", version)
        await room.settle()
    everything = json.dumps(hook.messages) + json.dumps(blog.writes) + json.dumps(list(blog.posts.values()))  # fmt: skip
    assert "reopened on Monday" in everything
    for word in ("outlive", "Buses", "nine tonnes", "telling number"):
        assert word not in everything


async def test_what_becomes_an_excerpt_is_one_there_too(room: Newsroom, hook: Hook) -> None:
    """When the feed's policy is narrowed, the outlet's copy is replaced by what may still be shown."""
    room.add(hook)
    room.take("u:1", "Quillbridge")
    await room.settle()
    room.desk.feeds.change(room.desk.feeds.find("anx"), policy="excerpt")
    room.desk.publish()
    await room.settle()
    (story,) = hook.shown()
    assert story["share"] == "excerpt"
    assert "nine tonnes" not in json.dumps(story)
    room.desk.feeds.change(room.desk.feeds.find("anx"), policy="hold")
    room.desk.publish()
    await room.settle()
    assert hook.shown() == []


async def test_embargoed_copy_goes_out_when_the_embargo_has_lapsed(
    room: Newsroom, hook: Hook, blog: Blog
) -> None:
    """Not a request before, one story after."""
    room.add(hook)
    room.add(blog)
    room.take("u:1", "Quillbridge", embargoed="2031-05-06T14:00:00Z")
    await room.settle()
    room.later(minutes=119)
    room.desk.publish()
    await room.settle()
    assert hook.asked == blog.asked == []
    room.later(minutes=2)
    room.desk.publish()
    await room.settle()
    assert len(hook.shown()) == len(blog.standing()) == 1


async def test_an_editors_hold_takes_the_copy_back_and_a_release_brings_it_again(
    room: Newsroom, blog: Blog
) -> None:
    """Held: deleted there. Published again: one post anew."""
    room.add(blog)
    series = room.take("u:1", "Quillbridge")
    await room.settle()
    room.desk.decide(series, "hold")
    room.desk.publish()
    await room.settle()
    assert blog.posts == {}
    room.desk.decide(series, "publish")
    room.desk.publish()
    await room.settle()
    assert len(blog.standing()) == 1


@pytest.mark.parametrize("why", ["right", "405", "501"])
async def test_a_post_that_may_not_be_deleted_is_emptied(
    why: str, room: Newsroom, blog: Blog
) -> None:
    """Where the user lacks the right, or the host lets no DELETE through: not a word is left to see."""
    room.add(blog)
    room.take("u:1", "Quillbridge")
    await room.settle()
    blog.may_delete = why != "right"
    if why != "right":
        blog.fail(why, method="DELETE")
    room.kill("u:1")
    await room.settle()
    (post,) = blog.posts.values()
    assert post["status"] == "draft"
    assert "Quillbridge" not in post["content"] + post["title"] + post["excerpt"]


async def test_an_editors_edit_reaches_the_outlets_as_it_stands_on_the_page(
    room: Newsroom, blog: Blog, hook: Hook
) -> None:
    """The changed words go out as an update, and the label says that it was edited; so does taking it back."""
    room.add(blog)
    room.add(hook)
    series = room.take("u:1", "Quillbridge")
    await room.settle()
    room.desk.editor.replace(series, [("nine tonnes", "ten tonnes")], Draft(reason="a slip"), "Ada")
    room.desk.publish()
    await room.settle()
    for told in (json.dumps(hook.shown()), json.dumps(blog.standing())):
        assert "ten tonnes" in told
        assert "nine tonnes" not in told
        assert "dited by" in told
        assert "unedited" not in told
    room.desk.editor.revert(series, "Ada")
    room.desk.publish()
    await room.settle()
    assert "nine tonnes" in json.dumps(hook.shown())
    assert "nine tonnes" in json.dumps(blog.standing())


async def test_what_is_erased_here_is_withdrawn_there(
    room: Newsroom, blog: Blog, hook: Hook
) -> None:
    """An erasure leaves no copy at any outlet."""
    room.add(blog)
    room.add(hook)
    series = room.take("u:1", "Quillbridge")
    await room.settle()
    with room.desk.store.writing() as tx:
        for row in room.desk.store.series(series):
            tx.erase(row.id)
            room.desk.shelf.drop(row.id)
        tx.touch("urgent", series)
    room.desk.publish()
    await room.settle()
    assert blog.posts == {}
    assert hook.shown() == []


async def test_a_post_deleted_there_by_hand_stays_deleted(room: Newsroom, blog: Blog) -> None:
    """An editor over there decided: it is flagged here, and only a retry by hand makes it anew."""
    outlet = room.add(blog)
    series = room.take("u:1", "Quillbridge")
    await room.settle()
    blog.posts.clear()
    room.take("u:1", "Quillbridge", 2)
    await room.settle()
    assert blog.posts == {}
    assert "deleted there" in room.parcel(outlet, series).problem
    room.desk.outlets.retry(outlet)
    await room.settle()
    assert len(blog.standing()) == 1


async def test_a_draft_stays_what_its_editors_made_it(room: Newsroom, blog: Blog) -> None:
    """New posts are drafts where the outlet says so; an update changes the copy, never the status."""
    room.add(blog, status="draft")
    room.take("u:1", "Quillbridge")
    await room.settle()
    (post,) = blog.posts.values()
    assert post["status"] == "draft"
    post["status"] = "publish"
    room.take("u:1", "Quillbridge", 2)
    await room.settle()
    assert post["status"] == "publish"
    assert "telling number 2" in post["content"]


async def test_two_posts_of_one_story_become_one(room: Newsroom, blog: Blog) -> None:
    """A create that was still at work when we looked: the elder is kept, the other deleted."""
    room.add(blog)
    series = room.take("u:1", "Quillbridge")
    slug = f"quillbridge-reopens-{series}"
    for id_, name in ((7, slug), (8, f"{slug}-2")):
        blog.posts[id_] = {"id": id_, "slug": name, "title": "x", "content": "", "status": "publish"}  # fmt: skip
    await room.settle()
    assert list(blog.posts) == [7]
    assert "telling number 1" in blog.posts[7]["content"]


async def test_what_was_live_before_is_not_sent_unless_asked_for(
    room: Newsroom, hook: Hook, blog: Blog
) -> None:
    """A new outlet begins with what comes; with its backlog, it has all that is live."""
    room.take("u:1", "Quillbridge")
    room.add(hook, backlog=False)
    room.add(blog, backlog=True)
    await room.settle()
    assert hook.asked == []
    assert len(blog.standing()) == 1
    room.take("u:2", "Harbour")
    room.take("u:1", "Quillbridge", 2)
    await room.settle()
    assert [d["item"]["title"] for d in hook.shown()] == ["Harbour reopens"]


async def test_an_outlet_that_leaves_takes_its_copies_back_first(
    room: Newsroom, blog: Blog
) -> None:
    """Withdrawn, every one, and only then forgotten, its secret too."""
    outlet = room.add(blog)
    for n in range(5):
        room.take(f"u:{n}", f"Span{n:02}", alone=True)
    await room.settle()
    assert len(blog.standing()) == 5
    assert room.desk.outlets.remove(outlet, withdraw=True) == 5
    blog.fail("500", method="DELETE")
    await room.round()
    assert room.desk.store.outlet(outlet.id) is not None
    room.later(hours=1)
    await room.round()
    assert blog.posts == {}
    assert room.desk.outlets.states() == []
    assert not list((room.desk.folder / "keys").glob("outlet-*"))


async def test_narrowing_an_outlet_takes_back_what_it_may_not_have_any_more(
    room: Newsroom, hook: Hook
) -> None:
    """Added again with another feed alone: what it had is withdrawn."""
    outlet = room.add(hook)
    room.take("u:1", "Quillbridge")
    await room.settle()
    room.desk.outlets.add("webhook", outlet.url, feeds=("other",))
    await room.settle()
    assert hook.shown() == []
