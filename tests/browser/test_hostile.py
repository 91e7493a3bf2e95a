"""Hundreds of ways to run a program, in the text of one article, in real Chromium: nothing runs, nobody is asked, the page stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.sites_invalid.hostile import SETTINGS, cases

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.harness import Site

CALLS = ("alert(1)", "window.ran=1", "top.ran=1")
TAGS = "a b p img svg video audio details input button select textarea form iframe object embed body marquee math style link table td div span x".split()
EVENTS = "onload onerror onclick onmouseover onfocus ontoggle onbegin onanimationstart onpageshow onstart onpointerenter onwheel".split()
ADDRESSES = (
    "javascript:{0}", "JaVaScRiPt:{0}", "java&#9;script:{0}", "java&NewLine;script:{0}", "&#1;javascript:{0}", " javascript:{0}", "javascript&colon;{0}",
    "&#106;avascript:{0}", "vbscript:{0}", "data:text/html,<script>{0}</script>", "data:text/html;base64,PHNjcmlwdD50b3AucmFuPTE8L3NjcmlwdD4=",
    "//evil.example/x", "\\\\evil.example/x", "https:evil.example/x", "blob:https://evil.example/x", "javascript://%0a{0}", "javascript:/*--></title></style></script>{0}//",
)  # fmt: skip
WHOLE = (
    "<script>{0}</script>", "<SCRIPT>{0}</SCRIPT>", "<scr<script>ipt>{0}</scr</script>ipt>", "<script/x>{0}</script>", "<svg><script>{0}</script></svg>",
    "<svg><script xlink:href='data:,{0}'></script></svg>", "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror={0}&gt;'>",
    "<svg></p><style><a id='</style><img src=1 onerror={0}>'>", "<noscript><p title='</noscript><img src=1 onerror={0}>'></noscript>",
    "<form><math><mtext></form><form><mglyph><svg><mtext><style><path id='</style><img onerror={0} src>'>", "<select><template><img src=1 onerror={0}></template></select>",
    "<svg><foreignObject><iframe srcdoc='<script>{0}</script>'></iframe></foreignObject></svg>", "<svg><animate onbegin={0} attributeName=x dur=1s>",
    "<svg><a><animate attributeName=href values='javascript:{0}' /><text x=20 y=20>x</text></a>", "<svg><use href='data:image/svg+xml,<svg id=x onload={0}/>#x'/></svg>",
    "<style>@keyframes x{{}}</style><b style='animation-name:x' onanimationstart={0}></b>", "<details open ontoggle={0}>", "<input autofocus onfocus={0}>",
    "<meta http-equiv=refresh content='0;url=javascript:{0}'>", "<base href='javascript:/{0}//'>", "<link rel=stylesheet href=https://evil.example/x.css>",
    "<img src='x' srcset='https://evil.example/x 1x' onerror={0}>", "<video src=1 onerror={0}></video>", "<audio><source onerror={0}></audio>", "<body onload={0}>",
    "<iframe src='javascript:{0}'></iframe>", "<object data='javascript:{0}'></object>", "<embed src='javascript:{0}'>", "<isindex action='javascript:{0}' type=image>",
    "<p title=\"<img src='{{static}}/images/p.png' alt=' onmouseover={0} '>\">x</p>", "![x](x \"onerror={0}\")", "[x](javascript:{0})", "<javascript:{0}>", "[x]\n\n[x]: javascript:{0}\n",
    "![x](https://pictures.example/x.png){{: onerror={0} }}", "[x](https://x.example){{: href=javascript:{0} }}", "`<img src=1 onerror={0}>`", "    <img src=1 onerror={0}>",
    "<!--><img src=1 onerror={0}>-->", "<!-- --!><img src=1 onerror={0}>", "<?xml><img src=1 onerror={0}>?>", "<![CDATA[><img src=1 onerror={0}>]]>", "</p></div></main><img src=1 onerror={0}>",
    "<img id=location><img name=cookie><a id=pagefind href=x></a>", "<a href='https://x.example/' ping='https://evil.example/'>x</a>",
)  # fmt: skip


def vectors() -> list[str]:
    """Some hundreds of texts, each of which runs a program somewhere."""
    found = [whole.format(call) for whole in WHOLE for call in CALLS[1:]]
    found += [f"<{tag} {event}={CALLS[1]} src=1 href=1 open autofocus>x</{tag}>" for tag in TAGS for event in EVENTS]
    found += [f'<a href="{address.format(call)}">x</a><img src="{address.format(call)}" alt="x">' for address in ADDRESSES for call in CALLS]
    return found


def test_nothing_of_hundreds_of_programs_runs_and_no_other_site_is_asked(site: Site, serve: Callable[[Path], str], page: Page) -> None:
    """Each in an article of its own would take long; each in a paragraph of its own does not, and each is tried in a cleaned text of its own."""
    from standfirst.prose import Renderer

    renderer = Renderer({"extensions": ["markdown.extensions.extra"], "output_format": "html5"})
    texts = vectors()
    assert len(texts) > 350
    body = "\n".join(f"<section>{renderer.html(text)}</section>" for text in texts)
    soup = "\n\n".join(case.files["a.md"].rpartition("---\n")[2] for case in cases() if case.group == "html" and not case.refused and "a.md" in case.files)
    site.write(f"-- pelicanconf.py --\n{SETTINGS}STANDFIRST_SEVERITY = {{'SF104': 'ignore', 'SF106': 'ignore', 'SF107': 'ignore', 'SF023': 'ignore'}}\n")
    site.write("-- content/a.md --\n---\ntitle: A <script>window.ran=1</script>\ndate: 2026-01-01\ntags: ['<img src=x onerror=window.ran=1>']\n---\n" + soup)
    site.write("-- content/b.md --\n---\ntitle: B\ndate: 2026-01-01\n---\nIts text.\n")
    built = site.build_here().checked()
    article = built.output / "news" / "b.html"
    article.write_text(article.read_text("utf-8").replace("Its text.", body), "utf-8")
    address = serve(built.output)
    asked: list[str] = []
    dialogs: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for name in ("news/a-scriptwindowran1script.html", "news/b.html", "index.html", "tags.html"):
        page.goto(f"{address}/{name}", wait_until="load")
        page.evaluate("""() => { for (const each of document.querySelectorAll('main *')) for (const type of
            ['click', 'mouseover', 'focus', 'pointerenter', 'animationstart', 'toggle', 'error', 'wheel']) each.dispatchEvent(new Event(type, {bubbles: false})) }""")
        assert page.evaluate("window.ran") is None, name
        assert page.locator("body > main").count() == 1
        assert page.locator("body > footer").count() == 1
        assert page.locator("main script:not([type='application/ld+json'])").count() == 0
        handlers = "() => [...document.querySelectorAll('main *')].filter(e => [...e.attributes].some(a => a.name.startsWith('on'))).length"
        assert page.evaluate(handlers) == 0
    assert dialogs == []
    elsewhere = {url for url in asked if not url.startswith((address, "https://pictures.example/", "https://evil.example/x"))}
    assert elsewhere == set()
    programs = [url for url in asked if url.startswith("https://evil.example/") and not url.endswith("/x")]
    assert programs == []
