"""The sites that the browser reads, and which of their pages stand for each type."""

from __future__ import annotations

from dataclasses import dataclass

WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
SLUG = WORD.lower().replace("ä", "a")
ADDRESS = "https://example.org/" + "a-very-long-path-without-a-place-to-break/" * 4

# Later than the newest story of the demo.
DEMO_TIME = "2026-04-01T09:00:00Z"
DEMO = {
    "home": "index.html",
    "home, page 1": "page/1.html",
    "article with picture and records": "news/one-thousand-for-one-thousand.html",
    "article with one record": "news/fourteen-august-84-each-way.html",
    "article with many records": "news/civilians-in-the-records.html",
    "article without record": "news/how-an-exchange-gets-its-number.html",
    "page": "about.html",
    "topic": "topics/exchanges.html",
    "tag": "tags/running-total.html",
    "author": "authors/liam.html",
    "archive": "archive.html",
    "year": "archive/2025.html",
    "month": "archive/2025/05.html",
    "topics": "topics.html",
    "tags": "tags.html",
    "authors": "authors.html",
    "register": "exchanges.html",
    "year of the register": "exchanges/2025.html",
    "record of a stage": "exchanges/2025-05-23.html",
    "record with claims": "exchanges/2024-12-30.html",
    "data": "data.html",
    "corrections": "corrections.html",
    "404": "404.html",
}

# Everything here is allowed, and hard on a layout.
STRANGE = {
    "home": "index.html",
    "home, page 1": "page/1.html",
    "long": "news/long.html",
    "wide": "news/wide.html",
    "code": "news/code.html",
    "notes": "news/notes.html",
    "many tags": "news/many-tags.html",
    "right to left": "news/hebrew-he.html",
    "Cyrillic": "news/cyrillic-uk.html",
    "record": "news/record.html",
    "register": "exchanges.html",
    "year of the register": "exchanges/2025.html",
    "record of its own": "exchanges/2025-12-08.html",
    "corrections": "corrections.html",
    "page": "pages/a-page.html",
    "topic": f"topics/{SLUG}-and-other-topics.html",
    "author": f"authors/{SLUG}-von-und-zu.html",
    "topics": "topics.html",
    "tags": "tags.html",
    "authors": "authors.html",
    "archive": "archive.html",
    "404": "404.html",
}

# A site before its first story.
BARE = {
    "home": "index.html",
    "page": "pages/soon.html",
    "topics": "topics.html",
    "tags": "tags.html",
    "authors": "authors.html",
    "archive": "archive.html",
    "404": "404.html",
}

SITES = {"demo": DEMO, "strange": STRANGE, "bare": BARE}


@dataclass(frozen=True)
class Place:
    """One page of one of the sites."""

    site: str
    name: str

    def __str__(self) -> str:
        return f"{self.site}: {self.name}"

    @property
    def path(self) -> str:
        """Its file, below the site's output folder."""
        return SITES[self.site][self.name]


EVERY = tuple(Place(site, name) for site, pages in SITES.items() for name in pages)


def places(site: str, *names: str) -> tuple[Place, ...]:
    """Some pages of one site by their names."""
    return tuple(Place(site, name) for name in names)


STRANGE_TEXT = f"""
-- content/long.md --
---
title: "{WORD} und die außerordentlich ausführliche Überschrift, die nirgends ein Ende findet, {WORD}"
date: 2025-12-01T10:00
authors: ["{WORD} von und zu"]
category: "{WORD} and other topics"
tags: ["{WORD}"]
summary: "{WORD}, {WORD}. {ADDRESS} is the address."
sources:
  - {{title: "{WORD} {WORD}", url: "{ADDRESS}", publisher: "{WORD}", date: 2025-11-30}}
corrections:
  - {{date: 2025-12-02, text: "{WORD} was wrong; {WORD} is right. {ADDRESS}"}}
---
First {WORD} and then <{ADDRESS}>.

## {WORD}

> {WORD}
>
> > Quoted within a quotation: {WORD}

1. One
    1. Two
        1. Three
            1. Four: {WORD}

Term
:   {WORD}

![A square]({{static}}/images/square.png)

![A banner]({{static}}/images/banner.png)
-- content/wide.md --
---
title: A table of many columns
date: 2025-12-02T10:00
category: Data
image: {{src: images/tall.png, alt: A tall picture, credit: "{WORD}", caption: "{WORD} {WORD}"}}
summary: It has more columns than any screen is wide.
---
The table comes first.

| {" | ".join(f"Column {n}" for n in range(1, 25))} |
|{"---:|" * 24}
| {" | ".join(f"{n},000,000" for n in range(1, 25))} |
| {WORD} {"| " * 24}|
-- content/code.md --
---
title: A block of code
date: 2025-12-03T10:00
category: Data
summary: Its lines are longer than the screen.
---
Press <kbd>Enter</kbd>, then read `{"x" * 120}`.

```python
@dataclass(frozen=True)
class Record:  # {"a long comment " * 12}
    total: int | None = 0x1F + 1.5e3
    name = "{"y" * 150}"

    def read(self, *values: str) -> None:
        raise ValueError(f"{{self.total!r}}\\n") from None
```

```diff
-taken away
+added
```

```
without a language {"z" * 100}
```
-- content/notes.md --
---
title: Notes at the foot
date: 2025-12-04T10:00
category: Data
summary: Each note can be reached, and left again.
---
One[^one] and two[^two], and one again[^one]. H~2~O, the HTML of the W3C.

[^one]: The first note, with {WORD}.
[^two]: The second note.

    It has two paragraphs.

*[HTML]: HyperText Markup Language
*[W3C]: World Wide Web Consortium
-- content/many-tags.md --
---
title: Forty tags
date: 2025-12-05T10:00
category: Data
tags: [{", ".join(f'"Tag {n}{" " + WORD if n == 7 else ""}"' for n in range(1, 41))}]
summary: One would have done.
---
# A heading of the first level in a body

## A heading of the second

Text.

---

Text after a rule.
-- content/hebrew.md --
---
title: "כותרת ארוכה מימין לשמאל עם Latin ומספרים 1,000"
date: 2025-12-06T10:00
lang: he
category: "חדשות"
tags: ["תגית"]
summary: "תקציר קצר. עם Latin בתוכו."
sources:
  - {{title: "מקור", url: "https://example.org/he"}}
---
פסקה ראשונה עם [קישור](https://example.org/) ועם `code`.

## כותרת משנה

> ציטוט

| תאריך | מספר |
|---|---:|
| יום ראשון | 390 |

- פריט
- {WORD}
-- content/cyrillic.md --
---
title: "Щонайменше чотирнадцять військовополонених повернулися додому після тривалих переговорів"
date: 2025-12-07T10:00
lang: uk
authors: ["Їжак Ґалаґан"]
category: "Обміни"
tags: ["Найдовшесловоякеможнапридуматибезжодногопробілупосередині"]
summary: "Короткий виклад. Без повторів."
---
Перший абзац «у лапках», із тире — і з апострофом: п’ять.
-- content/record.md --
---
title: A record of which little is known
date: 2025-12-08T10:00
category: Exchanges
summary: What is not known is not nought.
exchange:
  id: 2025-12-08
  kind: exchange_wounded_sick
  date: 2025-12-08
  status: completed
  parties: [UA, RU]
  returned:
    UA: {{undisclosed: true}}
    RU: {{total: 1234567, military: 1234560, civilian: 7, approximate: true}}
  claims:
    - {{by: "{WORD}", field: returned.UA.total, value: 50, source: 1}}
  sequence: {{since_invasion: 111, basis: "{WORD}"}}
  cumulative: {{UA: 7000}}
  mediators: [{{name: "{WORD}", role: facilitator}}]
  location: {{handover: "{WORD}", arrival: "{WORD}"}}
  note: "{WORD} {ADDRESS}"
  sources:
    - {{title: "{WORD}", url: "{ADDRESS}"}}
---
Nothing more.
-- content/pages/a-page.md --
---
title: "A page with {WORD}"
---
[{WORD}]({{filename}}../long.md) and {WORD}.
"""

BARE_TEXT = """
-- content/pages/soon.md --
---
title: Soon
---
The first story is being written.
"""


def settings(address: str, base: str = "standfirst.defaults", more: str = "") -> str:
    """A settings file for the site at `address`, over another module's settings."""
    return f"from {base} import *\nSITEURL = {address!r}\n{more}"
