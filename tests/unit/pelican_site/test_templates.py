import pytest

from standfirst.pelican_site.templates import demoted


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<h2>A</h2><h3>B</h3>", "<h2>A</h2><h3>B</h3>"),
        ('<h1 id="a">A</h1><h2>B</h2>', '<h2 id="a">A</h2><h3>B</h3>'),
        ("<h1>A</h1><h6>F</h6><hr><header>", "<h2>A</h2><h6>F</h6><hr><header>"),
        ("<h1>A</h1><p>&lt;h1&gt;</p>", "<h2>A</h2><p>&lt;h1&gt;</p>"),
    ],
)
def test_headings_of_a_body_stand_below_the_headline(body: str, shown: str) -> None:
    """Where a writer began with the first level, all go down by one, and their order stays."""
    assert demoted(body) == shown
