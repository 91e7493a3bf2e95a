"""What the theme's templates can call, and where a failing template failed."""

from __future__ import annotations

import os
import re
import traceback
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, pass_context
from jinja2.exceptions import TemplateNotFound
from markupsafe import Markup

from standfirst.diagnostics import Diagnostic
from standfirst.exchanges.register import REGISTER_URL, record_url, year_url
from standfirst.outputs import dataset, structured_data
from standfirst.pelican_site.compiled import Compiled
from standfirst.pelican_site.wording import install, language_of
from standfirst.report import shown_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from jinja2.runtime import Context

    from standfirst.edition import Edition
    from standfirst.exchange import Exchange
    from standfirst.model import Rendition, Story


OURS = "standfirst-theme.txt"
"""The file among the templates of a theme that is ours, copied from ours or made for us."""

_HEADING = re.compile(r"(</?h)([1-6])(?=[\s>])")
LOWEST = 6
"""Of the levels of headings in HTML."""


def prepare(env: Environment, edition: Callable[[], Edition], period_url: Callable[..., str], *, own: bool) -> None:
    """Add our filters and functions to a Jinja environment.

    `own` templates are ours or extend ours: everything printed is escaped, and a name that does not exist is an error.
    A foreign theme keeps Pelican's laxer rules, which it was written for.
    """
    if own:
        env.autoescape = True
        env.undefined = StrictUndefined
    if env.bytecode_cache is None:
        env.bytecode_cache = Compiled()
    install(env, own=own)
    env.filters |= {"canonical": canonical, "demoted": demoted}
    env.globals |= {
        "period_url": period_url,
        "register_url": REGISTER_URL,
        "record_url": record_url,
        "year_url": year_url,
        "article_json_ld": article_json_ld,
        "page_json_ld": page_json_ld,
        "record_json_ld": record_json_ld,
        "author_json_ld": lambda author: _script(structured_data.author(author, edition())),
        "site_json_ld": lambda: _script(structured_data.site(edition())),
        "breadcrumbs_json_ld": lambda items: _script(structured_data.breadcrumbs(items, edition())),
    }


@pass_context
def article_json_ld(context: Context, story: Story) -> Markup:
    """An article as structured data, about the events of its records."""
    card = context["social_cards"].of(story)
    return _script(
        structured_data.article(
            story, context["edition"], language_of(context), _page_of_record(context), _crops(context, story), card
        )
    )


@pass_context
def page_json_ld(context: Context, story: Story) -> Markup:
    """A page as structured data, about the events of its records."""
    return _script(
        structured_data.page(
            story, context["edition"], language_of(context), _page_of_record(context), _crops(context, story)
        )
    )


@pass_context
def record_json_ld(context: Context, record: Exchange) -> Markup:
    """A record's own page as structured data; a stage is told with its agreement."""
    agreement = context["register"].agreements.get(record.agreement)
    stages = agreement.records if agreement else ()
    return _script(
        dataset.record_page(record, stages, _page_of_record(context), context["config"], language_of(context))
    )


def _crops(context: Context, story: Story) -> tuple[Rendition, ...]:
    made = context["pictures"].at(story.picture.url) if story.picture else None
    return made.crops if made else ()


def _page_of_record(context: Context) -> Callable[[Exchange], str | None]:
    """Gives the address of a record's page: only what is in the register has one."""
    register = context.get("register")
    return lambda record: record_url(record) if register and record.id in register.by_id else None


def _script(data: dict[str, Any]) -> Markup:
    return Markup(structured_data.script(data))  # noqa: S704 - made safe there


def template_roots(theme: str, settings: Mapping[str, Any]) -> list[str]:
    """The folders of templates, in the order in which they are looked through."""
    return [*settings["THEME_TEMPLATES_OVERRIDES"], os.path.join(theme, "templates")]


def template_problem(error: Exception, roots: Iterable[str]) -> Diagnostic:
    """Where in a template an error arose. `roots` are the folders of templates."""
    hint = "the theme needs mending; the content is not at fault"
    if isinstance(error, TemplateSyntaxError):
        return Diagnostic(
            shown_path(name) if (name := error.filename or error.name) else "",
            error.lineno,
            1,
            "SF810",
            str(error.message),
            hint,
        )
    folders = tuple(os.path.join(os.path.realpath(root), "") for root in roots)
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if os.path.realpath(frame.filename).startswith(folders)
    ]
    path, line = (shown_path(frames[-1].filename), frames[-1].lineno or 1) if frames else ("", 1)
    if not frames and not isinstance(error, TemplateNotFound):
        return Diagnostic(
            "", 1, 1, "SF812", f"{type(error).__name__}: {error}", "a setting or a plugin is the likely cause"
        )
    if isinstance(error, TemplateNotFound):
        return Diagnostic(path, line, 1, "SF810", f"the template '{error.name}' is not there", hint)
    return Diagnostic(path, line, 1, "SF810", f"{type(error).__name__}: {error}", hint)


def demoted(html: str) -> str:
    """A body whose headings begin below the page's own: where it has one of the first level, all go down by one."""
    if "<h1" not in html:
        return html
    return _HEADING.sub(lambda found: f"{found[1]}{min(int(found[2]) + 1, LOWEST)}", html)


def canonical(url: str) -> str:
    """An address without the file name that a server adds by itself."""
    head, _, last = url.rpartition("/")
    return (f"{head}/" if head else "") if last == "index.html" else url
