"""An edition in the schema.org vocabulary, as JSON-LD."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from standfirst.outputs.events import about, no_address
from standfirst.outputs.text import json_text, timestamp, uri

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from standfirst.config import Config
    from standfirst.edition import Edition
    from standfirst.fields import Source
    from standfirst.languages import Language
    from standfirst.model import Author, Correction, Picture, Rendition, Story
    from standfirst.outputs.events import Address

Node = dict[str, Any]
"""A JSON-LD node."""

CONTEXT = "https://schema.org"
POLICIES = frozenset(
    {
        "actionableFeedbackPolicy",
        "correctionsPolicy",
        "diversityPolicy",
        "diversityStaffingReport",
        "ethicsPolicy",
        "masthead",
        "missionCoveragePrioritiesPolicy",
        "noBylinesPolicy",
        "ownershipFundingInfo",
        "publishingPrinciples",
        "unnamedSourcesPolicy",
        "verificationFactCheckingPolicy",
    }
)
"""Properties of schema.org's NewsMediaOrganization that name a policy page; others in the configuration say nothing."""

# Besides what would end the element or start a comment: what HTML forbids in a document even inside a script.
_NOT_IN_SCRIPT = re.compile("[<>&\u2028\u2029\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")


def article(
    story: Story,
    edition: Edition,
    language: Language,
    record_page: Address = no_address,
    crops: Sequence[Rendition] = (),
    card: Picture | None = None,
) -> Node:
    """A story as NewsArticle. `language` is that of the interface. `record_page` gives those of its records' pages; `crops` are those of its picture.

    `card` stands for a story that has no picture.
    """
    config = edition.config
    address = uri(config.absolute(story.url))
    return document(
        {
            "@type": "NewsArticle",
            "@id": f"{address}#article",
            "headline": story.title,
            "description": story.teaser.card,
            "url": address,
            "mainEntityOfPage": {"@type": "WebPage", "@id": address},
            "datePublished": story.date and timestamp(story.date),
            "dateModified": story.updated and timestamp(story.updated),
            "author": [_author(author, config) for author in story.authors] or [publisher(config)],
            "publisher": publisher(config),
            "image": _images(story, config, crops, card),
            "articleSection": story.topic and story.topic.name,
            "keywords": [tag.name for tag in story.tags],
            "about": about(story.records, record_page, config, language),
            "inLanguage": story.lang,
            "wordCount": story.words,
            "isAccessibleForFree": True,
            "correction": [_correction(item) for item in story.corrections],
            "citation": [citation(source) for source in story.sources],
            "license": config.licence and uri(config.absolute(config.licence)),
        }
    )


def page(
    story: Story,
    edition: Edition,
    language: Language,
    record_page: Address = no_address,
    crops: Sequence[Rendition] = (),
) -> Node:
    """A page (About, a policy) as WebPage. `language`, `record_page` and `crops` are as for an article."""
    config = edition.config
    address = uri(config.absolute(story.url))
    return document(
        {
            "@type": "WebPage",
            "@id": address,
            "name": story.title,
            "description": story.teaser.card,
            "url": address,
            "datePublished": story.date and timestamp(story.date),
            "dateModified": story.updated and timestamp(story.updated),
            "author": [_author(author, config) for author in story.authors],
            "publisher": publisher(config),
            "isPartOf": {"@id": site_id(config)},
            "about": about(story.records, record_page, config, language),
            "image": _images(story, config, crops),
            "inLanguage": story.lang,
            "license": config.licence and uri(config.absolute(config.licence)),
        }
    )


def breadcrumbs(items: Iterable[tuple[str, str]], edition: Edition) -> Node:
    """The way down to a page: (name, address below the site's root), from the home page to the page itself."""
    steps = [
        {
            "@type": "ListItem",
            "position": position,
            "name": name,
            "item": {"@type": "WebPage", "@id": uri(edition.config.absolute(address))},
        }
        for position, (name, address) in enumerate(items, 1)
    ]
    return document({"@type": "BreadcrumbList", "itemListElement": steps})


def author(author: Author, edition: Edition) -> Node:
    """An author's page as ProfilePage about a Person, or about an Organization for a desk."""
    config = edition.config
    address = uri(config.absolute(author.url))
    links = [uri(link.url) for link in author.links if not link.url.startswith("mailto:")]
    main: Node = _author(author, config) | {
        "image": author.avatar and uri(config.absolute(author.avatar.src)),
        "sameAs": links,
    }
    if author.organisation:
        main |= {"parentOrganization": publisher(config)}
    else:
        main |= {"jobTitle": author.role, "worksFor": publisher(config)}
    return document(
        {
            "@type": "ProfilePage",
            "@id": address,
            "name": author.name,
            "url": address,
            "inLanguage": config.lang,
            "isPartOf": {"@id": site_id(config)},
            "mainEntity": _filled(main),
        }
    )


def site(edition: Edition) -> Node:
    """The site and its publisher, for the home page: WebSite and NewsMediaOrganization with the policies."""
    config = edition.config
    policies = {name: uri(config.absolute(to)) for name, to in sorted(config.policies.items()) if name in POLICIES}
    website = {
        "@type": "WebSite",
        "@id": site_id(config),
        "name": config.site_name,
        "url": uri(config.absolute("")),
        "description": config.description,
        "inLanguage": config.lang,
        "publisher": {"@id": _publisher_id(config)},
        "license": config.licence and uri(config.absolute(config.licence)),
    }
    organisation = publisher(config) | {"description": config.description} | policies
    return {"@context": CONTEXT, "@graph": [_filled(website), _filled(organisation)]}


def script(data: Node) -> str:
    """The whole script element. Nothing in `data` can end it or be taken for markup, and it reads back as it was."""
    return f'<script type="application/ld+json">{_NOT_IN_SCRIPT.sub(_escaped, json_text(data))}</script>'


def _escaped(found: re.Match[str]) -> str:
    # In JSON text these stand only inside strings, where a \u escape means the same.
    return f"\\u{ord(found[0]):04x}"


def document(node: Node) -> Node:
    """The node as a document of its own, without what is unknown."""
    return {"@context": CONTEXT, **_filled(node)}


def _filled(node: Node) -> Node:
    """The node without what is unknown."""
    return {name: value for name, value in node.items() if value not in (None, "", [], 0)}


def _publisher_id(config: Config) -> str:
    return uri(config.absolute("")) + "#publisher"


def site_id(config: Config) -> str:
    """The name of the site in structured data."""
    return uri(config.absolute("")) + "#site"


def publisher(config: Config) -> Node:
    """The newsroom, as every document names it."""
    logo = config.publisher_logo and {"@type": "ImageObject", "url": uri(config.absolute(config.publisher_logo))}
    return _filled(
        {
            "@type": "NewsMediaOrganization",
            "@id": _publisher_id(config),
            "name": config.site_name,
            "url": uri(config.absolute("")),
            "logo": logo,
        }
    )


def _author(author: Author, config: Config) -> Node:
    return {
        "@type": "Organization" if author.organisation else "Person",
        "@id": f"{uri(config.absolute(author.url))}#{quote(author.id, safe='', errors='replace')}",
        "name": author.name,
        "url": uri(config.absolute(author.url)),
    }


def _images(story: Story, config: Config, crops: Sequence[Rendition], card: Picture | None = None) -> list[Node]:
    picture = story.picture
    if picture:
        said = {"description": picture.alt, "caption": picture.caption, "creditText": picture.credit}
        images: list[Node] = [{"url": url, **said} for url in [crop.url for crop in crops] or [picture.url]]
    elif card:
        images = [{"url": card.url, "description": card.alt}]
    elif config.image:
        images = [{"url": config.image, "description": config.image_alt}]
    else:
        return []
    return [_filled({"@type": "ImageObject", **image, "url": uri(config.absolute(image["url"]))}) for image in images]


def _correction(correction: Correction) -> Node:
    return {"@type": "CorrectionComment", "text": correction.text, "datePublished": _day(correction.date)}


def citation(source: Source) -> Node:
    """A source as the work that it is."""
    return _filled(
        {
            "@type": "CreativeWork",
            "name": source.title,
            "url": uri(source.url),
            "publisher": source.publisher and {"@type": "Organization", "name": source.publisher},
            "datePublished": source.date and _day(source.date),
        }
    )


def _day(day: date) -> str:
    return day.isoformat()
