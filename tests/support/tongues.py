"""Invented stories that are hard to set: from right to left, without spaces, in words without end."""

from __future__ import annotations

from copytaster.model import (
    Item,
    Link,
    Media,
    Publication,
    PublicationLink,
    Statement,
    Story,
    Topic,
)
from invented import PICTURE, paragraphs, publication, span

RTL_BODY = """\
مدينة الوادي، 3 مارس (نورد) - فتحت بوابات السد في موعدها ليلة الثلاثاء، حسبما قالت وزارة المياه.

قال رئيس البلدية: "لم نسمع أي صفارة إنذار." ولم ترد الوزارة على ذلك.

وقالت فرق الإنقاذ إن 12 شخصا لقوا حتفهم."""


def rtl() -> Publication:
    """A story in Arabic script, with our labels around it in English."""
    text = RTL_BODY
    id_ = "e5f60718a1b2c3d4"
    told = Story(
        id=id_,
        series="2b3c4d5e6f708192",
        item=Item(
            body=text,
            headline="وزارة المياه: بوابات السد فتحت في موعدها",
            language="ar",
            link="https://nord.example.org/ar/1",
        ),
        blocks=paragraphs(text),
        language="ar",
        statements=(
            Statement(
                f"{id_}:s1",
                content=(span(text, '"لم نسمع أي صفارة إنذار."'),),
                cue=(span(text, "قال"),),
                source=(span(text, "رئيس البلدية"),),
                kind="direct",
                speakers=("رئيس البلدية",),
                chain=(Link("speaker", "رئيس البلدية"),),
            ),
        ),
        publication_chain=(PublicationLink("agency", "نورد"),),
    )
    return publication(series=told.series, story=told, source="نورد", corrections=(), coverage=None)


CJK_BODY = """\
水源町（3月3日，北通社）——水利部表示，大坝闸门已按计划于周二晚间开启，下游各镇提前一小时得到通知。

下游小镇镇长说：“我们没有听到任何警报。”水利部没有回应。"""

LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3


def cjk() -> Publication:
    """A story in Chinese."""
    told = Story(
        id="0a0a0a0a0a0a0a0a",
        series="4d5e6f7081920314",
        item=Item(body=CJK_BODY, headline="水利部：大坝闸门按计划开启", language="zh"),
        blocks=paragraphs(CJK_BODY),
        language="zh",
    )
    return publication(
        series=told.series, story=told, source="北通社", corrections=(), coverage=None
    )


def unbroken() -> Publication:
    """A story whose headline, copy, source and address are single words without end."""
    body = f'TOLVAN (Nordhav) - {LONG_WORD} said {LONG_WORD}.\n\n"{LONG_WORD}" https://x.example/{LONG_WORD}'
    told = Story(
        id="0b0b0b0b0b0b0b0b",
        series="5e6f708192031425",
        item=Item(
            body=body,
            headline=LONG_WORD,
            deck=LONG_WORD,
            link=f"https://x.example/{LONG_WORD[:60]}",
            media=(Media("picture", PICTURE, caption=LONG_WORD, credit=LONG_WORD),),
        ),
        blocks=paragraphs(body),
        bylines=(LONG_WORD,),
        language="de",
        topics=(Topic("x", LONG_WORD),),
    )
    return publication(
        series=told.series, story=told, source=LONG_WORD, corrections=(), coverage=None
    )
