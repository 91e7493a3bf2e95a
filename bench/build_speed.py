"""How long builds take, cold and after an edit: `python bench/build_speed.py --sizes 1000,10000`.

A made-up site with a small theme is built by Standfirst and, where it is found, by Hugo with the same articles and as many
pages (`hugo` in the folder $BENCH_PEERS, or on the PATH), in turns, each build in a process of its own. Ratios are of builds
of one round: on a machine that does other work they say more than seconds. `--profile SIZE` says where a cold build's time goes.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench import made_site  # noqa: E402 - found below the root
from bench.run import describe_machine  # noqa: E402 - as above

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PAGE = ROOT / "docs" / "builds.md"
SETTINGS = f"""{made_site.SETTINGS}
THEME = "small"
ARTICLE_URL = ARTICLE_SAVE_AS = "news/{{slug}}.html"
DIRECT_TEMPLATES = ["index"]
YEAR_ARCHIVE_SAVE_AS = MONTH_ARCHIVE_SAVE_AS = ""
CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = None
STANDFIRST_SEARCH = STANDFIRST_SOCIAL_CARDS = False
STANDFIRST_FEED_JSON = ""
"""
CARD = """<li><h2><a href="/{{ article.url }}">{{ article.title }}</a></h2>
<p>{% for author in article.authors %}<a href="/{{ author.url }}">{{ author }}</a> {% endfor %}
<time>{{ article.date.isoformat() }}</time></p>{{ article.summary }}</li>"""
LIST = """{% extends "base.html" %}{% block content %}<h1>{{ category or author or SITENAME }}</h1><ol>
{% for article in articles_page.object_list %}CARD{% endfor %}</ol>
{% if articles_page.has_next() %}<a href="/{{ articles_next_page.url }}">Older</a>{% endif %}{% endblock %}"""
THEME = {
    "base": "<!doctype html><html lang=en><title>{% block title %}{{ SITENAME }}{% endblock %}</title>"
    "<header><a href=/>{{ SITENAME }}</a></header><main>{% block content %}{% endblock %}</main></html>",
    "article": '{% extends "base.html" %}{% block title %}{{ article.title }}{% endblock %}{% block content %}'
    "<h1>{{ article.title }}</h1>{{ article.summary }}{{ article.content }}{% endblock %}",
    **dict.fromkeys(("index", "category", "author", "tag"), LIST.replace("CARD", CARD)),
    "page": '{% extends "base.html" %}{% block content %}{{ page.content }}{% endblock %}',
}
HUGO_SETTINGS = """baseURL = "https://example.org/"
title = "Made up"
disableKinds = ["404"]
uglyURLs = true
[pagination]
pagerSize = 20
[taxonomies]
category = "category"
author = "authors"
[outputs]
home = ["html", "rss"]
section = []
taxonomy = []
term = ["html"]
"""
HUGO_LIST = """{{ define "main" }}<h1>{{ .Title }}</h1><ol>
{{ $pages := .Pages }}{{ if .IsHome }}{{ $pages = where site.RegularPages "Section" "news" }}{{ end }}
{{ $pager := .Paginate $pages }}{{ range $pager.Pages }}<li><h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2>
<p>{{ range .Params.authors }}<a href="/authors/{{ . | urlize }}.html">{{ . }}</a> {{ end }}
<time>{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}</time></p><p>{{ .Params.summary }}</p></li>{{ end }}</ol>
{{ if $pager.HasNext }}<a href="{{ $pager.Next.URL }}">Older</a>{{ end }}{{ end }}"""
HUGO = {
    "_default/baseof.html": "<!doctype html><html lang=en><title>{{ .Title }}</title><header><a href=/>{{ site.Title }}</a>"
    '</header><main>{{ block "main" . }}{{ end }}</main></html>',
    "_default/single.html": '{{ define "main" }}<h1>{{ .Title }}</h1><p>{{ .Params.summary }}</p>{{ .Content }}{{ end }}',
    "_default/list.html": HUGO_LIST,
    "index.html": HUGO_LIST,
}
DATE = re.compile(r"(?m)^date: \S+$")
SCENARIOS = ("cold", "nothing", "body", "headline", "new")
WORDS = {
    "cold": "cold",
    "nothing": "nothing changed",
    "body": "text of one article",
    "headline": "headline of one article",
    "new": "one new article",
}


@dataclass
class Tool:
    """One generator with its own copy of the site."""

    name: str
    folder: Path
    articles: Path
    command: list[str]
    kept: tuple[str, ...]
    """Folders that a cold build starts without."""

    def build(self) -> tuple[float, float, float]:
        """Wall seconds, processor seconds, and megabytes of the largest process. Raises where the build fails."""
        before = os.times()
        started = time.perf_counter()
        process = subprocess.Popen(self.command, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        said = process.stderr.read() if process.stderr else b""
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"{self.name} failed: {said.decode()[-2000:]}")
        after = os.times()
        spent = after.children_user - before.children_user + after.children_system - before.children_system
        return wall, spent, used.ru_maxrss / 1024


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--sizes", default="1000,10000", help="numbers of articles")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument(
        "--profile", type=int, metavar="SIZE", help="say where a cold build's time goes, and nothing else"
    )
    options.add_argument("--write", action="store_true", help="put the table into docs/builds.md")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="build-speed-") as folder:
        if chosen.profile:
            profile(Path(folder), chosen.profile)
            return
        lines = [
            "| articles | build | Standfirst, s | CPU s | MB | Hugo, s | ratio |",
            "| --- | --- | --- | --- | --- | --- | --- |",
        ]
        print(*lines, sep="\n")
        for size in map(int, chosen.sizes.split(",")):
            lines += measure(Path(folder) / str(size), size, chosen.rounds)
    if chosen.write:
        table = "\n".join([f"{describe_machine()}; medians of {chosen.rounds} rounds.", "", *lines])
        marked = r"<!-- speed -->.*<!-- /speed -->"
        fresh = f"<!-- speed -->\n\n{table}\n\n<!-- /speed -->"
        PAGE.write_text(re.sub(marked, lambda _: fresh, PAGE.read_text("utf-8"), flags=re.DOTALL), encoding="utf-8")


def measure(folder: Path, size: int, rounds: int) -> list[str]:
    """The rows of one size, also printed."""
    rows = []
    tools = [ours(folder / "ours", size)]
    if hugo := find_hugo():
        tools.append(peer(folder / "hugo", size, hugo))
    seen: dict[tuple[str, str], list[tuple[float, float, float]]] = {}
    for number in range(rounds):
        for scenario in SCENARIOS:
            for tool in tools[:: -1 if number % 2 else 1]:
                prepare(tool, scenario, number)
                seen.setdefault((scenario, tool.name), []).append(tool.build())
    for scenario in SCENARIOS:
        mine, theirs = seen[scenario, "ours"], seen.get((scenario, "hugo"), [])
        wall, cpu, peak = (median(run[part] for run in mine) for part in range(3))
        other = f"{median(run[0] for run in theirs):.2f}" if theirs else "-"
        ratios = [one[0] / two[0] for one, two in zip(mine, theirs, strict=False)]
        ratio = f"{median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})" if ratios else "-"
        rows.append(f"| {size:,} | {WORDS[scenario]} | {wall:.2f} | {cpu:.2f} | {peak:.0f} | {other} | {ratio} |")
        print(rows[-1], flush=True)
    return rows


def ours(folder: Path, size: int) -> Tool:
    """The site for Standfirst."""
    folder.mkdir(parents=True)
    made_site.write_site(folder, size)
    (folder / "pelicanconf.py").write_text(SETTINGS, encoding="utf-8")
    (folder / "small" / "templates").mkdir(parents=True)
    (folder / "small" / "static").mkdir()
    for name, text in THEME.items():
        (folder / "small" / "templates" / f"{name}.html").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "standfirst", "build", "--now", made_site.NOW]
    return Tool("ours", folder, folder / "content" / "articles", command, ("output", ".standfirst"))


def peer(folder: Path, size: int, hugo: str) -> Tool:
    """The same for Hugo."""
    made_site.write_site(folder / "made", size)
    articles = folder / "content" / "news"
    articles.parent.mkdir()
    (folder / "made" / "content" / "articles").rename(articles)
    for file in articles.iterdir():
        file.write_text(DATE.sub(r"\g<0>:00", file.read_text("utf-8"), count=1), encoding="utf-8")  # Hugo wants seconds
    (folder / "hugo.toml").write_text(HUGO_SETTINGS, encoding="utf-8")
    for name, text in HUGO.items():
        file = folder / "layouts" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    cache = str(folder / "cache")
    return Tool("hugo", folder, articles, [hugo, "--quiet", "--cacheDir", cache], ("public", "cache", "resources"))


def find_hugo() -> str | None:
    """Hugo in the folder of peers, or on the PATH."""
    folder = os.environ.get("BENCH_PEERS")
    return shutil.which("hugo", path=folder) if folder else shutil.which("hugo")


def prepare(tool: Tool, scenario: str, number: int) -> None:
    """Make the change that the next build is to take up."""
    files = sorted(tool.articles.glob("story-*.md"))
    middle = files[len(files) // 2]
    changes: dict[str, Callable[[], object]] = {
        "cold": lambda: [shutil.rmtree(tool.folder / name, ignore_errors=True) for name in tool.kept],
        "nothing": lambda: None,
        "body": lambda: middle.write_text(
            f"{middle.read_text('utf-8')}\nOne more sentence, the {number}th.\n", "utf-8"
        ),
        "headline": lambda: middle.write_text(
            middle.read_text("utf-8").replace('title: "', f'title: "{"ABCDEFGH"[number]}. ', 1), "utf-8"
        ),
        "new": lambda: (tool.articles / f"late-{number}.md").write_text(
            f'---\ntitle: "A late story, the {number}th"\ndate: 2025-12-3{number % 2}T10:0{number}:00\ncategory: Late\n---\n\nIt is late.\n',
            "utf-8",
        ),
    }
    changes[scenario]()


def profile(folder: Path, size: int) -> None:
    """Print the functions in which a cold build of so many articles spends most, on one core."""
    tool = ours(folder / "ours", size)
    stats = str(folder / "stats")
    code = (
        "import cProfile, pstats, sys\nfrom standfirst.build import workers\nworkers.cores = lambda: 1\n"
        "from standfirst.pelican_site import shares\nshares.cores = lambda: 1\n"
        "from standfirst.cli.options import make_site\n"
        f"site = make_site(now={made_site.NOW!r})\nrun = cProfile.Profile()\nrun.runcall(site.build)\nrun.dump_stats({stats!r})\n"
        f"pstats.Stats({stats!r}).sort_stats('cumulative').print_stats('standfirst|pelican/generators|markdown/core', 45)\n"
    )
    run_profile([sys.executable, "-c", code], tool.folder)


def run_profile(command: Sequence[str], folder: Path) -> None:
    """Run in the site's folder; what it prints is the profile."""
    subprocess.run(command, cwd=folder, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)})


if __name__ == "__main__":
    main()
