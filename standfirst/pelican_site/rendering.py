"""Pages, feeds and files of one build: Pelican's generators over the stories, into the new tree."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican.contents import Static
from pelican.generators import ArticlesGenerator, PagesGenerator
from pelican.plugins import signals

from standfirst import copydesk, progress
from standfirst.build.artifacts import settle_equal
from standfirst.build.derived import DerivedFiles
from standfirst.copydesk import address_key
from standfirst.diagnostics import BuildError
from standfirst.edition import Edition
from standfirst.languages import Languages
from standfirst.links import named_source, names_sources, targets
from standfirst.pelican_site import generators as ours
from standfirst.pelican_site.addresses import index_addresses, listing_links, period_addresses
from standfirst.pelican_site.card_files import CardsGenerator, plan_cards
from standfirst.pelican_site.contents import final_story
from standfirst.pelican_site.corrections_page import CorrectionsGenerator, corrections_address
from standfirst.pelican_site.host_files import HostFilesGenerator, Hosting
from standfirst.pelican_site.logs import logged_errors, plugin_frame, plugin_problem
from standfirst.pelican_site.pages import recall_pages, write_pages
from standfirst.pelican_site.picture_files import make_pictures
from standfirst.pelican_site.register_pages import RegisterGenerator, public_register
from standfirst.pelican_site.search_pages import SearchGenerator, search_address
from standfirst.pelican_site.sheets import read_sheets
from standfirst.pelican_site.templates import OURS, prepare, template_problem, template_roots
from standfirst.pelican_site.witness import CardsView, EditionView, PicturesView, Prints
from standfirst.pelican_site.writer import SiteWriter
from standfirst.report import fault

if TYPE_CHECKING:
    from standfirst.build.staging import Staging
    from standfirst.exchanges.register import Register
    from standfirst.model import Story
    from standfirst.pelican_site.newsroom import Newsroom
    from standfirst.pelican_site.site import Site

PHASES: dict[type, str] = {
    CardsGenerator: progress.CARDS,
    SearchGenerator: progress.SEARCH,
    ours.FilesGenerator: progress.FILES,
}
"""What takes time beside rendering pages, by who does it."""


class Rendering:
    """One build from its newsroom to a complete tree."""

    def __init__(self, site: Site, newsroom: Newsroom, staging: Staging, public: dict[str, Story]) -> None:
        """`public` are the stories that readers may see, by path."""
        self.site = site
        self.newsroom = newsroom
        self.staging = staging
        self.public = public
        self.derived = DerivedFiles(Path(newsroom.desk.config.state) / "images")
        self.context: dict[str, Any] = {}
        """What templates see."""
        self.generators: list[Any] = []
        self.hosting: Hosting | None = None
        """What there is for servers."""
        self.writer = self._make_writer()

    def run(self) -> Edition:
        """Run Pelican's generators over the stories, into the staging tree."""
        site, writer, newsroom, public = self.site, self.writer, self.newsroom, self.public
        desk = newsroom.desk
        settings, tree = site.settings, writer.output_path
        languages = Languages(desk.config.lang, map(Path, desk.config.locales))
        output_path, settings["OUTPUT_PATH"] = settings["OUTPUT_PATH"], tree
        context = self.context = {
            **settings,
            "generated_content": {},
            "static_links": set(newsroom.sources.avatars) | _pictures(public, desk),
            "static_content": {},
            "localsiteurl": settings["SITEURL"],
            "stories": public,
            "manuscripts": newsroom.manuscripts,
            "public": public,
            "problems": desk.problems,
            "newsroom": newsroom,
            "withheld": _withheld(newsroom, public),
            "links": {},
            "config": desk.config,
            "folder": desk.folder,
            "sheets": read_sheets(site.theme, settings["THEME_TEMPLATES_OVERRIDES"]),
            "address": index_addresses(settings) | {"search": search_address(desk.config, writer.roots)},
            "register": public_register(desk, public),
            "languages": languages,
            "social_cards": CardsView(plan_cards(public, desk.config, languages, Path(site.theme)), writer.witness),
            "witness": writer.witness,
        }

        def prepare_environment(generator: Any) -> None:
            own = os.path.isfile(os.path.join(site.theme, "templates", OURS))
            prepare(generator.env, lambda: context["edition"], period_addresses(settings), own=own)
            writer.witness.watch(generator.env)

        signals.generator_init.connect(prepare_environment)
        try:
            with logged_errors(desk.problems, settings):
                return self._generate(context, tree)
        except Exception as error:
            if isinstance(error, BuildError) or fault(error):
                raise
            problem = template_problem(error, writer.roots)
            if problem.code == "SF812" and plugin_frame(error, settings):
                problem = plugin_problem(error, settings)
            raise BuildError(problem) from error
        finally:
            signals.generator_init.disconnect(prepare_environment)
            settings["OUTPUT_PATH"] = output_path

    def put_in_place(self) -> bool:
        """Switch to the new tree, unless it is the old one to the last byte; False where it is."""
        site, staging, writer = self.site, self.staging, self.writer
        site.progress.phase(progress.PLACING)
        facts = settle_equal(staging, writer.artifacts.kept if writer.artifacts else set())
        changed = not staging.unchanged(facts)
        if changed:
            staging.switch()
        if writer.artifacts:
            with site.store(self.newsroom.desk.config) as store:
                write_pages(writer, writer.artifacts, store, facts)
        return changed

    def _make_writer(self) -> SiteWriter:
        site, staging = self.site, self.staging
        desk, manuscripts = self.newsroom.desk, self.newsroom.manuscripts

        def place(source: str) -> tuple[str, int, int]:
            if source not in manuscripts:
                return desk.folder.where(source) if source else "", 1, 1
            manuscript = manuscripts[source]
            return manuscript.where, *manuscript.at(manuscript.named_by)

        roots = template_roots(site.theme, site.settings)
        writer = SiteWriter(str(staging.tree), site.settings, desk.addresses, place, roots, desk.problems)
        # A page may take the place of a listing, as the front page; an article that does would push it aside.
        named = (m for m in manuscripts.values() if m.kind == "page" and m.facts.save_as)
        writer.reserved = {address_key(str(m.facts.save_as)): m.path for m in named}
        writer.articles = frozenset(m.path for m in manuscripts.values() if m.kind == "article")
        writer.progress = site.progress
        # In any other order a new story may come between older ones.
        writer.stable = desk.config.stable_pages and site.settings["ARTICLE_ORDER_BY"] == "reversed-date"
        with site.store(desk.config) as store:
            recall_pages(writer, site.settings, desk.config, store, staging, plain=not site.plugins)
        return writer

    def _generate(self, context: dict[str, Any], tree: str) -> Edition:
        site, writer = self.site, self.writer
        site.progress.phase(progress.ARRANGING)
        made = self.generators = [
            cls(context=context, settings=site.settings, path=site.path, theme=site.theme, output_path=tree)
            for cls in _generator_classes(site.default_generators())
        ]
        for generator in made:
            if hasattr(generator, "generate_context"):
                generator.generate_context()
        signals.all_generators_finalized.send(made)
        edition = self._edition(context, made)
        for generator in made:
            if hasattr(generator, "refresh_metadata_intersite_links"):
                generator.refresh_metadata_intersite_links()
        site.progress.phase(progress.RENDERING, self._about_how_many(edition, context["register"]))
        for generator in made:
            if hasattr(generator, "generate_output"):
                site.progress.phase(PHASES.get(type(generator), progress.RENDERING))
                generator.generate_output(writer)
        rendered = site.progress.phases[progress.RENDERING]
        # What a plugin or Pelican's own feeds write are steps, and no pages.
        rendered.made, rendered.reused = writer.pages
        site.progress.phase(progress.CHECKING)
        self.hosting = context.get("hosting")
        signals.finalized.send(site)
        return edition

    def _about_how_many(self, edition: Edition, register: Register | None) -> int:
        """How many pages there will be: as many as last time, or a few less than there are."""
        site, writer, stories = self.site, self.writer, edition.stories
        per_page = int(site.settings["DEFAULT_PAGINATION"]) or len(stories) or 1
        sizes = [len(stories), *(len(listing.stories) for listing in (*edition.topics, *edition.tags))]
        sizes += [len(listing.stories) for listing in edition.authors]
        months = {story.date.isoformat()[:7] for story in stories if story.date}
        count = len(stories) + len(edition.pages) + sum(size // per_page or 1 for size in sizes) + len(months)
        return max(
            count + (len(register.records) if register else 0), len(writer.artifacts.known) if writer.artifacts else 0
        )

    def _edition(self, context: dict[str, Any], made: list[Any]) -> Edition:
        """The edition of what Pelican's generators hold once plugins have had their say."""
        site, writer, desk = self.site, self.writer, self.newsroom.desk
        articles = next(g for g in made if isinstance(g, ArticlesGenerator))
        pages = next(g for g in made if isinstance(g, PagesGenerator))
        published = {path: content for path, content in context["generated_content"].items() if content}
        for content in published.values():
            for target in targets(content.story.html, content.story.path) if names_sources(content.story.html) else ():
                static = context["static_content"].get(target.key)
                if target.what == "attach" and isinstance(static, Static):
                    static.attach_to(content)
        links = {path: content.url for path, content in published.items()}
        links |= {path: static.url for path, static in context["static_content"].items() if static}
        links |= listing_links(desk, context["public"], site.settings["INDEX_SAVE_AS"])
        context["links"] = links
        stories = [final_story(article) for article in (*articles.articles, *articles.translations)]
        stories.sort(key=lambda story: (story.date, story.path), reverse=True)
        standing = sorted(
            (final_story(page) for page in (*pages.pages, *pages.translations)), key=lambda page: page.url
        )
        edition = Edition(desk.config, desk.now, tuple(stories), tuple(standing), links)
        site.progress.phase(progress.PICTURES)
        pictures = make_pictures(self.derived, desk, context, published.values(), site.progress)
        site.progress.phase(progress.ARRANGING)
        context["edition"] = EditionView(edition, writer.witness)
        context["pictures"] = PicturesView(pictures, writer.witness)
        context["address"]["corrections"] = corrections_address(edition, template_roots(site.theme, site.settings))
        writer.prints = Prints(edition, pictures, context["social_cards"], context, site.settings)
        return edition


def _pictures(public: dict[str, Story], desk: copydesk.Desk) -> set[str]:
    """Lead images, below the content folder."""
    by_url = {desk.addresses.static(path): path for path in desk.folder.files}
    return {by_url[s.picture.url] for s in public.values() if s.picture and s.picture.url in by_url}


def _withheld(newsroom: Newsroom, public: dict[str, Story]) -> set[str]:
    """Files that only unpublished stories show: they would tell of them."""
    desk = newsroom.desk
    used: dict[bool, set[str]] = {True: set(newsroom.sources.avatars), False: set()}
    for path, manuscript in newsroom.manuscripts.items():
        files = used[path in public]
        for target in manuscript.targets:
            files.add(named_source(target, path, desk.folder.known) or target.key.lstrip("/"))
        if manuscript.facts.image:
            files.update(copydesk.picture_paths(manuscript.facts.image, path))
    return used[False] - used[True]


def _generator_classes(defaults: list[type]) -> list[type]:
    swapped: dict[type, type] = {ArticlesGenerator: ours.StoriesGenerator, PagesGenerator: ours.StoryPagesGenerator}
    classes = [swapped.get(cls, cls) for cls in defaults]
    first = [*classes[:-1], RegisterGenerator, CorrectionsGenerator, CardsGenerator]
    return [*first, ours.OutputsGenerator, SearchGenerator, ours.FilesGenerator, HostFilesGenerator]
