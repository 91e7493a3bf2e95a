"""Small sites with something wrong, each with what its writer must be told.

The lines below `-- told --` are the whole of it, in this order. A line is the beginning of what is printed: where the
rest of a message matters, it is there. A warning ends in [warning].
"""

from __future__ import annotations

OK = """
-- content/ok.md --
---
title: Ok
date: 2026-01-01
---
Ok.
"""

CONTENT = {
    "a field with a character that turns the direction of the text": """
-- content/a.md --
---
title: "Talks \u202egniyas"
date: 2026-01-01
---
Text.
-- told --
content/a.md:2:8: SF024 holds U+202E, which turns the direction of what follows (delete it)
""",
    "a merge that was not finished": """
-- content/a.md --
---
title: A
date: 2026-01-01
---
<<<<<<< HEAD
Twelve came home.
=======
Thirteen came home.
>>>>>>> desk
-- told --
content/a.md:5:1: SF025 a merge was not finished
""",
    "two names that would share a page": """
-- content/a.md --
---
title: A
date: 2026-01-01
tags: [C]
---
Text.
-- content/b.md --
---
title: B
date: 2026-01-02
tags: [C++]
---
Text.
-- told --
content/b.md:4:8: SF028 'C++' and 'C' would share the page of 'c'
""",
    "former addresses that cannot be used, each told at its place": """
-- content/a.md --
---
title: A
date: 2026-01-01
redirects: [/old.html, "../../etc/passwd", https://elsewhere.example/a.html, /b.html#top]
---
-- content/redirects.csv --
from,to
/old.html,/tags.html
/index.html,/news/a.html
/one,/two
/two,/one
/three,/news/a-.html
/four,javascript:alert(1)
/five//six,/news/a.html
/seven,/three
-- told --
content/a.md:4:13: SF152 '/old.html' leads to '/tags.html' already (content/redirects.csv:2) (keep one of them)
content/a.md:4:24: SF150 '../../etc/passwd' has a part that begins with a full stop
content/a.md:4:44: SF150 'https://elsewhere.example/a.html' is not on this site
content/a.md:4:78: SF150 '/b.html#top' has a fragment, which no server sees
content/redirects.csv:3:1: SF151 '/index.html' is no former address: 'index.html' is published there
content/redirects.csv:4:1: SF153 a circle of redirects: /one -> /two -> /one
content/redirects.csv:5:1: SF153 a circle of redirects: /two -> /one -> /two
content/redirects.csv:6:8: SF154 '/news/a-.html' is not published
content/redirects.csv:7:7: SF150 'javascript:alert(1)' is neither a path on this site nor an https address
content/redirects.csv:8:1: SF150 '/five//six' has two slashes in a row
""",
    "a table of redirects without its first line": """
-- content/redirects.csv --
/old.html,/news/ok.html
-- told --
content/redirects.csv:1:1: SF007 the first line is not from,to
""",
    "a row of the table of redirects that does not fit": """
-- content/redirects.csv --
from,to
/old.html,/news/ok.html,moved
-- told --
content/redirects.csv:2:25: SF007 a row of 3 cells under a header of 2
""",
    "front matter that does not end": """
-- content/a.md --
---
title: A
date: 2026-01-01

The text.
-- told --
content/a.md:1:1: SF002 the front matter does not end (end the front matter with a line of ---)
""",
    "no front matter among the articles": """
-- content/articles/a.md --
The text.
-- told --
content/articles/a.md:1:1: SF002 no front matter
""",
    "an author without front matter": """
-- content/authors/a.md --
Liam.
-- told --
content/authors/a.md:1:1: SF002
""",
    "an author file that does not end does not make its articles wrong too": """
-- content/authors/liam.md --
---
name: Liam
-- content/authors/olena.md --
---
name: Olena
---
-- content/a.md --
---
title: A
date: 2026-01-01
authors: [liam]
---
-- told --
content/authors/liam.md:1:1: SF002
""",
    "an author with a mistake does not make its articles wrong too": """
-- content/authors/liam.md --
---
name: Liam
rol: Reporter
---
-- content/authors/olena.md --
---
name: Olena
---
-- content/a.md --
---
title: A
date: 2026-01-01
authors: [liam, olena]
---
-- told --
content/authors/liam.md:3:1: SF011 rol: there is no such field (did you mean role?)
""",
    "the only author has a mistake": """
-- content/authors/liam.md --
---
name: Liam
rol: Reporter
---
-- content/a.md --
---
title: A
date: 2026-01-01
authors: [Liam]
---
-- told --
content/authors/liam.md:3:1: SF011
""",
    "a record with a mistake does not make its articles wrong too": """
-- content/exchanges/2026-01-01.yaml --
id: 2026-01-01
kind: exchange
date: 2026-01-01
status: completed
parties: [UA, RUS]
sources: [{title: T, url: "https://source.example/"}]
-- content/a.md --
---
title: A
date: 2026-01-01
exchange: 2026-01-01
---
-- told --
content/exchanges/2026-01-01.yaml:5:15: SF013 parties.2: 'RUS' is not a country code (use two capital letters: UA)
""",
    "a colon in a plain value": """
-- content/a.md --
---
title: A: B
date: 2026-01-01
---
-- told --
content/a.md:2:9: SF003 not valid YAML
""",
    "a quote that is not closed is shown where it opens": """
-- content/a.md --
---
title: "A
date: 2026-01-01
---
-- told --
content/a.md:2:8: SF003
""",
    "a tab for indentation": """
-- content/a.md --
---
title: A
date: 2026-01-01
image:
	src: a.png
---
-- told --
content/a.md:5:1: SF003
""",
    "text where fields belong": """
-- content/a.md --
---
A title and nothing else
---
-- told --
content/a.md:2:1: SF003 not a list of fields
""",
    "an anchor": """
-- content/a.md --
---
title: &a A
date: 2026-01-01
---
-- told --
content/a.md:2:8: SF004 anchors (&) and aliases (*) are not for front matter
""",
    "a Python object": """
-- content/a.md --
---
title: A
date: !!python/object/apply:os.system ["true"]
---
-- told --
content/a.md:3:7: SF004 the tag '!!python/object/apply:os.system' is not for front matter
""",
    "a field given twice": """
-- content/a.md --
---
title: A
date: 2026-01-01
Title: B
---
-- content/b.md --
Title: A
Date: 2026-01-01
Title: B
-- told --
content/a.md:4:1: SF005 title: given twice (it stands first on line 2; keep one of them)
content/b.md:3:1: SF005 title: given twice (it stands first on line 1; keep one of them)
""",
    "front matter nested too deeply": """
-- content/a.md --
---
title: A
date: 2026-01-01
tags: [[[[[[[[[[a]]]]]]]]]]
---
-- told --
content/a.md:4:15: SF006 nested more than 8 deep
""",
    "a value cut off by a comment": """
-- content/a.md --
---
title: Number #1
date: 2026-01-01
---
-- told --
content/a.md:2:8: SF008 'Number' is cut off: what follows ' #' is a comment (put the whole value in quotes)
""",
    "fields that must be there": """
-- content/a.md --
---
title:
date: 2026-01-01
---
-- content/b.md --
---
title: B
---
-- content/c.md --
---
title: C
date: 2026-01-01
sources:
  - url: https://source.example/
corrections:
  - date: 2026-01-01
---
-- content/exchanges/2026-01-01.yaml --
id: 2026-01-01
-- told --
content/a.md:2:1: SF010 title: missing
content/b.md:2:1: SF010 date: missing (add date: YYYY-MM-DD)
content/c.md:5:5: SF010 sources.1.title: missing
content/c.md:7:5: SF010 corrections.1.text: missing
content/exchanges/2026-01-01.yaml:1:1: SF010 date: missing
content/exchanges/2026-01-01.yaml:1:1: SF010 kind: missing
content/exchanges/2026-01-01.yaml:1:1: SF010 parties: missing
content/exchanges/2026-01-01.yaml:1:1: SF010 sources: missing
content/exchanges/2026-01-01.yaml:1:1: SF010 status: missing
""",
    "fields that there are not": """
-- content/a.md --
---
title: A
date: 2026-01-01
sumary: A
image: {src: images/x.png, atl: X}
mood: grim
---
-- content/b.md --
Title: B
Date: 2026-01-01
Categroy: C

Text.
-- told --
content/a.md:4:1: SF011 sumary: there is no such field (did you mean summary?)
content/a.md:5:28: SF011 image.atl: there is no such field (did you mean alt?)
content/a.md:6:1: SF011 mood: there is no such field (add "mood" to STANDFIRST_EXTRA_FIELDS
content/b.md:3:1: SF011 categroy: there is no such field (did you mean category?)
""",
    "dates that are none": """
-- content/a.md --
---
title: A
date: 2026-13-45
modified: 12:30
sources: [{title: T, url: "https://source.example/", date: 23 May 2025}]
corrections: [{date: no, text: T}]
---
-- content/b.md --
---
title: B
date: 2026-02-29
---
-- content/c.md --
Title: C
Date: 3 January

Text.
-- told --
content/a.md:3:7: SF012 date: '2026-13-45' is not a date (use YYYY-MM-DD or YYYY-MM-DDThh:mm)
content/a.md:4:11: SF012 modified: '12:30' is not a date
content/a.md:5:60: SF012 sources.1.date: '23 May 2025' is not a date (use YYYY-MM-DD)
content/a.md:6:22: SF012 corrections.1.date: 'no' is not a date (use YYYY-MM-DD)
content/b.md:3:7: SF012 date: '2026-02-29' is not a date
content/c.md:2:7: SF012 date: '3 January' is not a date
""",
    "values of another kind": """
-- content/a.md --
---
title: [A, B]
date: 2026-01-01
lang: Ukrainian!
sources: [{title: T, url: "javascript:alert(1)"}]
corrections: none
image: {src: []}
translation: perhaps
---
-- told --
content/a.md:2:8: SF013 title: text is needed here
content/a.md:4:7: SF013 lang: 'Ukrainian!' is not a language tag (use en, uk, pt-BR and the like)
content/a.md:5:27: SF013 sources.1.url: 'javascript:alert(1)' is not an address (begin with https://)
content/a.md:6:14: SF013 corrections: 'none' is not a list
content/a.md:7:14: SF013 image.src: text is needed here
content/a.md:8:14: SF013 translation: 'perhaps' is neither true nor false
""",
    "values that the field does not know": """
-- content/a.md --
---
title: A
date: 2026-01-01
status: live
teaser: yes
---
-- told --
content/a.md:4:9: SF014 status: 'live' is not known (use 'published', 'draft', 'hidden' or 'skip')
content/a.md:5:9: SF014 teaser: 'yes' is not known (use 'keep' or 'settle')
""",
    "slugs that cannot be": """
-- content/a.md --
---
title: A
date: 2026-01-01
slug: ../../etc/passwd
---
-- content/b.md --
---
title: "!?"
date: 2026-01-01
---
-- content/c.md --
---
title: C
date: 2026-01-01
tags: [ok, "..."]
---
-- content/d.md --
---
title: D
date: 2026-01-01
save_as: ../d.html
---
-- told --
content/a.md:4:7: SF015 slug: '../../etc/passwd' cannot be part of an address
content/b.md:2:8: SF015 no slug can be made of '!?'
content/c.md:4:12: SF015 no slug can be made of '...'
content/d.md:4:10: SF015 '../d.html' is not a path below the output folder
""",
    "authors that are not known": """
-- content/authors/liam.md --
---
name: Liam
---
-- content/authors/data-desk.md --
---
name: Data desk
---
-- content/a.md --
---
title: A
date: 2026-01-01
authors: [Liam, liam, data desk, lian, Nobody]
---
-- content/b.md --
---
title: B
date: 2026-01-01
author: Liamm
---
-- content/c.md --
Title: C
Date: 2026-01-01
Author: Somebody Else

Text.
-- told --
content/a.md:4:34: SF101 author 'lian' is not known (did you mean liam?)
content/a.md:4:40: SF101 author 'Nobody' is not known (add content/authors/nobody.md, or use one
content/b.md:4:9: SF101 author 'Liamm' is not known (did you mean Liam?)
content/c.md:3:9: SF101 author 'Somebody Else' is not known
""",
    "two articles with one address": """
-- content/a.md --
---
title: Same
date: 2026-01-01
---
-- content/b.md --
---
title: Same
date: 2026-01-01
---
-- content/c.md --
---
title: Other
slug: SAME
date: 2026-01-01
---
-- content/d.md --
---
title: Composed
date: 2026-01-01
slug: caf\u00e9
---
-- content/e.md --
---
title: Decomposed
date: 2026-01-01
slug: cafe\u0301
---
-- content/pages/f.md --
---
title: A page
save_as: news/same.html
---
-- told --
content/b.md:2:8: SF102 'news/same.html' is the address of content/a.md too
content/c.md:3:7: SF102 'news/SAME.html' is the address of content/a.md too (there 'news/same.html'; case
content/e.md:4:7: SF102 'news/cafe\u0301.html' is the address of content/d.md too (there 'news/caf\u00e9.html'; case
content/pages/f.md:3:10: SF102 'news/same.html' is the address of content/a.md too
""",
    "images that are missing": """
-- content/authors/liam.md --
---
name: Liam
avatar: images/liam.png
---
-- content/images/text.png --
This is no picture.
-- content/a.md --
---
title: A
date: 2026-01-01
image: images/pictur.png
---
Text with ![a picture]({static}/images/pictures.png).

<img src="{static}/images/gone.jpg" alt="Gone">
-- content/b.md --
---
title: B
date: 2026-01-01
image:
  alt: A text
  src: images/text.png
---
-- told --
content/a.md:4:8: SF103 image 'images/pictur.png' is not there (did you mean images/picture.png?)
content/a.md:6:24: SF104 '{static}/images/pictures.png' leads to nothing (did you mean {static}/images/picture.png?)
content/a.md:8:11: SF104 '{static}/images/gone.jpg' leads to nothing
content/authors/liam.md:3:9: SF103 image 'images/liam.png' is not there
content/b.md:6:8: SF103 'images/text.png' is not a picture
""",
    "links to nothing": """
-- content/articles/a.md --
---
title: A
date: 2026-01-01
category: Known
---
[file]({filename}b.mk) [old form](|filename|gone.md) [twice]({filename}gone.md) [twice]({filename}gone.md)
[below]({filename}/pages/abuot.md) [attached]({attach}data.csv)

[topic]({category}Unknown) [tag]({tag}Unknown) [author]({author}Unknown) [known]({category}Known) [home]({index})

[address](/news/gone.html) [relative](gone.html) [own]("https://site.example/gone.html") [good](/news/b.html)
[reference][r] [elsewhere](https://other.example/gone) [mail](mailto:a@b.example)

[r]: {filename}nowhere.md
-- content/articles/b.md --
---
title: B
date: 2026-01-01
---
Text.
-- content/pages/about.md --
---
title: About
---
[up]({filename}../articles/missing.md)
-- told --
content/articles/a.md:6:8: SF104 '{filename}b.mk' leads to nothing (did you mean {filename}/articles/b.md?)
content/articles/a.md:6:35: SF104 '|filename|gone.md' leads to nothing
content/articles/a.md:6:62: SF104 '{filename}gone.md' leads to nothing
content/articles/a.md:6:89: SF104 '{filename}gone.md' leads to nothing
content/articles/a.md:7:9: SF104 '{filename}/pages/abuot.md' leads to nothing (did you mean {filename}/pages/about.md?)
content/articles/a.md:7:47: SF104 '{attach}data.csv' leads to nothing
content/articles/a.md:9:9: SF104 '{category}Unknown' leads to nothing
content/articles/a.md:9:34: SF104 '{tag}Unknown' leads to nothing
content/articles/a.md:9:57: SF104 '{author}Unknown' leads to nothing
content/articles/a.md:11:11: SF104 '/news/gone.html' leads to nothing
content/articles/a.md:11:39: SF104 'gone.html' leads to nothing
content/articles/a.md:14:6: SF104 '{filename}nowhere.md' leads to nothing
content/pages/about.md:4:6: SF104 '{filename}../articles/missing.md' leads to nothing
""",
    "a guess is made only where a name is near": """
-- content/articles/a.md --
---
title: A
date: 2026-01-01
---
[gone]({filename}gone.md)
-- content/articles/b.md --
---
title: B
date: 2026-01-01
---
Text.
-- told --
content/articles/a.md:5:8: SF104 '{filename}gone.md' leads to nothing (check the path
""",
    "links to what is not published": """
-- content/articles/a.md --
---
title: A
date: 2026-01-01
---
[draft]({filename}draft.md), [future]({filename}future.md), [hidden]({filename}hidden.md).
-- content/articles/draft.md --
---
title: Draft
status: draft
---
-- content/articles/future.md --
---
title: Future
date: 2026-01-03
---
-- content/articles/hidden.md --
---
title: Hidden
date: 2026-01-01
status: hidden
---
-- told --
content/articles/a.md:5:9: SF105 '{filename}draft.md' is not published
content/articles/a.md:5:39: SF105 '{filename}future.md' is not published
""",
    "links to places that are not there": """
-- content/articles/a.md --
---
title: A
date: 2026-01-01
---
[here](#here) [gone](#gone) [top](#top) [there]({filename}b.md#hear) [there]({filename}b.md#here)
[written](/news/b.html#lost)

## Here {#here}
-- content/articles/b.md --
---
title: B
date: 2026-01-01
---
## Here {#here}
-- told --
content/articles/a.md:5:22: SF106 there is no #gone on 'A'
content/articles/a.md:5:49: SF106 there is no #hear on 'B' (did you mean #here?)
content/articles/a.md:6:11: SF106 there is no #lost on /news/b.html
""",
    "records that are not there": """
-- content/exchanges/2026-01-01.yaml --
id: 2026-01-01
kind: exchange
date: 2026-01-01
status: completed
parties: [UA, RU]
sources: [{title: T, url: "https://source.example/"}]
-- content/a.md --
---
title: A
date: 2026-01-01
exchange: [2026-01-01, 2026-01-10]
---
-- told --
content/a.md:4:24: SF201 exchange '2026-01-10' has no record (did you mean 2026-01-01?)
""",
    "records with one id": """
-- content/exchanges/a.yaml --
id: 2026-01-01
kind: exchange
date: 2026-01-01
status: completed
parties: [UA, RU]
sources: [{title: T, url: "https://source.example/"}]
-- content/exchanges/b.yaml --
kind: exchange
id: 2026-01-01
date: 2026-01-01
status: completed
parties: [UA, RU]
sources: [{title: T, url: "https://source.example/"}]
-- told --
content/exchanges/b.yaml:2:5: SF202 id: '2026-01-01' is taken (it is first used in content/exchanges/a.yaml:1:5
""",
    "figures that cannot be": """
-- content/exchanges/2026-01-01.yaml --
id: 2026-01-01
kind: swap
date: 2026-01-01
status: completed
parties: [UA]
returned:
  UA: {total: -3, millitary: 2}
  RU: many
sequence: {since_invasion: 0, basis: X}
sources: []
-- told --
content/exchanges/2026-01-01.yaml:2:7: SF014 kind: 'swap' is not known
content/exchanges/2026-01-01.yaml:5:10: SF010 parties: at least 2 needed
content/exchanges/2026-01-01.yaml:7:15: SF013 returned.UA.total: '-3' is out of range
content/exchanges/2026-01-01.yaml:7:19: SF011 returned.UA.millitary: there is no such field (did you mean military?)
content/exchanges/2026-01-01.yaml:8:7: SF013 returned.RU: 'many' is not a set of fields
content/exchanges/2026-01-01.yaml:9:28: SF013 sequence.since_invasion: '0' is out of range
content/exchanges/2026-01-01.yaml:10:10: SF010 sources: at least 1 needed
""",
    "a control character": """
-- content/a.md --
---
title: A
date: 2026-01-01
---
Line one.
Line \x0c two.
-- told --
content/a.md:6:6: SF001 holds the control character U+000C (delete it)
""",
}

CONTENT |= {
    "times that no clock settles, in two zones": """
-- pelicanconf.py --
SITENAME = "S"
TIMEZONE = "Europe/Kyiv"
-- content/a.md --
---
title: A
date: 2026-01-01
embargo: 2026-03-29T03:30
expires: 2026-10-25T03:30
---
-- content/b.md --
---
title: B
date: 2026-03-01
expires: 2026-03-01
---
-- told --
content/a.md:4:10: SF120 embargo: 2026-03-29T03:30 does not exist
content/a.md:5:10: SF121 expires: 2026-10-25T03:30 comes twice
content/b.md:4:10: SF122 expires: nobody would ever see it: date is 2026-03-01 00:00 EET
""",
}

WARNINGS = {
    "markup and a character that no page shows": """
-- content/a.md --
---
title: A
date: 2026-01-01
---
Text <marquee>runs</marquee> by.

And \u202eturns.
-- told --
content/a.md:5:6: SF040 <marquee> was left out (a page shows text
content/a.md:7:5: SF023 U+202E turns the direction of what follows, and was left out (delete it
""",
    "what was published and is no longer at its address": """
-- content/a.md --
---
title: A
date: 2026-01-01
slug: new
---
-- content/draft.md --
---
title: Draft
date: 2026-01-01
status: draft
---
-- content/led.md --
---
title: Led
date: 2026-01-01
redirects: [/news/before.html]
---
-- content/redirects.csv --
from,to
/news/withdrawn.html,
-- state/released.json --
{"stories": {"a.md": "news/old.html", "ok.md": "news/ok.html", "draft.md": "news/draft.html", "led.md": "news/before.html",
"withdrawn.md": "news/withdrawn.html", "gone.md": "news/gone.html"}}
-- told --
content/a.md:4:7: SF135 '/news/old.html' was published and is now '/news/new.html' (add redirects: [/news/old.html]
content/draft.md:4:9: SF135 '/news/draft.html' was published and is not published any more (add a row to content/redirects.csv
content/gone.md:1:1: SF135 '/news/gone.html' was published and is gone (add a row to content/redirects.csv: /news/gone.html,
""",
    "a date in the hour that the clocks skip or repeat": """
-- pelicanconf.py --
SITENAME = "S"
TIMEZONE = "Europe/Kyiv"
-- content/a.md --
---
title: A
date: 2025-03-30T03:30
modified: 2025-10-26T03:30
---
-- told --
content/a.md:3:7: SF120 date: 2025-03-30T03:30 does not exist in Europe/Kyiv: the clocks are put forward over it (write 2025-03-30T04:30
content/a.md:4:11: SF121 modified: 2025-10-26T03:30 comes twice in Europe/Kyiv: the clocks are put back over it (add the offset
""",
    "a link to an article that goes away": """
-- content/a.md --
---
title: A
date: 2026-01-01
---
See [b]({filename}b.md).
-- content/b.md --
---
title: B
date: 2026-01-01
expires: 2026-02-01
---
-- told --
content/a.md:5:9: SF124 'content/b.md' goes away on 2026-02-01 00:00 UTC, and this page stays
""",
    "a file without front matter": """
-- content/a.md --
# A note

Text.
-- told --
content/a.md:1:1: SF016 no front matter: built as a page
""",
    "a lead image that is not described": """
-- content/a.md --
---
title: A
date: 2026-01-01
image: images/picture.png
---
-- content/b.md --
---
title: B
date: 2026-01-01
image: {src: images/picture.png, alt: ""}
---
-- told --
content/a.md:4:8: SF107 the lead image has no alternative text
""",
}

THEMES = {
    "a translation that lost its placeholder": """
-- pelicanconf.py --
from standfirst.defaults import *

STANDFIRST_LOCALES = ["words"]
-- words/de.po --
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

msgid "By %(names)s"
msgstr "Von %(name)s"
-- told --
words/de.po:5:1: SF160 the catalogue cannot be used
""",
    "a template that is no template": """
-- theme/templates/article.html --
<h1>{{ article.title }}</h1>
<p>{{ article.title( }}</p>
-- told --
theme/templates/article.html:2:1: SF810 unexpected '}', expected ')'
""",
    "a name that does not exist": """
-- theme/templates/article.html --
{% extends "!simple/article.html" %}
{% block content %}
{{ article.title }}
{{ article.nothing.more }}
{% endblock %}
-- told --
theme/templates/article.html:4:1: SF810 UndefinedError
""",
    "an include that is not there": """
-- theme/templates/article.html --
{{ article.title }}

{% include "partials/gone.html" %}
-- told --
theme/templates/article.html:3:1: SF810 the template 'partials/gone.html' is not there
""",
    "a parent that is not there": """
-- theme/templates/article.html --
{% extends "frame.html" %}
-- told --
theme/templates/article.html:1:1: SF810 the template 'frame.html' is not there
""",
    "a filter that does not exist": """
-- theme/templates/article.html --
{{ article.title }}
{{ article.title | shout }}
-- told --
theme/templates/article.html:2:1: SF810 No filter named 'shout'
""",
    "a failing macro is named where it fails, and a mistake of the content beside it": """
-- theme/templates/article.html --
{% import "macros.html" as macros %}
{{ macros.half(article.title) }}
-- theme/templates/macros.html --

{% macro half(text) %}
{{ text / 2 }}
{% endmacro %}
-- content/b.md --
---
title: B
date: tomorrow
---
-- told --
content/b.md:3:7: SF012
theme/templates/macros.html:3:1: SF810 TypeError
""",
    "a theme's error in a partial of ours": """
-- pelicanconf.py --
THEME_TEMPLATES_OVERRIDES = ["overrides"]
-- overrides/partials/footer_extra.html --
<p>{{ stroy.title }}</p>
-- told --
overrides/partials/footer_extra.html:1:1: SF810 UndefinedError: 'stroy' is undefined
""",
}

SETTINGS = {
    "a settings file that is not Python": """
-- pelicanconf.py --
SITENAME = "S"
MENU = (
-- told --
pelicanconf.py:2:8: SF804 '(' was never closed
""",
    "a settings file that raises": """
-- pelicanconf.py --
SITENAME = "S"

def half(number):
    return number / 0

PAGES = half(2)
-- told --
pelicanconf.py:4:1: SF804 ZeroDivisionError: division by zero
""",
    "a settings file that ends the process": """
-- pelicanconf.py --
import sys
sys.exit("no")
-- told --
pelicanconf.py:2:1: SF804 SystemExit: no
""",
    "settings that there are not, and values that cannot be": """
-- pelicanconf.py --
SITENAME = "S"
TIMEZONE = "Europe/Kiyv"
STANDFIRST_TEASR = "keep"
STANDFIRST_CARD_LENGTH = "long"
STANDFIRST_TEASER = "sometimes"
STANDFIRST_FAVOURITE_COLOUR = "blue"
-- told --
pelicanconf.py:2:1: SF803 TIMEZONE: 'Europe/Kiyv' is not a time zone (use a name such as Europe/Kyiv
pelicanconf.py:3:1: SF801 STANDFIRST_TEASR: there is no such setting (did you mean STANDFIRST_TEASER?)
pelicanconf.py:4:1: SF802 STANDFIRST_CARD_LENGTH
pelicanconf.py:5:1: SF802 STANDFIRST_TEASER
pelicanconf.py:6:1: SF801 STANDFIRST_FAVOURITE_COLOUR: there is no such setting
""",
    "a time zone that is none": """
-- pelicanconf.py --
SITENAME = "S"
TIMEZONE = "Europe/Kiyv"
-- told --
pelicanconf.py:2:1: SF803 TIMEZONE: 'Europe/Kiyv' is not a time zone (use a name such as Europe/Kyiv
""",
    "a theme that is not there": """
-- pelicanconf.py --
THEME = "themes/gone"
-- told --
pelicanconf.py:1:1: SF802
""",
    "a plugin that is not there": """
-- pelicanconf.py --
PLUGINS = ["gone"]
-- told --
pelicanconf.py:1:1: SF811
""",
    "a plugin that cannot be imported": """
-- pelicanconf.py --
SITENAME = "S"
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["broken"]
-- plugins/broken.py --
\"\"\"A plugin.\"\"\"

import nothing_of_this_name
-- told --
plugins/broken.py:3:1: SF811 ModuleNotFoundError: No module named 'nothing_of_this_name'
""",
    "a plugin that is not Python": """
-- pelicanconf.py --
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["broken"]
-- plugins/broken.py --
def register(:
-- told --
plugins/broken.py:1:14: SF811
""",
    "a plugin that fails to register": """
-- pelicanconf.py --
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["broken"]
-- plugins/broken.py --
def register():
    raise ValueError("no")
-- told --
plugins/broken.py:2:1: SF811 ValueError: no
""",
    "a plugin that fails on an article": """
-- pelicanconf.py --
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["broken"]
-- plugins/broken.py --
from pelican import signals


def amend(generator, metadata):
    raise ValueError("no")


def register():
    signals.article_generator_context.connect(amend)
-- told --
plugins/broken.py:5:1: SF811 ValueError: no
""",
    "a plugin that fails at the end": """
-- pelicanconf.py --
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["broken"]
-- plugins/broken.py --
from pelican import signals


def finish(pelican):
    return {}["nothing"]


def register():
    signals.finalized.connect(finish)
-- told --
plugins/broken.py:5:1: SF811 KeyError: 'nothing'
""",
}
