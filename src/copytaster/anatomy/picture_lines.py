"""Lines that belong to a picture: captions with their credit, bare picture credits, gallery controls."""

from __future__ import annotations

import re

_HOUSES = (
    r"(?:AP|A\.P\.|AFP|Reuters|REUTERS|EPA|EPA-EFE|EFE|Getty(?: Images)?|GETTY(?: IMAGES)?|Bloomberg|Shutterstock|Alamy|iStock|"
    r"Anadolu(?: Agency)?|AA|PA|PA Wire|PA Images|PTI|ANI|IANS|UNI|TASS|Sputnik|Xinhua|Kyodo|Yonhap|dpa|DPA|picture alliance|imago|IMAGO|"
    r"AAP|NTB|TT|Ritzau Scanpix|Scanpix|ČTK|CTK|LUSA|ANSA|Keystone|Belga|ANP|MTI|PAP|NurPhoto|Zuma|ZUMA|Pixabay|Unsplash|Flickr|"
    r"Wikimedia(?: Commons)?|Handout|POLITICO|[Ff]ile [Pp]hoto)"
)
_TAIL = r"(?: (?:Photos?|Images?|Wire|via AP|via Reuters|via Getty Images|[Ff]ile|Pool))?(?:[,/|] ?(?:File|Pool|Getty Images|AFP|AP))?"
_NAME = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w.’'-]{0,24}"
_NAMES = rf"{_NAME}(?:[ \u00a0]{_NAME}){{0,4}}"
_LABELS = (
    r"(?:photo|image|picture|pic|photos|images|pictures|graphic|graphics|screenshot|illustration|infographic|video|"
    r"photograph|photographs|file photo|file image|file picture|representative image|representational image|photo credit|image credit|"
    r"image source|photo courtesy|picture credit|pic credit|image courtesy|photo illustration|photo by|image by|photos by|"
    r"photograph by|picture by|pool photo by|cover image|featured image|"
    # German, Spanish, French, Italian, Portuguese, Nordic, Dutch, Turkish, Czech, Polish, Russian, Indonesian
    r"foto|fotos|bild|bilder|bildquelle|foto de|fotografía|imagen|imágenes|crédito|créditos|crédit photo|crédits photo|crédit|photo d’illustration|"
    r"fotografia|imagem|reprodução|billede|illustrasjonsfoto|illustration|genrebild|arkivbild|fotoğraf|görsel|ilustrační foto|zdjęcie|fot|фото|зображення)"
)
_LABELLED = re.compile(
    rf"\W{{0,3}}(?:{_LABELS} ?[:|/] ?.{{1,160}}|{_LABELS} ?[–—-] .{{1,80}}|"
    r"(?:representative|representational|file|illustrative) (?:image|photo|picture)s?\b.{0,60}|"
    r"(?:photo|image|picture|photograph|pool photo|photo courtesy|image courtesy)s? (?:by|courtesy(?: of)?|credits?:?) .{2,100})\W{0,2}$",
    re.I,
)
_EASTERN = re.compile(
    r"[【(（\[]?(?:写真|画像|撮影|사진|사진제공|資料圖片|图源|图片来源|图)(?:提供)?\s?[：:=＝／/は].{1,80}$|.{0,200}[【(（](?:写真|撮影|사진)[：:=＝].{1,60}[】)）]$"
)
_BRACKETED = re.compile(
    r"\W{0,3}(?:.{0,760}[(\[](?:file |handout |courtesy |undated |pool )?(?:photo|image|pic|picture|photograph|screenshot|foto|bild|credit)s?"
    r"(?: ?[:/|-] ?| (?:by|courtesy|credit|via|from) )[^()]{1,80}[)\]]|"
    r".{0,760}\((?:AP|Reuters|AFP|EPA|Getty|PTI|ANI|AAP) (?:Photo|Images?|file)\b[^()]{0,80}\)|.{0,240}\((?:file|representative|representational) (?:photo|image|picture)\))"
    r"(?: ORG XMIT: \w{1,20})?\W{0,2}$",
    re.I,
)
# "… in the harbour. (Mara Quill/QQN)", "… | Getty Images", "Mara Quill, AFP/Getty Images"
_SIGNED = re.compile(
    rf"[^\"“”]{{0,300}}\({_NAMES} ?[/|] ?(?:{_HOUSES}{_TAIL}|[A-Z][\w ]{{2,30}}(?:/{_HOUSES})?)\)$"
)
_BARRED = re.compile(
    rf"[^\"“”]{{0,300}}(?:[|/]| via) ?{_HOUSES}{_TAIL}\W?$|[^\"“”]{{0,300}}\bPhotograph(?:er)?: .{{2,60}}$"
)
_BARE = re.compile(
    rf"\(?{_NAMES} ?[|/] ?{_HOUSES}{_TAIL}\)?$|"
    rf"(?:Pool photo by )?{_NAMES} ?, {{0,2}}(?:(?:{_HOUSES})(?:/{_HOUSES}){{1,2}}|AP|AFP|EPA|EPA-EFE|Getty Images|GETTY IMAGES|USA TODAY Sports)$|"
    rf"\(?(?:Getty Images|AFP/Getty Images|AP Photo|AP Photos|Shutterstock|Alamy|iStock|Reuters/File|File photo)\)?$|©? ?{_HOUSES}/{_NAMES}$"
)
_BARE_LABEL = re.compile(rf"(?:Photo|PHOTO|Image|Picture|Foto|Bild)s? ?[:/] ?{_NAMES}")
_SIGNED_BARE = re.compile(rf"[^\"“”]{{20,250}}[.!?] (?:{_HOUSES}|REUTERS)(?: Photos?)?$")
_OPENERS = ("FILE", "Enlarge", "Expand", "toggle", "Hide", "In this")
_LONGEST_CONTROL = 40
_UNSPACED = "\u3000"
_LONGEST_CREDIT, _LONGEST_SIGNED = 90, 260
_OPENS = re.compile(
    r"(?:FILE ?(?:PHOTO)? ?[-–—:] |(?:Enlarge|Expand) (?:this )?(?:image|photo)|toggle caption|Hide [Cc]aption|In this (?:\w+\.? \d{1,2}, \d{4}|undated|\w{3,9} \d{4}|image|file|handout|screen ?grab)"
    r",?(?: \w+){0,3} (?:photo|image|picture|frame|photograph|video|made|taken|provided|released)\b)"
)
_CONTROLS = re.compile(
    r"(?:image|photo|slide|picture|caption) ?\d{1,3} ?(?:of|/) ?/? ?\d{1,3}|\d{1,3} ?(?:/|of) ?\d{1,3}|modal trigger|full ?screen|back to gallery|"
    r"(?:hide|show|toggle|view) (?:caption|gallery|photos|slideshow)(?: \d{1,3} of \d{1,3})?|\d{1,3} photos?|view \d{1,3} photos|expand|"
    r"(?:next|previous) (?:image|photo|slide)|photo gallery|image gallery|cnn video|image caption|media caption|"
    r"(?:enlarge|expand) (?:this )?(?:image|photo)|close gallery|open image modal|play video|video player is loading\W?"
)
_DATED_VIDEO = re.compile(
    r".{20,300}\((?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)\.? \d{1,2}\) ?(?:AP|Reuters|AFP)$"
)


def is_surely_picture(line: str, small: str) -> bool:
    """Whether a line is signed as captions are, or a gallery's control; ``small`` is it in lower case."""
    if line.startswith(_OPENERS) and _OPENS.match(line):
        return True
    if len(small) <= _LONGEST_CONTROL and _CONTROLS.fullmatch(small):
        return True
    tail = small[-110:]
    if ("(" in tail or "[" in tail) and (
        _BRACKETED.match(line) or _SIGNED.match(line) or _DATED_VIDEO.match(line)
    ):
        return True
    return is_bare_credit(line)


def is_picture(line: str, small: str) -> bool:
    """Whether a line looks like a caption, where nothing in it is reported speech."""
    tail = small[-110:]
    if ("/" in tail or "|" in tail or " via " in tail or "photograph" in tail) and _BARRED.match(
        line
    ):
        return True
    if (
        ":" in small[:40]
        or "photo" in small[:20]
        or "image" in small[:26]
        or "picture" in small[:20]
    ):
        return bool(_LABELLED.match(line))
    eastern = line[1:2] >= _UNSPACED or line[-1] >= _UNSPACED or line[-2:-1] >= _UNSPACED
    return eastern and bool(_EASTERN.match(line))


def is_bare_credit(line: str) -> bool:
    """Whether a line is a picture's credit and nothing else: ``Mara Quill, AFP/Getty Images``."""
    return len(line) <= _LONGEST_CREDIT and bool(
        _BARE.match(line) if _short(line) else _BARE_LABEL.match(line)
    )


def is_signed_bare(line: str) -> bool:
    """Whether a sentence ends in the bare name of a picture house, as captions at the head of a page do."""
    return len(line) <= _LONGEST_SIGNED and bool(_SIGNED_BARE.match(line))


def _short(line: str) -> bool:
    return (
        "," in line
        or "/" in line
        or "|" in line
        or line.startswith(
            ("(", "Getty", "Shutter", "Alamy", "iStock", "AFP", "AP ", "©", "File", "Pool")
        )
    )
