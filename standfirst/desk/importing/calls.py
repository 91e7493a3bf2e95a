"""Calls of another generator's templates within a text: those with a plain meaning say it, the others stay as remarks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from standfirst.desk.importing.codeless import commented, outside_code, stretches
from standfirst.desk.importing.markup import frame_address

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from standfirst.desk.importing.markup import Said

ARGUMENT = re.compile(
    r"(?:(?P<name>[\w-]+)\s*=\s*)?"
    r"(?:\"(?P<a>(?:\\.|[^\"\\])*)\"|`(?P<b>[^`]*)`|'(?P<c>[^']*)'|(?P<d>[^\s\"`',]+))"
)
IN_LINK = re.compile(r"(?:\]\(\s*<?|\]:\s*|(?:href|src)\s*=\s*[\"']?)[^\s\"'()<>]{0,300}\Z")
HUGO_CODE = re.compile(
    r"\{\{(?P<o>[<%])\s*highlight\s+(?P<args>[^\n]{0,300}?)\s*[>%]\}\}[ \t]*\n?(?P<code>(?:(?!\{\{[<%]\s*highlight)[\s\S])*?)\n?[ \t]*"
    r"\{\{[<%]\s*/\s*highlight\s*[>%]\}\}",
)
HUGO = re.compile(
    r"\{\{(?P<o>[<%])-?\s*(?P<end>/?)\s*(?P<name>\w[\w./-]*)(?P<args>(?:(?!\{\{)[\s\S]){0,4000}?)/?\s*-?[>%]\}\}"
)
HUGO_SHOWN = re.compile(r"\{\{(?P<o>[<%])/\*(?P<what>(?:(?!\{\{)[\s\S]){0,4000}?)\*/(?P<e>[>%])\}\}")
LIQUID_CODE = re.compile(
    r"\{%-?\s*highlight\s+(?P<args>[^\n]{0,300}?)\s*-?%\}[ \t]*\n?(?P<code>(?:(?!\{%-?\s*highlight)[\s\S])*?)\n?[ \t]*"
    r"\{%-?\s*endhighlight\s*-?%\}"
)
LIQUID_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}(?P<inner>(?:(?!\{%-?\s*raw\s)[\s\S])*?)\{%-?\s*endraw\s*-?%\}")
LIQUID_REMARK = re.compile(
    r"\{%-?\s*comment\s*-?%\}(?P<inner>(?:(?!\{%-?\s*comment\s)[\s\S])*?)\{%-?\s*endcomment\s*-?%\}"
)
LIQUID = re.compile(
    r"\{%-?\s*(?P<name>\w+)(?P<args>(?:(?!\{%)[\s\S]){0,4000}?)\s*-?%\}|\{\{-?\s*(?P<value>[^{}]{0,1000}?)\s*-?\}\}"
)
PLUGIN = re.compile(
    r"\{%-?\s*(?P<name>img|youtube|vimeo|video|audio|soundcloud|spotify|giphy|graphviz|ditaa|flickr|gist|include_code|include_file|"
    r"notebook|literal|gram|gallery|b64img|gdrive|photo|mdinclude)\b(?P<args>(?:(?!\{%)[\s\S]){0,4000}?)\s*-?%\}"
)
HELD = re.compile("\ue000(\\d+)\ue001")
FILTERED = re.compile(
    r"(?P<quote>[\"'])(?P<path>.*?)(?P=quote)\s*\|\s*(?:relative_url|absolute_url|prepend:\s*site\.(?:baseurl|url))\b.*"
)


def arguments(text: str) -> tuple[list[str], dict[str, str]]:
    """The values without a name in order, and those with one."""
    plain, named = [], {}
    for found in ARGUMENT.finditer(text):
        value = next((found[group] for group in "abcd" if found[group] is not None), "")
        if found["name"]:
            named[found["name"].lower()] = value
        else:
            plain.append(value)
    return plain, named


def fenced(language: str, code: str) -> str:
    """A block of code that holds any code."""
    longest = max((len(run) for run in re.findall(r"`{3,}", code)), default=2)
    fence = "`" * (longest + 1)
    language = re.sub(r"[^\w+#.-]", "", language)
    code = "\n".join(line.rstrip("\r") for line in code.split("\n")).strip("\n")
    return f"\n{fence}{language}\n{code}\n{fence}\n"


def from_hugo(text: str) -> tuple[str, Said]:
    """Shortcodes of Hugo: figures, films, code and references are translated, the others are remarks."""
    said: Said = []
    if "{{" not in text:
        return text, said
    text = HUGO_CODE.sub(lambda found: fenced((found["args"].split() or [""])[0], found["code"]), text)

    def one(found: re.Match[str], before: str) -> str:
        values, named = arguments(found["args"])
        made = None if found["end"] else _hugo_meaning(found["name"].lower(), values, named)
        return made if made is not None else _kept(found[0], before, said)

    text = outside_code(text, lambda piece: HUGO.sub(lambda found: one(found, piece[: found.start()][-320:]), piece))
    said += [
        ("a shortcode within code is left as it is", call[0]) for code in _codes(text) for call in HUGO.finditer(code)
    ]
    return HUGO_SHOWN.sub(lambda found: f"{{{{{found['o']}{found['what']}{found['e']}}}}}", text), said


def _codes(text: str) -> list[str]:
    return [piece for is_code, piece in stretches(text) if is_code]


def _hugo_meaning(name: str, values: list[str], named: Mapping[str, str]) -> str | None:
    first = values[0] if values else ""
    match name:
        case "ref" | "relref":
            return first or named.get("path") or None
        case "figure" | "image" | "img":
            return figure(named, first)
        case "youtube" | "youtubelite":
            return film(f"https://youtu.be/{named.get('id', first)}") if named.get("id", first) else None
        case "vimeo":
            return film(f"https://player.vimeo.com/video/{named.get('id', first)}") if named.get("id", first) else None
        case _:
            return None


def film(source: str) -> str | None:
    """A link to a film, or None where the address is none."""
    address = frame_address(source)
    return f"<{address}>" if address and address.startswith("http") else None


def figure(named: Mapping[str, str], src: str = "") -> str | None:
    """A picture with its caption in Markdown; None where it has no address."""
    src = named.get("src") or named.get("url") or named.get("image_path") or src
    if not src:
        return None
    caption = " ".join(text for name in ("title", "caption", "attr") if (text := named.get(name, "").strip()))
    alt = (named.get("alt") or "").replace("[", "(").replace("]", ")")
    src = f"<{src}>" if re.search(r"[\s()]", src) else src
    image = f"![{alt}]({src})"
    link = named.get("link", "")
    image = f"[{image}]({link})" if link and not re.search(r"[\s()]", link) else image
    return f"\n\n{image}\n\n*{caption}*\n\n" if caption else image


def _kept(call: str, before: str, said: Said) -> str:
    """A call that is not understood, as a remark; within an address it stays, for a remark there would break the link."""
    if IN_LINK.search(before):
        said.append(("a template's call in an address is left as it is", call))
        return call
    said.append(("a template's call is kept as a remark", call))
    return commented(call)


def from_liquid(
    text: str, values: Mapping[str, str], file_of: Callable[[str, str], str | None], included: Callable[[str], bool]
) -> tuple[str, Said]:
    """Tags and values of Jekyll's Liquid.

    `values` are known values by name (site.baseurl); `file_of` gives the address of a post or file by (tag, argument);
    `included` says whether an include shows a film by its name alone.
    """
    said: Said = []
    if "{%" not in text and "{{" not in text:
        return text, said
    held: list[str] = []

    def hold(inner: str) -> str:
        held.append(inner)
        return f"\ue000{len(held) - 1}\ue001"

    text = text.replace("\ue000", "").replace("\ue001", "")
    text = LIQUID_RAW.sub(lambda found: hold(found["inner"]), text)
    text = LIQUID_CODE.sub(
        lambda found: hold(fenced((found["args"].split() or [""])[0], _released(found["code"], held))), text
    )
    text = LIQUID_REMARK.sub(lambda found: hold(commented(found["inner"].strip())), text)

    def one(found: re.Match[str], before: str) -> str:
        made = _liquid_meaning(found, values, file_of, included)
        return made if made is not None else _kept(found[0], before, said)

    text = outside_code(text, lambda piece: LIQUID.sub(lambda found: one(found, piece[: found.start()][-320:]), piece))
    said += [
        ("a template's call within code is left as it is", call[0])
        for code in _codes(text)
        for call in LIQUID.finditer(code)
    ]
    return _released(text, held), said


def from_liquid_tags(text: str) -> tuple[str, Said]:
    """The tags of Pelican's plugin liquid_tags. What any other text says in such brackets is its own."""
    said: Said = []

    def one(found: re.Match[str], before: str) -> str:
        plain, _ = arguments(found["args"])
        match found["name"]:
            case "img":
                source = next((word for word in plain if "/" in word or "." in word), "")
                words = [word for word in plain[plain.index(source) + 1 :] if not word.isdecimal()] if source else []
                made = figure({"src": source, "alt": words[-1] if words else ""})
            case "youtube":
                made = film(f"https://youtu.be/{plain[0]}") if plain else None
            case "vimeo":
                made = film(f"https://player.vimeo.com/video/{plain[0]}") if plain else None
            case _:
                made = None
        return made if made is not None else _kept(found[0], before, said)

    def all_of(piece: str) -> str:
        return PLUGIN.sub(lambda found: one(found, piece[: found.start()][-320:]), piece)

    return (outside_code(text, all_of) if "{%" in text else text), said


def _released(text: str, held: list[str]) -> str:
    return HELD.sub(lambda found: held[int(found[1])] if int(found[1]) < len(held) else "", text)


def _liquid_meaning(
    found: re.Match[str],
    values: Mapping[str, str],
    file_of: Callable[[str, str], str | None],
    included: Callable[[str], bool],
) -> str | None:
    if found["value"] is not None:
        filtered = FILTERED.fullmatch(found["value"])
        if filtered:
            return filtered["path"]
        return values.get(found["value"].partition("|")[0].strip())
    plain, named = arguments(found["args"])
    first = plain[0] if plain else ""
    match found["name"]:
        case "post_url" | "link":
            return file_of(found["name"], found["args"].strip().strip("\"'"))
        case "youtube":
            return film(f"https://youtu.be/{first}") if first else None
        case "include" if included(first) and (
            number := named.get("id") or named.get("video_id") or named.get("videoid")
        ):
            return film(f"https://youtu.be/{number}")
        case "include" if "figure" in first or "image" in first:
            return figure(named)
        case _:
            return None
