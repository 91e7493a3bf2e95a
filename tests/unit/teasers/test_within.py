"""No reader sees one text twice: what a summary says that the body says already, and the headline in the body."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from standfirst.prose import plain_text, read_html
from standfirst.teasers.near import Wording, relate
from standfirst.teasers.normalise import fold
from standfirst.teasers.policy import ACTIONS
from standfirst.teasers.sentences import split_sentences
from standfirst.teasers.within import drop_headline, drop_paragraphs, settle_teaser

if TYPE_CHECKING:
    from standfirst.prose import Block

BODY = (
    "<p>Ukraine and Russia exchanged 390 people each on Friday. It was the first of three stages. "
    "The rest “follow on Saturday and Sunday,” officials said.</p>\n<p>Most came home by bus.</p>"
)
FIRST = (
    "Ukraine and Russia exchanged 390 people each on Friday. It was the first of three stages. "
    "The rest “follow on Saturday and Sunday,” officials said."
)


def blocks(html: str = BODY) -> tuple[Block, ...]:
    return read_html(html).blocks


@pytest.mark.parametrize(
    ("summary", "verdict", "card"),
    [
        (FIRST, "exact", FIRST),
        (FIRST.upper(), "exact", FIRST),
        (f"{FIRST} Most came home by bus.", "exact", f"{FIRST} Most came home by bus."),
        ("Most came home by bus", "exact", "Most came home by bus."),
        ("Ukraine and Russia exchanged 390 people each on Fri…", "truncated", "Ukraine and Russia exchanged 390 people each on Friday."),
        ("Ukraine and Russia exchanged 390 people each on Friday. It was [...]", "truncated", "Ukraine and Russia exchanged 390 people each on Friday. It was the first of three stages."),
        ("Ukraine  and Russia exchanged 390 people each on Friday... Read more", "truncated", "Ukraine and Russia exchanged 390 people each on Friday."),
        (FIRST.replace("“", '"').replace("”", "'").replace("on Sat", "— on\nSat"), "exact", FIRST),
    ],
)  # fmt: skip
def test_a_summary_that_the_body_says_already_is_said_once_and_the_card_ends_with_a_sentence(
    summary: str, verdict: str, card: str
) -> None:
    teaser = settle_teaser("390 return", summary, Wording(blocks()), 260, ACTIONS)
    assert (teaser.verdict, teaser.standfirst, teaser.card) == (verdict, None, card)


@pytest.mark.parametrize(
    "summary",
    [
        "A first exchange of three.",
        FIRST.replace("390", "391"),
        "It was the first of three stages.",
        FIRST + " And more.",
        "x" * 500,
    ],
)
def test_a_summary_that_says_something_else_stands_as_it_is_written(summary: str) -> None:
    teaser = settle_teaser("390 return", summary, Wording(blocks()), 240, ACTIONS)
    assert (teaser.standfirst, teaser.card) == (summary, summary)
    assert teaser.verdict in {"near", "distinct"}


@pytest.mark.parametrize("summary", [None, "", "390 return!", "…", "Read more"])
def test_without_a_summary_or_with_the_headline_for_one_the_card_is_the_lead(summary: str | None) -> None:
    teaser = settle_teaser("390 Return", summary, Wording(blocks("<h2>Not this</h2>" + BODY)), 240, ACTIONS)
    assert (teaser.verdict, teaser.standfirst) == ("none", None)
    assert teaser.card == FIRST


def test_an_article_without_text_has_an_empty_card_and_keeps_its_summary() -> None:
    assert settle_teaser("a", None, Wording(()), 240, ACTIONS).card == ""
    assert settle_teaser("a", "Said.", Wording(()), 240, ACTIONS).card == "Said."


HEADLINE = "“390” return – at last"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h1>390 return at last</h1>\n<p>Text</p>", "<p>Text</p>"),
        ('<h2 id="x">“390” <em>return</em> &ndash; at last!</h2><p>Text</p>', "<p>Text</p>"),
        ("<p><strong>390 RETURN AT LAST</strong></p>\n<p>Text</p>", "<p>Text</p>"),
        ("<p>390 return at last<br>\nText</p>", "<p>Text</p>"),
        ("<p>390 return at last\nText</p>", "<p>Text</p>"),
        ("<p>Lead</p><h2>390 return at last</h2><p>Text</p>", "<p>Lead</p><p>Text</p>"),
        ("<h2>390 return at last, and more</h2><p>Text</p>", None),
        ("<h2>Other</h2><p>Text</p><h2>390 return at last</h2>", None),
        ("<p>390 return at last, officials said.</p>", None),
        ("<p>Text</p><p>390 return at last</p>", None),
        ('<p>390 return at last <img src="a.png" alt=""></p><p>Text</p>', None),
        ("<p><strong>390 return at last<br>Text</strong></p>", None),
        ("", None),
    ],
)
def test_a_headline_that_opens_the_body_is_said_once(html: str, expected: str | None) -> None:
    assert drop_headline(html, HEADLINE) == (html if expected is None else expected)


@pytest.mark.parametrize(
    "html", ["<h1>a&#8;b</h1><p>x</p>", "<p>a&#0;b<br>c</p>", "<p><html></p>", "<h1></body><body></h1>"]
)
def test_odd_html_is_no_reason_to_stop(html: str) -> None:
    assert isinstance(drop_headline(html, "ab"), str)


# --- properties -----------------------------------------------------------------------------------------------------

WORD = st.sampled_from(
    [
        "released",
        "prisoners",
        "home",
        "Kyiv",
        "390",
        "Обмін",
        "полонених",
        "додому",
        "Straße",
        "café",
        "“quoted”",
        "don’t",
        "first-day",
        "½",
        "ﬁne",
    ]
)
SENTENCE = st.builds(
    lambda words, end: f"{' '.join(words)[0].upper()}{' '.join(words)[1:]}{end}",
    st.lists(WORD, min_size=1, max_size=25),
    st.sampled_from([".", "!", "?", "…", ".”"]),
)
PARAGRAPHS = st.lists(st.lists(SENTENCE, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=4)
HTML = PARAGRAPHS.map(lambda texts: "\n".join(f"<p>{escape(text)}</p>" for text in texts))
MARKS = st.sampled_from(["", "…", "...", " [...]", " […]", "… Read more", " Read more »", "...Continue reading", " — "])
DISGUISES = st.sampled_from(
    [str.upper, str.lower, lambda t: t.replace(" ", "\n  "), lambda t: t.replace("“", '"').replace("”", "«"),
     lambda t: t.replace("’", "'").replace("-", "–"), lambda t: t.replace(" ", "\u00a0"), lambda t: t.replace("é", "e\u0301"),
     lambda t: t.replace("ß", "ss").replace("ﬁ", "fi"), lambda t: t]
)  # fmt: skip
LIMITS = st.integers(40, 260)
TITLE = "A headline of its own"


@given(HTML, st.floats(0, 1), st.lists(DISGUISES, max_size=3), MARKS, LIMITS)
def test_a_summary_that_begins_the_body_is_never_printed_beside_it(
    html: str, part: float, disguises: list[object], mark: str, limit: int
) -> None:
    """Cut anywhere, in any case, quotes, dashes, white space or Unicode form, with any mark that it was cut."""
    body = read_html(html).blocks
    first = body[0].text
    summary = first[: max(1, round(part * len(first)))]
    for disguise in disguises:
        assert callable(disguise)
        summary = disguise(summary)
    assume(fold(summary))
    summary += mark
    teaser = settle_teaser(TITLE, summary, Wording(body), limit, ACTIONS)
    whole = fold(summary.removesuffix(mark)) == fold(first)
    if len(body) == 1:
        assert teaser.verdict == ("exact" if whole else "truncated")
    assert teaser.verdict in {"exact", "truncated"}
    assert teaser.standfirst is None
    assert 0 < len(teaser.card) <= limit
    text = " ".join(block.text for block in body)
    sentences = [sentence for block in body for sentence in split_sentences(block.text)]
    if len(sentences[0]) > limit:
        assert teaser.card.endswith("…")
        assert text.startswith(teaser.card[:-1])
    else:
        assert teaser.card in [" ".join(sentences[:count]) for count in range(1, len(sentences) + 1)]
        assert text.startswith(teaser.card)


@given(HTML, st.text("xzщ ,.", min_size=1, max_size=80), st.booleans(), LIMITS)
def test_a_summary_with_words_of_its_own_stands_unchanged(html: str, own: str, after: bool, limit: int) -> None:
    body = read_html(html).blocks
    assume(fold(own))
    summary = f"{body[0].text} {own}".strip() if after else own
    teaser = settle_teaser(TITLE, summary, Wording(body), limit, ACTIONS)
    assert (teaser.standfirst, teaser.card) == (summary, summary)
    assert teaser.verdict in {"near", "distinct"}
    assert relate(summary, Wording(body)).verdict in {"near", "distinct"}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["<h1>{}</h1>", "<h2 id='a'>{}</h2>", "<p>{}</p>", "<p>{}<br>x</p>", "<p><b>{}</b>\ny</p>",
                             "<ul><li>{}</li></ul>", "{}", "<blockquote><p>{}</p></blockquote>", "<p>z {}</p>"]),
            st.sampled_from(["390 return", "<em>390</em> RETURN!", "390 return today", "Other", ""]),
        ),
        max_size=5,
    ).map(lambda pieces: "\n".join(form.format(text) for form, text in pieces))
)  # fmt: skip
def test_no_letter_of_the_body_is_lost_but_the_headline_s(html: str) -> None:
    dropped = drop_headline(html, "“390” return")
    before, after, headline = fold(plain_text(html)), fold(plain_text(dropped)), fold("390 return")
    lost = len(before) - len(after)
    assert lost in {0, len(headline), 2 * len(headline)}
    assert (lost == 0) == (dropped == html)
    if lost:
        starts = [n for n in range(len(before)) if before.startswith(headline, n)]
        once = {before[:n] + before[n + len(headline) :] for n in starts}
        twice = {t[:n] + t[n + len(headline) :] for t in once for n in range(len(t)) if t.startswith(headline, n)}
        assert after in once | twice


# --- what only near settles, and paragraphs -------------------------------------------------------------------------

SETTLED = {**ACTIONS, "near": "settle"}
NEAR = "Ukraine and Russia exchanged 390 people each on Friday in buses. It was the first of three stages."
NEW = "Nobody had expected it so soon."


@pytest.mark.parametrize(
    ("summary", "standfirst"),
    [(NEAR, None), (f"{NEAR} {NEW}", NEW), (f"{NEW} {NEAR}", NEW), (f"{NEW} {NEAR} {NEW}", f"{NEW} {NEW}")],
)
def test_a_near_teaser_is_settled_to_what_the_text_does_not_say(summary: str, standfirst: str | None) -> None:
    teaser = settle_teaser("390 return", summary, Wording(blocks()), 260, SETTLED)
    assert (teaser.verdict, teaser.standfirst, teaser.card) == ("near", standfirst, FIRST)
    as_written = settle_teaser("390 return", summary, Wording(blocks()), 260, ACTIONS)
    assert (as_written.verdict, as_written.standfirst, as_written.card) == ("near", summary, summary)


SAID = "<p>Said <em>twice</em> here.</p>"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"{SAID}<p>Other</p>{SAID}", f"{SAID}<p>Other</p>\n"),
        (f"{SAID}<p>SAID “twice” here</p><p>Said twice here, yes.</p>", f"{SAID}\n<p>Said twice here, yes.</p>"),
        (f"{SAID}<hr>\n{SAID}<h2>X</h2>{SAID}", f"{SAID}<hr>\n<h2>X</h2>\n"),
        (f"{SAID}<blockquote>{SAID}</blockquote>", None),
        (f"{SAID}<ul><li>{SAID}</li></ul>", None),
        (f'{SAID}<p>Said twice here.<img src="a.png" alt=""></p>', None),
        ("<p>By</p><p>By</p><p>By Liam</p>", "\n\n<p>By Liam</p>"),
        ("<ul><li><p>By</p></li></ul>", None),
    ],
)
def test_a_paragraph_goes_only_where_it_stands_by_itself_again_and_a_scrap_always(
    html: str, expected: str | None
) -> None:
    dropped = drop_paragraphs(html, {"Said twice here."}, {"By"})
    assert plain_text(dropped) == plain_text(html if expected is None else expected)
    assert dropped.count("<p") == (html if expected is None else expected).count("<p")


@given(st.lists(st.sampled_from(["One thing.", "Another thing.", "A third, “quoted”.", "By"]), max_size=8))
def test_no_paragraph_is_lost_but_its_repeats(texts: list[str]) -> None:
    html = "\n".join(f"<p>{escape(text)}</p>" for text in texts)
    left = [block.text for block in read_html(drop_paragraphs(html, set(texts) - {"By"}, {"By"})).blocks]
    assert left == [text for text in dict.fromkeys(texts) if text != "By"]
