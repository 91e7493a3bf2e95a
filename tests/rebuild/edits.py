"""A small site as text, and what may be done to it between two builds."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PIL import Image

from tests.harness import NOW, unpack

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

START = """
-- pelicanconf.py --
from standfirst.defaults import *
SITENAME = "Exact"
SITEURL = "https://example.org"
THEME = "small"
THEME_TEMPLATES_OVERRIDES = ["overrides"]
DEFAULT_PAGINATION = 2
STANDFIRST_SOCIAL_CARDS = False
STANDFIRST_SEARCH = False
-- content/articles/a.md --
---
title: The bridge opens
date: 2026-01-01T08:00
category: City
tags: [bridge, river]
authors: [liam]
summary: A bridge that was closed for a year.
---
The bridge over the river opened on Monday. ![Map](map.png)

See [the ferry](b.md).
-- content/articles/b.md --
---
title: The ferry stops
date: 2025-12-30T08:00
category: City
tags: [river]
authors: [olena]
---
The ferry made its last crossing. Nobody was on board.
-- content/articles/c.md --
---
title: A mast falls
date: 2025-12-28T08:00
category: Weather
---
A mast fell in the storm, and *nobody* was hurt. ![Mast]({static}/images/mast.png)
-- content/articles/later.md --
---
title: The count is published
date: 2026-01-05T08:00
category: City
---
The count is out.
-- content/pages/about.md --
---
title: About
---
Who we are.
-- content/authors/liam.md --
---
name: Liam
role: Reporter
---
Writes on bridges.
-- content/authors/olena.md --
---
name: Desk
---
-- small/templates/base.html --
<!doctype html><title>{% block title %}{{ SITENAME }}{% endblock %}</title>
<nav>{% for category, articles in categories %}<a href="{{ SITEURL }}/{{ category.url }}">{{ category }}</a>{% endfor %}
{% for page in pages %}<a href="{{ SITEURL }}/{{ page.url }}">{{ page.title }}</a>{% endfor %}</nav>
<style>{{ sheets.site }}</style>{% include 'foot.html' %}{% include ['extra.html', 'none.html'] ignore missing %}
{% block content %}{% endblock %}
-- small/templates/foot.html --
<p>{{ config.site_name }}: {{ edition.stories | length }} articles, {{ edition.topics | length }} topics</p>
-- small/templates/macros.html --
{% macro card(article) %}<h2><a href="{{ article.url }}">{{ article.title }}</a></h2>{{ article.summary }}{% endmacro %}
-- small/templates/article.html --
{% extends 'base.html' %}
{% block title %}{{ article.title }}{% endblock %}
{% block content %}{{ article.content }}{{ article.date.isoformat() }}
{% for author in article.authors %}{{ author }} {{ author.profile.role if author.profile else '' }}{% endfor %}
{% for tag in article.tags %}<a href="{{ SITEURL }}/{{ tag.url }}">{{ tag }}</a>{% endfor %}
{% set newer = edition.newer(article.story) %}{% if newer %}<a href="{{ newer.url }}">{{ newer.title }}</a>{% endif %}
{% for story in edition.related(article.story) %}<a href="{{ story.url }}">{{ story.title }}, {{ story.minutes }} min</a>{% endfor %}
{% set made = pictures.at(article.story.picture.url) if article.story.picture else none %}{{ made.width if made }}
{{ article_json_ld(article.story) }}
{% endblock %}
-- small/templates/page.html --
{% extends 'base.html' %}
{% block content %}{{ page.content }}{% endblock %}
-- small/templates/index.html --
{% extends 'base.html' %}
{% import 'macros.html' as macros %}
{% block content %}{% for article in articles_page.object_list %}{{ macros.card(article) }}{% endfor %}
{{ articles_page.number }} of {{ articles_paginator.num_pages }}
{% if articles_page.has_next() %}<a href="{{ articles_next_page.url }}">Older</a>{% endif %}{% endblock %}
-- small/templates/category.html --
{% extends 'index.html' %}
{% block title %}{{ category }}{% endblock %}
-- small/templates/tag.html --
{% extends 'index.html' %}
{% block title %}{{ tag }}{% endblock %}
-- small/templates/author.html --
{% extends 'index.html' %}
{% block title %}{{ author }}{{ profile.bio }}{% endblock %}
-- small/templates/archives.html --
{% extends 'base.html' %}
{% block content %}{% for article in dates %}{{ article.date.isoformat() }} {{ article.title }}{% endfor %}{% endblock %}
-- small/templates/period_archives.html --
{% extends 'archives.html' %}
-- small/css/10-base.css --
body { color: black }
-- small/static/style.css --
body { color: black }
"""

WORDS = ("bridge", "river", "mast", "storm", "ferry", "count", "north", "market", "Zürich", "<b>bold</b>", "& more")
TOPICS = ("City", "Weather", "Sport")


@dataclass
class Newsroom:
    """The site's files, edited by whoever the dice say."""

    files: dict[str, str] = field(default_factory=lambda: unpack(START))
    pictures: dict[str, tuple[int, int]] = field(
        default_factory=lambda: {"content/articles/map.png": (30, 20), "content/images/mast.png": (40, 40)}
    )
    now: str = NOW

    def write(self, root: Path, before: Newsroom | None = None) -> None:
        """Make a folder the site; what is as it was `before` is not touched."""
        for path in (before.files.keys() - self.files.keys()) if before else ():
            (root / path).unlink()
        for path in (before.pictures.keys() - self.pictures.keys()) if before else ():
            (root / path).unlink()
        for path, text in self.files.items():
            if before is None or before.files.get(path) != text:
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_text(text, "utf-8", newline="")
        for path, size in self.pictures.items():
            if before is None or before.pictures.get(path) != size:
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                Image.new("RGB", size, "#336699").save(root / path)

    def copy(self) -> Newsroom:
        """The same site, to be edited."""
        return Newsroom(dict(self.files), dict(self.pictures), self.now)

    def articles(self) -> list[str]:
        """The paths of its articles."""
        return sorted(path for path in self.files if path.startswith("content/articles/"))


def remove_output(root: Path) -> None:
    """What somebody does who wonders whether it matters."""
    shutil.rmtree(root / "output", ignore_errors=True)


def _some_article(room: Newsroom, dice: random.Random) -> str:
    return dice.choice(room.articles()) if room.articles() else _new(room, dice)


def _set(room: Newsroom, path: str, name: str, value: str) -> None:
    text = room.files[path]
    line = f"{name}: {value}"
    if re.search(rf"^{name}:.*$", text, re.MULTILINE):
        room.files[path] = re.sub(rf"^{name}:.*$", line.replace("\\", r"\\"), text, count=1, flags=re.MULTILINE)
    else:
        room.files[path] = text.replace("---\n", f"---\n{line}\n", 1)


def _sentence(dice: random.Random) -> str:
    return " ".join(dice.choices(WORDS, k=5)).capitalize() + "."


def _new(room: Newsroom, dice: random.Random) -> str:
    path = f"content/articles/n{dice.randrange(10**6)}.md"
    day = datetime(2025, 12, 20) + timedelta(hours=dice.randrange(24 * 30))  # noqa: DTZ001 - front matter gives local time
    head = f"title: {_title(dice)}\ndate: {day:%Y-%m-%dT%H:%M}\ncategory: {dice.choice(TOPICS)}"
    room.files[path] = f"---\n{head}\n---\n{_sentence(dice)}\n\n{_sentence(dice)}\n"
    return path


def _title(dice: random.Random) -> str:
    return f"Of {dice.randrange(10**6)} and {dice.choice(('a bridge', 'the river', 'masts'))}"


def _body(room: Newsroom, dice: random.Random) -> None:
    room.files[_some_article(room, dice)] += f"\n{_sentence(dice)}\n"


def _headline(room: Newsroom, dice: random.Random) -> None:
    _set(room, _some_article(room, dice), "title", _title(dice))


def _date(room: Newsroom, dice: random.Random) -> None:
    day = datetime(2025, 12, 25) + timedelta(hours=dice.randrange(24 * 20))  # noqa: DTZ001 - as above
    _set(room, _some_article(room, dice), "date", f"{day:%Y-%m-%dT%H:%M}")


def _authors(room: Newsroom, dice: random.Random) -> None:
    _set(room, _some_article(room, dice), "authors", dice.choice(("[liam]", "[olena]", "[liam, olena]", "[]")))


def _profile(room: Newsroom, dice: random.Random) -> None:
    _set(room, "content/authors/liam.md", "role", dice.choice(("Editor", "Reporter", "Photographer")))


def _tags(room: Newsroom, dice: random.Random) -> None:
    _set(room, _some_article(room, dice), "tags", dice.choice(("[river]", "[bridge, mast]", "[]", "[storm]")))


def _topic(room: Newsroom, dice: random.Random) -> None:
    _set(room, _some_article(room, dice), "category", dice.choice(TOPICS))


def _slug(room: Newsroom, dice: random.Random) -> None:
    _set(room, _some_article(room, dice), "slug", f"s{dice.randrange(10**6)}")


def _status(room: Newsroom, dice: random.Random) -> None:
    _set(room, _some_article(room, dice), "status", dice.choice(("draft", "hidden", "published")))


def _summary(room: Newsroom, dice: random.Random) -> None:
    _set(room, _some_article(room, dice), "summary", f"{dice.choice(WORDS[:5])} and {dice.choice(WORDS[:5])} go.")


def _delete(room: Newsroom, dice: random.Random) -> None:
    del room.files[_some_article(room, dice)]


def _rename(room: Newsroom, dice: random.Random) -> None:
    room.files[f"content/articles/r{dice.randrange(10**6)}.md"] = room.files.pop(_some_article(room, dice))


def _link(room: Newsroom, dice: random.Random) -> None:
    other = _some_article(room, dice).rpartition("/")[2]
    room.files[_some_article(room, dice)] += f"\nMore [there]({{filename}}{other}).\n"


def _mistake(room: Newsroom, dice: random.Random) -> None:
    room.files[_some_article(room, dice)] = "---\ntitle: No end\n"


def _page(room: Newsroom, dice: random.Random) -> None:
    room.files["content/pages/about.md"] = f"---\ntitle: About {dice.choice(('us', 'it'))}\n---\n{_sentence(dice)}\n"


def _partial(room: Newsroom, dice: random.Random) -> None:
    room.files["small/templates/foot.html"] += f"<p>{dice.randrange(100)}</p>\n"


def _macro(room: Newsroom, dice: random.Random) -> None:
    path = "small/templates/macros.html"
    room.files[path] = room.files[path].replace("<h2>", f'<h2 id="h{dice.randrange(100)}">')


def _candidate(room: Newsroom, dice: random.Random) -> None:
    """A template that was asked for and was not there."""
    room.files[f"overrides/{dice.choice(('extra', 'none'))}.html"] = f"<p>{dice.randrange(100)}</p>\n"


def _override(room: Newsroom, dice: random.Random) -> None:
    name = dice.choice(("foot", "article", "tag"))
    if room.files.pop(f"overrides/{name}.html", None) is None:
        text = room.files[f"small/templates/{name}.html"]
        room.files[f"overrides/{name}.html"] = f"{text}{{# #}}{dice.randrange(100) if name == 'foot' else ''}\n"


def _sheet(room: Newsroom, dice: random.Random) -> None:
    folder = dice.choice(("small/css", "overrides/css"))
    room.files[f"{folder}/{dice.choice(('10-base', '20-more'))}.css"] = f"body {{ margin: {dice.randrange(100)}px }}\n"


def _setting(room: Newsroom, dice: random.Random) -> None:
    change = dice.choice(
        (
            f'SITENAME = "Exact {dice.randrange(9)}"',
            f"DEFAULT_PAGINATION = {dice.randrange(1, 4)}",
            f"RELATIVE_URLS = {dice.choice((True, False))}",
            "STANDFIRST_CARD_LENGTH = 40",
            "CATEGORY_FEED_ATOM = None",
            "TIMEZONE = 'Europe/Kyiv'",
        )
    )
    room.files["pelicanconf.py"] += f"{change}\n"


def _record(room: Newsroom, dice: random.Random) -> None:
    count = dice.randrange(10, 99)
    room.files["content/exchanges/2025-12-24.yaml"] = RECORD.format(count=count)
    if dice.random() < 1 / 2:
        _set(room, _some_article(room, dice), "exchange", "2025-12-24")


RECORD = """id: "2025-12-24"
kind: exchange
date: "2025-12-24"
status: completed
parties: [UA, RU]
returned: {{UA: {{total: {count}}}, RU: {{total: {count}}}}}
sources: [{{title: Report, url: "https://example.org/report"}}]
"""


def _picture(room: Newsroom, dice: random.Random) -> None:
    path = dice.choice(sorted(room.pictures))
    room.pictures[path] = (dice.randrange(10, 60), dice.randrange(10, 60))


def _lead_image(room: Newsroom, dice: random.Random) -> None:
    path = _some_article(room, dice)
    _set(room, path, "image", f"{{src: images/mast.png, alt: {dice.choice(('A mast', 'It'))}}}")


def _clock(room: Newsroom, dice: random.Random) -> None:
    moment = datetime.fromisoformat(room.now) + timedelta(hours=dice.randrange(1, 96))
    room.now = moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _nothing(room: Newsroom, dice: random.Random) -> None:
    """Two builds of the same."""


EDITS: tuple[Callable[[Newsroom, random.Random], object], ...] = (
    _body, _headline, _date, _authors, _profile, _tags, _topic, _slug, _status, _summary, _new, _delete, _rename, _link,
    _mistake, _page, _partial, _macro, _candidate, _override, _sheet, _setting, _record, _picture, _lead_image, _clock, _nothing,
)  # fmt: skip
