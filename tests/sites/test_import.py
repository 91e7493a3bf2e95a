"""`standfirst import` as its users meet it: what it found becomes a site that builds, and of the rest not a word is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.harness import unpack
from tests.sites.commands import run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.harness import Built

PAGE = """\
Exchanges
Forty people come home in the second exchange of the spring
Forty people come home in the second exchange of the spring
Forty people returned to each side on Wednesday after two weeks of talks, and three of ...
Liam Avatar
By
Liam
Share on Facebook
2 April 2025, 14:05
3 min read
Forty people returned to each side on Wednesday after two weeks of talks, and three of them were taken to hospital.
Advertisement
The next stage is to follow within a month. Nobody has said how many people it is to include * or where.
Tags: Talks, Second stage
Read also
Another headline, on another matter
"""


def write(folder: Path, archive: str, *pictures: str) -> Path:
    """Files from one text, and small pictures."""
    for path, text in unpack(archive).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="")
    for path in pictures:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (30, 20), "#336699").save(file)
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A new site with nothing in it."""
    (tmp_path / "site/content").mkdir(parents=True)
    return tmp_path / "site"


def importing(root: Path, *arguments: str) -> Built:
    return run(root, "standfirst", "import", *arguments)


def content(root: Path) -> dict[str, str]:
    """Every file of the content folder, pictures without their bytes."""
    files = sorted(path for path in (root / "content").rglob("*") if path.is_file())
    return {
        path.relative_to(root / "content").as_posix(): "" if path.suffix == ".png" else path.read_text("utf-8")
        for path in files
    }


def body(text: str) -> str:
    return text.split("\n---\n", 1)[1].strip()


def header(text: str) -> list[str]:
    return text.split("\n---\n", 1)[0].splitlines()[1:]


def builds(root: Path) -> Built:
    """The site builds, and nothing is to be said of it."""
    built = run(root, "standfirst", "build").checked()
    assert built.stderr == ""
    return built


def test_a_muddled_page_becomes_one_clean_article(site: Path) -> None:
    """One headline, the cut teaser gone, the author known and given a file, no label left, and each line that went is told."""
    (site / "copied.txt").write_text(PAGE, "utf-8")
    dry = importing(site, "page", "copied.txt", "--dry-run").checked()
    assert "1 would be written to content/" in dry.stdout
    assert content(site) == {}
    made = importing(site, "page", "copied.txt").checked()
    name = "articles/forty-people-come-home-in-the-second-exchange-of-the-spring.md"
    files = content(site)
    assert files.keys() == {name, "authors/liam.md"}
    assert files["authors/liam.md"] == '---\nname: "Liam"\n---\n'
    assert header(files[name])[:5] == [
        'title: "Forty people come home in the second exchange of the spring"',
        "date: 2025-04-02T14:05",
        'authors: ["Liam"]',
        'category: "Exchanges"',
        'tags: ["Talks", "Second stage"]',
    ]
    assert "summary" not in files[name]
    assert body(files[name]) == (
        "Forty people returned to each side on Wednesday after two weeks of talks, and three of them were taken to hospital.\n\n"
        "The next stage is to follow within a month. Nobody has said how many people it is to include \\* or where."
    )
    told = made.stdout + (site / ".standfirst/import.txt").read_text("utf-8")
    for line in PAGE.splitlines():
        said = line in told or all(part in files[name] for part in line.replace("Tags: ", "").split(", "))
        assert said or line in {"By", "Liam", "2 April 2025, 14:05", PAGE.splitlines()[12]}, line
    page = (builds(site).output / f"news/{name[9:-3]}.html").read_text("utf-8")
    assert page.count("Forty people returned to each side on Wednesday") >= 1
    again = importing(site, "page", "copied.txt").checked()
    assert again.stdout == "1 article and 0 pages found: 0 written to content/, 1 there already.\n"
    assert content(site) == files


HTML = """\
<!DOCTYPE html><html lang="en"><head><title>Nine return | Paper</title>
<meta name="author" content="Liam"><meta property="article:published_time" content="2025-04-02T10:00:00+03:00">
<meta name="description" content="A summary that says something else about it all.">
<link rel="canonical" href="https://old.example/news/nine.html"></head>
<body onload="steal()"><nav><a href="/">Home page of the paper</a></nav><article><h1>Nine people return</h1>
<p>Nine people came home on Wednesday, the ministry said, after talks that had lasted <b>two weeks</b> and a day.</p>
<script>steal("everything")</script>
<h2>What is known</h2><p>They are <a href="javascript:steal()">well</a> and were taken to <em>hospital</em> for checks at once.</p>
<p><img src="../outside.png" alt="Outside"><img src="map.png" alt="A map"></p>
<ul><li>one of them is a nurse</li><li>two of them are medics</li></ul></article>
<footer>Paper and printing house</footer></body></html>
"""


def test_a_web_page_gives_its_article_and_no_script(site: Path) -> None:
    write(site, f"-- old/page.html --\n{HTML}", "outside.png", "old/map.png")
    made = importing(site, "page", "old/page.html").checked()
    files = content(site)
    text = files["articles/nine-people-return.md"]
    assert header(text)[:3] == ['title: "Nine people return"', "date: 2025-04-02T10:00+03:00", 'authors: ["Liam"]']
    assert 'summary: "A summary that says something else about it all."' in text
    assert "steal" not in text
    assert "two weeks** and a day" in text
    assert "![A map]({static}/images/map.png)" in text
    assert set(files) == {"articles/nine-people-return.md", "authors/liam.md", "images/map.png"}
    told = (site / ".standfirst/import.txt").read_text("utf-8")
    assert "Home page of the paper" in told
    assert "Paper and printing house" in told
    assert "../outside.png" in made.stdout


def wxr(items: str, head: str = "") -> str:
    return f"""<?xml version="1.0" encoding="UTF-8" ?>{head}
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wfw="http://wellformedweb.org/CommentAPI/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Old</title><link>https://old.example</link><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>https://old.example</wp:base_site_url><wp:base_blog_url>https://old.example</wp:base_blog_url>
<wp:author><wp:author_id>1</wp:author_id><wp:author_login><![CDATA[okoval]]></wp:author_login>
<wp:author_email><![CDATA[secret@old.example]]></wp:author_email>
<wp:author_display_name><![CDATA[Olena Koval]]></wp:author_display_name></wp:author>
{items}</channel></rss>"""


def post(number: int, title: str, text: str, more: str = "", **fields: str) -> str:
    said = {
        "post_date": "2025-04-02 12:00:00", "post_date_gmt": "2025-04-02 09:00:00", "status": "publish",
        "post_type": "post", "post_name": title.lower().replace(" ", "-"), "post_password": "", **fields,
    }  # fmt: skip
    parts = "".join(f"<wp:{name}><![CDATA[{value}]]></wp:{name}>" for name, value in said.items())
    return f"""<item><title><![CDATA[{title}]]></title><link>https://old.example/2025/04/{said["post_name"]}/</link>
<dc:creator><![CDATA[okoval]]></dc:creator><guid isPermaLink="false">https://old.example/?p={number}</guid>
<content:encoded><![CDATA[{text}]]></content:encoded><wp:post_id>{number}</wp:post_id>{parts}{more}</item>
"""


# fmt: off
EXPORT = wxr(
    post(
        9, "map", "", more="<wp:attachment_url><![CDATA[https://old.example/wp-content/uploads/2025/04/map.png]]>"
        "</wp:attachment_url><wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key>"
        "<wp:meta_value><![CDATA[A map of the road]]></wp:meta_value></wp:postmeta>", post_type="attachment", status="inherit",
    )
    + post(
        1, "First &amp; foremost",
        '<!-- wp:paragraph {"a":1} -->\n<p>The first text has <strong>words</strong> enough for anyone.</p>\n<!-- /wp:paragraph -->\n'
        '<!--more-->\n<!-- wp:image -->\n<figure><img src="https://old.example/wp-content/uploads/2025/04/map-300x200.png" alt="Map">'
        "<figcaption>The road.</figcaption></figure>\n<!-- /wp:image -->\n"
        '<p>See <a href="https://old.example/2025/04/second/#more">the second</a>. [contact-form id="7"] An [aside] stays.</p>'
        "<script>steal()</script>",
        more='<category domain="category" nicename="exchanges"><![CDATA[Exchanges]]></category>'
        '<category domain="post_tag" nicename="talks"><![CDATA[Talks]]></category>'
        '<category domain="mood" nicename="calm"><![CDATA[Calm]]></category>'
        "<excerpt:encoded><![CDATA[What nobody else has said of it.]]></excerpt:encoded>"
        "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>9</wp:meta_value></wp:postmeta>"
        "<wp:postmeta><wp:meta_key>mood</wp:meta_key><wp:meta_value>bright</wp:meta_value></wp:postmeta>"
        "<wp:comment><wp:comment_id>1</wp:comment_id></wp:comment>",
        post_name="first", post_modified="2025-04-05 12:00:00", post_modified_gmt="2025-04-05 09:00:00",
    )
    + post(2, "Second", "A classic text.\nIts second line.\n\n[youtube https://youtu.be/abcdefg]\n\n<h2>More</h2>\nAnd more.")
    + post(3, "Unfinished", "A draft.", status="draft", post_date="0000-00-00 00:00:00", post_date_gmt="0000-00-00 00:00:00")
    + post(4, "Later", "To come.", status="future", post_date="2031-01-01 12:00:00", post_date_gmt="2031-01-01 10:00:00")
    + post(5, "Secret", "For members.", post_password="hunter2")  # noqa: S106 - made up
    + post(6, "Inner", "For editors.", status="private")
    + post(7, "About", "Who we are.", post_type="page")
    + post(8, "Menu", "", post_type="nav_menu_item")
    + post(10, "Gone", "Deleted.", status="trash")
    + post(11, "Second", "Another of the same name.", post_name="second")
)
# fmt: on


def test_a_wordpress_export_becomes_a_site(site: Path) -> None:
    """Posts, pages, drafts, what is to come and what only some may read; pictures from beside the file; old addresses kept."""
    write(site, f"-- old/export.xml --\n{EXPORT}", "old/wp-content/uploads/2025/04/map.png")
    made = importing(site, "wordpress", "old/export.xml").checked()
    assert made.stdout.startswith(
        "7 articles and 1 page found: 8 written to content/, 0 there already. With them: 1 author, 1 picture or file, "
        "4 redirects in redirects.csv.\n"
    )
    files = content(site)
    first = files["articles/first.md"]
    assert header(first)[:-3] == [
        'title: "First & foremost"',
        "date: 2025-04-02T12:00+03:00",
        "modified: 2025-04-05T12:00+03:00",
        'authors: ["Olena Koval"]',
        'category: "Exchanges"',
        'tags: ["Talks"]',
        'slug: "first"',
        'summary: "What nobody else has said of it."',
        'image: {src: "images/2025/04/map.png", alt: "A map of the road"}',
    ]
    assert header(first)[-3:] == ["# imported from: wordpress:https://old.example#1", "# mood: bright", "# mood: Calm"]
    assert body(first) == (
        "The first text has **words** enough for anyone.\n\n![Map]({static}/images/2025/04/map.png)\n\nThe road.\n\n"
        'See [the second]({filename}/articles/second.md#more). <!-- [contact-form id="7"] --> An [aside] stays.'
    )
    assert body(files["articles/second.md"]) == (
        "A classic text.  \nIts second line.\n\n[https://www.youtube.com/watch?v=abcdefg](https://www.youtube.com/watch?v=abcdefg)"
        "\n\n## More {#more}\n\nAnd more."
    )
    drafts = {name for name, text in files.items() if "\nstatus: draft\n" in text}
    assert drafts == {"articles/unfinished.md", "articles/secret.md", "articles/inner.md"}
    assert "date: 2031-01-01T12:00+02:00" in files["articles/later.md"]
    everything = "".join(files.values())
    assert "hunter2" not in everything
    assert "secret@old.example" not in everything
    assert files["redirects.csv"].splitlines() == [
        "from,to",
        "/2025/04/first,/news/first.html",
        "/2025/04/second,/news/second.html",
        "/2025/04/later,/news/later.html",
        "/2025/04/about,/pages/about.html",
    ]
    told = (site / ".standfirst/import.txt").read_text("utf-8")
    for said in ("it had a password", "it was private", "1 comment", "nav_menu_item", "(trash)", "contact-form", "<script> taken out",
                 "second-2: the old one is taken"):  # fmt: skip
        assert said in told
    built = builds(site)
    assert "For members" not in "".join(
        built.text(path) for path in built.paths() if path.endswith((".html", ".xml", ".json"))
    )


def test_a_second_run_adds_only_what_is_new_and_changes_nothing(site: Path) -> None:
    """Not what a writer has changed or moved since, nor the table of redirects; --force writes again what an import wrote."""
    write(site, f"-- old/export.xml --\n{wxr(post(1, 'One', 'The text.'))}")
    importing(site, "wordpress", "old/export.xml").checked()
    mine = (site / "content/articles/one.md").read_text("utf-8").replace("The text.", "My own text.")
    (site / "content/articles/one.md").unlink()
    (site / "content/articles/moved.md").write_text(mine, "utf-8")
    (site / "content/redirects.csv").write_text("old,new\n/2025/04/one,/mine.html\n", "utf-8")
    write(site, f"-- old/export.xml --\n{wxr(post(1, 'One', 'The text.') + post(2, 'Two', 'New.'))}")
    made = importing(site, "wordpress", "old/export.xml").checked()
    assert "2 articles and 0 pages found: 1 written to content/, 1 there already." in made.stdout
    files = content(site)
    assert files["articles/moved.md"] == mine
    assert "articles/one.md" not in files
    assert files["redirects.csv"] == "old,new\n/2025/04/one,/mine.html\n/2025/04/two,/news/two.html\n"
    forced = importing(site, "wordpress", "old/export.xml", "--force").checked()
    assert "2 written" in forced.stdout
    assert body(content(site)["articles/moved.md"]) == "The text."


def test_a_file_that_no_import_wrote_is_kept(site: Path) -> None:
    """It is told, and the exit status says that something was left out."""
    mine = "---\ntitle: Mine\ndate: 2025-01-01\n---\n\nMine.\n"
    write(site, f"-- content/articles/one.md --\n{mine}-- old/export.xml --\n{wxr(post(1, 'One', 'The text.'))}")
    made = importing(site, "wordpress", "old/export.xml")
    assert made.code == 1
    assert "left out: content/articles/one.md is there and is kept; --force writes over it" in made.stdout
    assert content(site)["articles/one.md"] == mine


HUGO = """
-- hugo.toml --
baseURL = "https://old.example/paper/"
defaultContentLanguage = "en"
[languages.en]
weight = 1
[languages.uk]
weight = 2
[permalinks]
posts = "/:year/:slug/"
-- content/_index.md --
---
title: Home
---
-- content/about.md --
---
title: About us
---
Who we are.
-- content/posts/bundle/index.md --
+++
title = "A bundle"
date = 2025-04-02T10:00:00Z
tags = ["talks"]
categories = ["Exchanges", "Data"]
aliases = ["/earlier/"]
weight = 3
[cover]
image = "map.png"
alt = "A map"
+++
Text before. <!--more-->

![Map](map.png) and ![Root](/img/root.png) and [About]({{< ref "about.md" >}}) and [plain]({{% relref "/posts/plain.md#part" %}}).

{{< figure src="map.png" alt="Once more" caption="The road." >}}

{{< youtube abcdefg >}} {{< tweet user="x" id="1" >}}

{{< highlight go "linenos=table" >}}
x := {{ 1 }}
{{< /highlight >}}

```
{{</* tweet 2 */>}}
```
-- content/posts/plain.md --
---
title: "Plain"
date: 2025-04-03
draft: false
authors: [okoval]
description: The words of it are few.
---
## Part

The words of it are few. <script>steal()</script> There is [elsewhere](https://old.example/paper/2025/bundle/) <b onclick="steal()">too</b>.
-- content/posts/plain.uk.md --
---
title: "Просто"
date: 2025-04-03
---
Слів небагато.
-- content/posts/json.md --
{"title": "Of JSON", "date": "2025-04-04T10:00:00+03:00", "draft": true, "slug": "own-slug"}

A draft.
-- content/posts/broken.md --
---
title: "Not ended
---
Text.
-- content/authors/okoval/_index.md --
---
title: Olena Koval
---
She writes.
-- content/posts/notes.org --
* Org
"""


def test_a_hugo_folder_becomes_a_site(site: Path) -> None:
    """TOML, YAML and JSON; bundles, languages, aliases, permalinks, drafts, authors; shortcodes understood, kept, or shown as they were."""
    write(site / "old", HUGO, "old.png", "content/posts/bundle/map.png", "static/img/root.png")
    made = importing(site, "hugo", "old")
    assert made.code == 1
    told = (site / ".standfirst/import.txt").read_text("utf-8")
    assert "old/content/posts/broken.md:2:8: left out: SF003" in told
    assert "old/content/posts/notes.org: left out: texts in .org are not read" in told
    files = content(site)
    assert set(files) == {
        "articles/bundle.md", "articles/plain.md", "articles/plain.uk.md", "articles/own-slug.md", "pages/about.md",
        "authors/okoval.md", "images/posts/bundle/map.png", "images/root.png", "redirects.csv",
    }  # fmt: skip
    bundle = files["articles/bundle.md"]
    assert 'image: {src: "images/posts/bundle/map.png", alt: "A map"}' in bundle
    assert '\ncategory: "Exchanges"\ntags: ["talks", "Data"]\n' in bundle
    assert "\n# weight: 3\n" in bundle
    assert body(bundle) == (
        "Text before.\n\n"
        "![Map]({static}/images/posts/bundle/map.png) and ![Root]({static}/images/root.png) and "
        "[About]({filename}/pages/about.md) and [plain]({filename}/articles/plain.md#part).\n\n\n\n"
        "![Once more]({static}/images/posts/bundle/map.png)\n\n*The road.*\n\n\n\n"
        '<https://www.youtube.com/watch?v=abcdefg> <!-- {{< tweet user="x" id="1" >}} -->\n\n\n'
        "```go\nx := {{ 1 }}\n```\n\n\n```\n{{< tweet 2 >}}\n```"
    )
    plain = files["articles/plain.md"]
    assert 'authors: ["Olena Koval"]' in plain
    assert "summary" not in plain
    assert "<!-- <script>steal()</script> -->" in plain
    assert "[elsewhere]({filename}/articles/bundle.md) <b>too</b>" in plain
    assert files["authors/okoval.md"] == '---\nname: "Olena Koval"\n---\n\nShe writes.\n'
    assert '\nlang: "uk"\ntranslation: true\n' in files["articles/plain.uk.md"]
    assert "\nstatus: draft\n" in files["articles/own-slug.md"]
    assert files["redirects.csv"].splitlines()[1:] == [
        "/paper/about,/pages/about.html",
        "/paper/2025/bundle,/news/bundle.html",
        "/paper/earlier,/news/bundle.html",
        "/paper/2025/plain,/news/plain.html",
        "/paper/uk/2025/plain,/news/plain-uk.html",
    ]
    builds(site)


HUGO_BY_LANGUAGE = """
-- config/_default/hugo.toml --
baseURL = "https://old.example/"
defaultContentLanguage = "en"
-- config/_default/languages.en.toml --
contentDir = "content/en"
-- config/_default/languages.uk.yaml --
contentDir: content/uk
-- config/_default/permalinks.toml --
posts = "/:year/:slug/"
-- content/en/posts/one.md --
---
title: One
date: 2025-04-02
---
The first text. See [the other](/2025/two/), [it too](../two/) and [nothing](https://old.example/gone/).
-- content/en/posts/two.md --
---
title: Two
date: 2025-04-03
---
The second text.
-- content/uk/posts/one.md --
---
title: Один
date: 2025-04-02
---
Перший текст.
-- content/drafts/old.md --
---
title: Old
date: 2025-04-02
---
Nobody saw it.
"""


def test_what_no_page_can_have_is_told_and_does_not_stop_the_build(site: Path) -> None:
    """Elements of a page's head, a pointer with a picture's name, a tag that begins with a hyphen."""
    write(
        site / "old",
        "-- content/posts/a.md --\n---\ntitle: A\ndate: 2025-04-02\ntags: [-glib, data]\nimage: /kept.png\n---\n"
        'The first text.\n\n<meta name="keywords" content="a"/>\n'
        "-- static/kept.png --\nversion https://git-lfs.github.com/spec/v1\nsize 9\n",
    )
    importing(site, "hugo", "old").checked()
    text = content(site)["articles/a.md"]
    assert '\ntags: ["glib", "data"]\n' in text
    assert "\nimage:" not in text
    assert "it is not a picture, whatever its name says" in (site / ".standfirst/import.txt").read_text("utf-8")
    builds(site)


def test_a_hugo_site_with_a_folder_for_each_language(site: Path) -> None:
    """Its settings stand in files that are named by what they set; what lies in no language's folder was never published."""
    write(site / "old", HUGO_BY_LANGUAGE)
    importing(site, "hugo", "old").checked()
    files = content(site)
    assert set(files) == {"articles/one.md", "articles/two.md", "articles/one.uk.md", "redirects.csv"}
    assert '\nlang: "uk"\ntranslation: true\n' in files["articles/one.uk.md"]
    two = "{filename}/articles/two.md"
    assert body(files["articles/one.md"]) == (
        f"The first text. See [the other]({two}), [it too]({two}) and [nothing](https://old.example/gone/)."
    )
    assert files["redirects.csv"].splitlines()[1:3] == ["/2025/one,/news/one.html", "/2025/two,/news/two.html"]
    told = (site / ".standfirst/import.txt").read_text("utf-8")
    assert "old/content/drafts/old.md: dropped: it lies in the folder of no language" in told
    assert "a link stays on the old site: nothing of it is imported: «https://old.example/gone/»" in told
    builds(site)


JEKYLL = """
-- _config.yml --
url: https://old.example
baseurl: /paper
permalink: pretty
-- _data/authors.yml --
okoval: {name: Olena Koval, bio: She writes.}
-- _posts/2025-04-02-first-post.md --
---
layout: post
title: ! 'The first: post'
categories: exchanges data
tags: [talks]
author: okoval
redirect_from: /earlier/
---
See [the draft]({% post_url 2025-04-03-second %}) and ![Map]({{ site.baseurl }}/assets/map.png){: .wide} and
[more]({{ "/about" | relative_url }}).

{% highlight ruby %}
puts "{{ x }}"
{% endhighlight %}

{% raw %}{{ shown }}{% endraw %} {% include gallery.html id="3" %} {% comment %} aside {% endcomment %}
-- news/_posts/2025-04-03-second.markdown --
---
title: Second
date: 2025-04-03 10:00:00.123 +0300
excerpt: Its own words.
---
The text of the second.
-- _drafts/idea.md --
---
title: An idea
---
Some day.
-- about.md --
---
title: About
permalink: /about/
---
Who we are.
-- _layouts/default.html --
<html>{{ content }}</html>
-- index.html --
---
layout: home
---
"""


def test_a_jekyll_folder_becomes_a_site(site: Path) -> None:
    write(site / "old", JEKYLL, "assets/map.png")
    importing(site, "jekyll", "old").checked()
    files = content(site)
    assert set(files) == {
        "articles/first-post.md", "articles/second.md", "articles/idea.md", "pages/about.md", "authors/okoval.md",
        "images/map.png", "redirects.csv",
    }  # fmt: skip
    first = files["articles/first-post.md"]
    assert header(first)[:5] == [
        'title: "The first: post"',
        "date: 2025-04-02",
        'authors: ["Olena Koval"]',
        'category: "exchanges"',
        'tags: ["talks", "data"]',
    ]
    assert body(first) == (
        "See [the draft]({filename}/articles/second.md) and ![Map]({static}/images/map.png){: .wide} and\n"
        "[more]({filename}/pages/about.md).\n\n\n"
        '```ruby\nputs "{{ x }}"\n```\n\n\n'
        '{{ shown }} <!-- {% include gallery.html id="3" %} --> <!-- aside -->'
    )
    assert 'date: 2025-04-03T10:00+03:00\ncategory: "news"' in files["articles/second.md"]
    assert "\nstatus: draft\n" in files["articles/idea.md"]
    assert files["redirects.csv"].splitlines()[1:] == [
        "/paper/exchanges/data/2025/04/02/first-post,/news/first-post.html",
        "/paper/earlier,/news/first-post.html",
        "/paper/about,/pages/about.html",
        "/paper/news/2025/04/03/second,/news/second.html",
    ]
    builds(site)


PELICAN = """
-- pelicanconf.py --
SITEURL = "https://old.example"
PATH = "content"
AUTHOR = "Olena Koval"
ARTICLE_URL = "posts/{date:%Y}/{slug}/"
os.system("touch ran")
-- content/Exchanges/first.md --
Title: The first
Date: 2025-04-02 10:00
Slug: first
Summary: Its own words.
Tags: talks, data

See [second]({filename}../second.rst#part), [page](|filename|/pages/about.md) and ![Map]({static}/images/map.png).

{% youtube abcdefg %} and {% other tag %}
-- content/second.rst --
The second
##########

:date: 2025-04-03
:save_as: own/place.html
:status: published

A *text* with `a link <{filename}/Exchanges/first.md>`_.

.. unknown:: directive

   Its words.

Part
====

.. code-block:: python

   print("x")
-- content/pages/about.md --
---
title: About
---
Who we are.
-- content/html.html --
<html><head><title>Of HTML</title><meta name="date" content="2025-04-04"><meta name="category" content="Data"></head>
<body><p>Its <b>text</b>.</p></body></html>
-- content/skip.md --
Title: Not this
Date: 2025-04-04
Status: skip

Passed over.
"""


def test_a_pelican_folder_becomes_a_site(site: Path) -> None:
    """Both header styles, reStructuredText and HTML; its settings are read and never run."""
    write(site / "old", PELICAN, "content/images/map.png")
    importing(site, "pelican", "old").checked()
    assert not (site / "ran").exists()
    assert not (site / "old/ran").exists()
    files = content(site)
    first = files["articles/first.md"]
    assert header(first)[:6] == [
        'title: "The first"',
        "date: 2025-04-02T10:00",
        'authors: ["Olena Koval"]',
        'category: "Exchanges"',
        'tags: ["talks", "data"]',
        'slug: "first"',
    ]
    assert body(first) == (
        "See [second]({filename}/articles/the-second.md#part), [page]({filename}/pages/about.md) and "
        "![Map]({static}/images/map.png).\n\n<https://www.youtube.com/watch?v=abcdefg> and {% other tag %}"
    )
    assert body(files["articles/the-second.md"]) == (
        "A *text* with [a link]({filename}/articles/first.md).\n\n```\n.. unknown:: directive\n\n   Its words.\n```\n\n"
        '## Part {#part}\n\n```python\nprint("x")\n```'
    )
    assert body(files["articles/of-html.md"]) == "Its **text**."
    assert files["redirects.csv"].splitlines()[1:] == [
        "/posts/2025/first,/news/first.html",
        "/posts/2025/of-html,/news/of-html.html",
        "/own/place,/news/the-second.html",
    ]
    told = (site / ".standfirst/import.txt").read_text("utf-8")
    assert "it was to be passed over (status: skip): «Not this»" in told
    builds(site)


BOMB = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("export", "told"),
    [
        (wxr(post(1, "One", "x"), BOMB), "it declares entities"),
        ("<rss>", "it is no WordPress export"),
        ("", "it is no WordPress export"),
        (
            wxr(post(1, "One", "Its text.")).replace("</channel></rss>", "<item><title>Two & half"),
            "not well-formed here",
        ),
    ],
)
def test_a_hostile_or_broken_export_is_told_and_never_a_traceback(site: Path, export: str, told: str) -> None:
    (site / "e.xml").write_text(export, "utf-8")
    made = importing(site, "wordpress", "e.xml")
    assert told in made.stdout
    assert "Traceback" not in made.stderr
    assert made.code == (0 if "not well-formed" in told else 1)
    assert ("articles/one.md" in content(site)) == (made.code == 0)


def test_nothing_is_taken_from_outside_a_folder_and_nothing_written_outside_the_content(
    site: Path, tmp_path: Path
) -> None:
    """Neither by a path that climbs, nor by a link in the folder or in the content."""
    secret = write(
        tmp_path, "-- secret.md --\n---\ntitle: Secret\ndate: 2025-01-01\n---\nSecret words.\n", "secret.png"
    )
    write(
        site / "old",
        "-- content/posts/a.md --\n---\ntitle: A\ndate: 2025-04-02\nslug: ../../../escaped\nimage: /../../../secret.png\n---\n"
        "![a](../../../../secret.png) ![b](/%2e%2e/%2e%2e/%2e%2e/secret.png) ![c](linked.png) [d](file:///etc/passwd)\n",
    )
    (site / "old/content/posts/linked.png").symlink_to(secret / "secret.png")
    (site / "old/content/posts/b.md").symlink_to(secret / "secret.md")
    made = importing(site, "hugo", "old")
    assert made.stdout.count("is a link, which is not followed") == 2
    files = content(site)
    assert set(files) == {"articles/escaped.md", "redirects.csv"}
    (tmp_path / "elsewhere").mkdir()
    (site / "content/pages").symlink_to(tmp_path / "elsewhere")
    write(site, f"-- e.xml --\n{wxr(post(1, 'One', 'x', post_type='page'))}")
    made = importing(site, "wordpress", "e.xml")
    assert made.code == 1
    assert "Traceback" not in made.stderr
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_file_in_another_encoding_is_told_with_its_place_and_the_rest_imported(site: Path) -> None:
    write(site / "old", "-- content/a.md --\nTitle: A\nDate: 2025-04-02\n\nText.\n")
    (site / "old/content/b.md").write_bytes("Title: Б\nDate: 2025-04-02\n\nТекст.\n".encode("windows-1251"))
    made = importing(site, "pelican", "old")
    assert made.code == 1
    assert "old/content/b.md:1:8: left out: SF001 not UTF-8: 0xc1" in made.stdout
    assert "articles/a.md" in content(site)
    (site / "page.txt").write_bytes("Überschrift".encode("latin-1"))
    made = importing(site, "page", "page.txt")
    assert (made.code, "left out: line 1, byte 1: not UTF-8" in made.stdout) == (1, True)
