"""One story, held back in every way that every format has: embargoed, killed, withheld, a draft."""

from __future__ import annotations

import json
from xml.sax.saxutils import escape

from wire import ninjs, prose

BODY = prose("Quillbridge")
PARAS = BODY.split("\n\n")
P = "".join(f"<p>{escape(p)}</p>" for p in PARAS)
LATER = "2031-05-09T00:00:00Z"
HEAD = "Quillbridge reopens"


def ninjs3(**more):
    d = {
        "uri": "http://a.example/3",
        "standard": {"name": "ninjs", "version": "3.0"},
        "type": "text",
        "versionCreated": "2031-05-06T11:00:00Z",
        "pubStatus": "usable",
        "headlines": [{"value": HEAD}],
        "bodies": [{"role": "main", "contentType": "text/plain", "value": BODY}],
        **more,
    }
    return json.dumps(d).encode()


def newsml_g2(meta="<pubStatus qcode='stat:usable'/>", root="newsItem", pre="", post=""):
    return f"""<?xml version="1.0"?>{pre}<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" standard="NewsML-G2" standardversion="2.29" conformance="power" guid="urn:a:1" version="1">
<itemMeta><itemClass qcode="ninat:text"/><provider qcode="x:y"/><versionCreated>2031-05-06T11:00:00Z</versionCreated>{meta}</itemMeta>
<contentMeta><headline>{HEAD}</headline></contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>{P}</body></html></inlineXML></contentSet></newsItem>{post}""".encode()


def nitf(docdata="", head="", bodyhead=""):
    return f"""<?xml version="1.0"?><nitf><head><title>{HEAD}</title>{head}<docdata {docdata if not docdata.startswith("<") else ""}><doc-id id-string="n1"/>{docdata if docdata.startswith("<") else ""}</docdata></head><body><body.head><hedline><hl1>{HEAD}</hl1></hedline>{bodyhead}</body.head><body.content>{P}</body.content></body></nitf>""".encode()


def newsml_1(mgmt="", lines=""):
    return f"""<?xml version="1.0"?><NewsML><NewsEnvelope><DateAndTime>20310506T110000Z</DateAndTime></NewsEnvelope><NewsItem><Identification><NewsIdentifier><ProviderId>a</ProviderId><NewsItemId>1</NewsItemId><RevisionId>1</RevisionId></NewsIdentifier></Identification>
<NewsManagement><FirstCreated>20310506T110000Z</FirstCreated>{mgmt}</NewsManagement><NewsComponent><NewsLines><HeadLine>{HEAD}</HeadLine>{lines}</NewsLines><ContentItem><DataContent>{P}</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>""".encode()


def rss(item="", ns="", chan=""):
    return f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" {ns}><channel><title>C</title>{chan}<item><guid>r1</guid><title>{HEAD}</title><link>http://a.example/r1</link><content:encoded>{escape(P)}</content:encoded>{item}</item></channel></rss>""".encode()


def atom(e="", ns=""):
    return f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" {ns}><title>C</title><entry><id>a1</id><title>{HEAD}</title><link href="http://a.example/a1"/><content type="html">{escape(P)}</content>{e}</entry></feed>""".encode()


WORDPRESS = 'xmlns:wp="http://wordpress.org/export/1.2/" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"'


def wxr(i, ns=WORDPRESS):
    return rss(i, ns)


def mail(
    subject=HEAD,
    body=BODY,
    extra="",
):
    return f"From: Desk <desk@a.example>\r\nTo: x@y.example\r\nDate: Tue, 06 May 2031 11:00:00 +0000\r\nMessage-ID: <m1@a.example>\r\nSubject: {subject}\r\n{extra}\r\n{body}".encode()


def letter(subject, cover, *atts):
    out = f"From: Desk <desk@a.example>\r\nDate: Tue, 06 May 2031 11:00:00 +0000\r\nMessage-ID: <m2@a.example>\r\nSubject: {subject}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=bb\r\n\r\n--bb\r\nContent-Type: text/plain\r\n\r\n{cover}\r\n".encode()
    for n, (t, a) in enumerate(atts):
        out += (
            f"--bb\r\nContent-Type: {t}\r\nContent-Disposition: attachment; filename=a{n}\r\n\r\n".encode()
            + a
            + b"\r\n"
        )
    return out + b"--bb--\r\n"


def iptc_7901(text, kw="Quill", pri="4"):
    return (
        f"\x01ANX0123 {pri} pl 100 ANX /123\r\n{kw}\r\n\x02" + text + "\x03061100 GMT May 31\x04"
    ).encode("latin-1")


def anpa(text, take="", pri="r", num="0123"):
    return (
        f"\x16\x16\x01a{num}\x1fANX-\r\n{pri} i\x13BC-Quill{take}   05-06 0100\r\n\x02"
        + text
        + "\x0305-06-31 1100GMT\x04"
    ).encode("latin-1")


ANPABODY = "".join("\t" + p + "\r\n" for p in PARAS)
BARRED: dict[str, bytes] = {
    "ninjs3 embargoedUntil": ninjs3(embargoedUntil=LATER),
    "ninjs3 embargoedUntil words": ninjs3(embargoedUntil="when told"),
    "ninjs3 withheld": ninjs3(pubStatus="withheld"),
    "ninjs3 canceled": ninjs3(pubStatus="canceled"),
    "ninjs3 status object": ninjs3(pubStatus={"name": "withheld"}),
    "ninjs3 status list": ninjs3(pubStatus=["withheld"]),
    "ninjs embargoed list": ninjs("u", HEAD, BODY, embargoed=[LATER]),
    "ninjs embargoed obj": ninjs("u", HEAD, BODY, embargoed={"until": LATER}),
    "ninjs embargoed epoch": ninjs("u", HEAD, BODY, embargoed=1936051200),
    "ninjs embargoed epoch str": ninjs("u", HEAD, BODY, embargoed="1936051200"),
    "ninjs embargoed past+until later": ninjs(
        "u", HEAD, BODY, embargoed="2001-01-01T00:00:00Z", embargoeduntil=LATER
    ),
    "ninjs status embargoed alone": ninjs("u", HEAD, BODY, pubstatus="embargoed"),
    "ninjs status number": ninjs("u", HEAD, BODY, pubstatus=0),
    "ninjs status bool": ninjs("u", HEAD, BODY, pubstatus=False),
    "ninjs1 stat:withheld": ninjs("u", HEAD, BODY, pubstatus="stat:withheld"),
    "ninjs list item": b"[" + ninjs("u", HEAD, BODY, embargoed=LATER) + b"]",
    "ninjs status in envelope": b'{"items":['
    + ninjs("u", HEAD, BODY, pubstatus="withheld")
    + b"]}",
    "ninjs assoc story in embargoed": ninjs(
        "u",
        "Other head",
        "Other body",
        embargoed=LATER,
        associations={"a": {"uri": "u:2", "type": "text", "headline": HEAD, "body_text": BODY}},
    ),
    "ninjs assoc story in withheld": ninjs(
        "u",
        "Other head",
        "Other body",
        pubstatus="withheld",
        associations={"a": {"uri": "u:2", "type": "text", "headline": HEAD, "body_text": BODY}},
    ),
    "ninjs signal kill": ninjs("u", HEAD, BODY, signals=["kill"]),
    "ninjs embargo false + embargo date": ninjs("u", HEAD, BODY, embargoed=False, embargo=LATER),
    "g2 canceled": newsml_g2("<pubStatus qcode='stat:canceled'/>"),
    "g2 withheld": newsml_g2("<pubStatus qcode='stat:withheld'/>"),
    "g2 withheld uri": newsml_g2(
        "<pubStatus uri='http://cv.iptc.org/newscodes/pubstatusg2/withheld'/>"
    ),
    "g2 status twice": newsml_g2(
        "<pubStatus qcode='stat:usable'/><pubStatus qcode='stat:withheld'/>"
    ),
    "g2 embargo": newsml_g2(f"<embargoed>{LATER}</embargoed><pubStatus qcode='stat:usable'/>"),
    "g2 embargo empty": newsml_g2("<embargoed/><pubStatus qcode='stat:usable'/>"),
    "g2 embargo nil": newsml_g2(
        "<embargoed xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:nil='true'/>"
    ),
    "g2 embargo twice": newsml_g2(
        f"<embargoed>2001-01-01T00:00:00Z</embargoed><embargoed>{LATER}</embargoed>"
    ),
    "g2 embargo no zone": newsml_g2("<embargoed>2001-05-09T00:00:00</embargoed>"),
    "g2 status embargoed": newsml_g2("<pubStatus qcode='stat:embargoed'/>"),
    "g2 status literal": newsml_g2("<pubStatus literal='withheld'/>"),
    "g2 status name only": newsml_g2("<pubStatus><name>withheld</name></pubStatus>"),
    "g2 status text": newsml_g2("<pubStatus>withheld</pubStatus>"),
    "g2 signal kill": newsml_g2("<signal qcode='sig:kill'/>"),
    "g2 edstat K": newsml_g2("<signal qcode='edStat:K'/>"),
    "g2 in newsMessage": newsml_g2(
        "<pubStatus qcode='stat:withheld'/>",
        pre="<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><header><sent>2031-05-06T11:00:00Z</sent></header><itemSet>",
        post="</itemSet></newsMessage>",
    ),
    "g2 ednote embargoed": newsml_g2("<edNote>EMBARGOED until Friday noon</edNote>"),
    "nitf withheld": nitf("management-status='withheld'"),
    "nitf canceled": nitf("management-status='canceled'"),
    "nitf embargoed": nitf("management-status='embargoed'"),
    "nitf release": nitf(
        "<date.issue norm='20310506T110000Z'/><date.release norm='20310509T000000Z'/>"
    ),
    "nitf release w/o issue": nitf("<date.release norm='20310509T000000Z'/>"),
    "nitf release nozone": nitf(
        "<date.issue norm='20310506T110000Z'/><date.release norm='20310509T000000'/>"
    ),
    "nitf ed-msg": nitf("<ed-msg info='EMBARGOED until Friday'/>"),
    "nml1 withheld": newsml_1("<Status FormalName='Withheld'/>"),
    "nml1 canceled": newsml_1("<Status FormalName='Canceled'/>"),
    "nml1 embargoed": newsml_1("<Status FormalName='Embargoed'/>"),
    "nml1 embargoed until": newsml_1(
        "<Status FormalName='Embargoed'/><StatusWillChange><FutureStatus FormalName='Usable'/><DateAndTime>20310509T000000Z</DateAndTime></StatusWillChange>"
    ),
    "nml1 embargoed urn": newsml_1("<Status FormalName='stat:Embargoed'/>"),
    "nml1 embargo line": newsml_1(
        "",
        "<NewsLine><NewsLineType FormalName='Advisory'/><NewsLineText>EMBARGOED until Friday</NewsLineText></NewsLine>",
    ),
    "nml1 instruction delete": newsml_1(
        "<Status FormalName='Usable'/><Instruction FormalName='Delete'/>"
    ),
    "rss embargo": rss(f"<embargo>{LATER}</embargo>"),
    "rss prism": rss(
        f"<prism:embargoDate>{LATER}</prism:embargoDate>",
        'xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"',
    ),
    "rss prism3": rss(
        f"<prism:embargoDate>{LATER}</prism:embargoDate>",
        'xmlns:prism="http://prismstandard.org/namespaces/basic/3.0/"',
    ),
    "rss draft": rss(
        "<app:control><app:draft>yes</app:draft></app:control>",
        'xmlns:app="http://www.w3.org/2007/app"',
    ),
    "atom draft": atom(
        "<app:control><app:draft>yes</app:draft></app:control>",
        'xmlns:app="http://www.w3.org/2007/app"',
    ),
    "atom draft old ns": atom(
        "<app:control><app:draft>yes</app:draft></app:control>",
        'xmlns:app="http://purl.org/atom/app#"',
    ),
    "atom draft upper": atom(
        "<app:control><app:draft> Yes </app:draft></app:control>",
        'xmlns:app="http://www.w3.org/2007/app"',
    ),
    "atom draft no ns": atom("<control><draft>yes</draft></control>"),
    "atom embargo": atom(f"<embargo xmlns='x'>{LATER}</embargo>"),
    "wxr draft": wxr("<wp:status>draft</wp:status>"),
    "wxr future": wxr(
        "<wp:status>future</wp:status><wp:post_date_gmt>2031-05-09 00:00:00</wp:post_date_gmt>"
    ),
    "wxr future local": wxr(
        "<wp:status>future</wp:status><wp:post_date>2031-05-09 00:00:00</wp:post_date>"
    ),
    "wxr future zero": wxr(
        "<wp:status>future</wp:status><wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt>"
    ),
    "wxr trash": wxr("<wp:status>trash</wp:status>"),
    "wxr private": wxr("<wp:status>private</wp:status>"),
    "wxr password": wxr("<wp:status>publish</wp:status><wp:post_password>x</wp:post_password>"),
    "wxr draft ns on channel": rss("<wp:status>draft</wp:status>").replace(
        b"<channel>", f"<channel {WORDPRESS}>".encode()
    ),
    "wxr draft ns on status": rss(
        "<wp:status xmlns:wp='http://wordpress.org/export/1.2/'>draft</wp:status>"
    ),
    "wxr draft + entry": wxr("<wp:status>draft</wp:status>").replace(
        b"</item>", b"</item><entry><title>Other thing</title></entry>"
    ),
    "wxr draft Item": wxr("<wp:status>draft</wp:status>")
    .replace(b"<item>", b"<Item>")
    .replace(b"</item>", b"</Item>"),
    "wxr draft nested item": wxr("<wp:status>draft</wp:status><item/>"),
    "wxr draft undeclared ns": rss("<wp:status>draft</wp:status>"),
    "mail embargo subject": mail("EMBARGOED until Friday noon: " + HEAD),
    "mail embargo first line": mail(body="EMBARGOED until Friday noon\r\n\r\n" + BODY),
    "mail kill subject": mail("KILL: " + HEAD),
    "mail html embargo": mail(
        body="<html><body><p>EMBARGOED UNTIL FRIDAY</p>" + P + "</body></html>",
        extra="Content-Type: text/html\r\n",
    ),
    "mail cover embargo 1": letter(
        "Stories", "EMBARGOED until Friday noon", ("application/json", ninjs("u1", HEAD, BODY))
    ),
    "mail cover embargo 2": letter(
        "Stories",
        "EMBARGOED until Friday noon",
        ("application/json", ninjs("u0", "Else", "Else body here")),
        ("application/json", ninjs("u1", HEAD, BODY)),
    ),
    "mail subject kill attach": letter(
        "KILL: the bridge", "Please kill.", ("application/json", ninjs("u1", HEAD, BODY))
    ),
    "mail subject advisory attach": letter(
        "ADVISORY: not for use", "see", ("application/json", ninjs("u1", HEAD, BODY))
    ),
    "mail attached withheld": letter(
        "x", "see", ("application/json", ninjs("u1", HEAD, BODY, pubstatus="withheld"))
    ),
    "mail forwarded embargo": (
        b"From: a <a@b.example>\r\nSubject: Fwd\r\nMIME-Version: 1.0\r\nContent-Type: message/rfc822\r\n\r\n"
        + mail("EMBARGOED until Friday: " + HEAD)
    ),
    "iptc embargo": iptc_7901(
        "EMBARGOED until Friday noon\r\n" + HEAD + "=\r\n" + BODY.replace("\n", "\r\n")
    ),
    "iptc embargo copy": iptc_7901(
        HEAD + "=\r\nSperrfrist: Freitag 12 Uhr\r\n\r\n" + BODY.replace("\n", "\r\n")
    ),
    "iptc kill": iptc_7901("KILL\r\n" + HEAD + "=\r\n" + BODY.replace("\n", "\r\n")),
    "iptc mandatory kill": iptc_7901(
        "MANDATORY KILL\r\n" + HEAD + "=\r\n" + BODY.replace("\n", "\r\n")
    ),
    "iptc advisory": iptc_7901("ADVISORY\r\n" + HEAD + "=\r\n" + BODY.replace("\n", "\r\n")),
    "anpa embargo": anpa("^" + HEAD + "<\r\n^Eds: EMBARGOED until Friday noon<\r\n" + ANPABODY),
    "anpa hfr": anpa("^" + HEAD + "<\r\n^HOLD FOR RELEASE until Friday noon<\r\n" + ANPABODY),
    "anpa hfr slug": anpa("^BC-Quill, HFR,100<\r\n^" + HEAD + "<\r\n" + ANPABODY, take=",HFR"),
    "anpa kill": anpa("^BC-Quill, KILL,100<\r\n^" + HEAD + "<\r\n" + ANPABODY, take=",KILL"),
    "anpa kill head": anpa("^KILL: " + HEAD + "<\r\n" + ANPABODY),
    "anpa advisory cat v": anpa("^" + HEAD + "<\r\n" + ANPABODY).replace(b"r i\x13", b"r v\x13"),
    "house": f"<story><headline>{HEAD}</headline><body>{P}</body></story>".encode(),
    "jsonfeed embargo ext": json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "c",
            "items": [{"id": "1", "title": "EMBARGOED: " + HEAD, "content_text": BODY}],
        }
    ).encode(),
    "html embargo": f"<html><head><title>{HEAD}</title></head><body><article><h1>{HEAD}</h1><p>EMBARGOED UNTIL FRIDAY NOON</p>{P}</article></body></html>".encode(),
    "ritzau annulleret": f"<RBNews><NewsID>1</NewsID><headline>{HEAD}</headline><annuleret>true</annuleret><content>{escape(P)}</content></RBNews>".encode(),
    "ritzau tilredaktionen": f"<RBNews><NewsID>1</NewsID><headline>{HEAD}</headline><tilredaktionen>EMBARGOED until Friday</tilredaktionen><content>{escape(P)}</content></RBNews>".encode(),
    "text embargo": ("EMBARGOED until Friday noon\n\n" + BODY).encode(),
    "sitemap": f"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>http://a.example/q</loc><news:news><news:title>EMBARGOED: {HEAD}</news:title></news:news></url></urlset>""".encode(),
}
