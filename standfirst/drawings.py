"""SVG files from writers -> SVG that only draws: no program, no other page within it, no address outside it."""

from __future__ import annotations

import re

from lxml import etree

LARGEST = 4 * 1024 * 1024
"""Bytes of a drawing that is read."""
MOST_ELEMENTS = 100_000
DEEPEST = 200
SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"

ELEMENTS = frozenset(
    "svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath title desc a image switch view "  # noqa: SIM905 - words read best as words
    "linearGradient radialGradient stop pattern clipPath mask marker filter style "
    "feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap "
    "feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology "
    "feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence".split()
)
"""Elements that draw. What scripts, loads, embeds or changes others as time goes by is not among them."""
REFUSED = re.compile(
    r"^on|^(?:target|formaction|ping|download|begin|end|attributeName|from|to|values|by)$", re.IGNORECASE
)
OUTSIDE = re.compile(r"url\(\s*[\"']?\s*(?!#)|@import|expression\(|javascript:|\\", re.IGNORECASE)
"""What reaches outside in a style; a backslash may spell any of it."""
DATA = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif);base64,[A-Za-z0-9+/=\s]*")
ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)


class BadDrawingError(Exception):
    """The drawing cannot be read; the message says why, in a writer's words."""


def clean_drawing(data: bytes) -> bytes:
    """The drawing without what does not draw; the same bytes where there is nothing to take out.

    Raises BadDrawingError for what is no SVG, or too large to be looked through.
    """
    if len(data) > LARGEST:
        raise BadDrawingError(f"has more than {LARGEST // 1024 // 1024} MiB")
    if ENTITY.search(data):
        raise BadDrawingError("defines entities of its own, which no drawing needs")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadDrawingError(
            f"is no SVG that can be read: {str(error).splitlines()[0] if str(error) else ''}"
        ) from None
    if root.tag != f"{{{SVG}}}svg":
        raise BadDrawingError("is no SVG")
    said = root.getroottree().docinfo
    changed = said.internalDTD is not None or (said.encoding or "UTF-8").upper() not in {"UTF-8", "US-ASCII"}
    # Remarks and instructions are gone from what was read; but for the declaration, every <? is one.
    changed |= b"<!--" in data or b"<?" in data.removeprefix(b"\xef\xbb\xbf").removeprefix(b"<?xml ")
    seen = 0
    work = [(root, 0)]
    while work:
        element, depth = work.pop()
        seen += 1
        if seen > MOST_ELEMENTS or depth > DEEPEST:
            raise BadDrawingError("has too many elements, or too many within each other")
        changed |= _clean_attributes(element)
        for child in list(element):
            if _draws(child):
                work.append((child, depth + 1))
            else:
                _take_out(child)
                changed = True
    if _drawn(root) > MOST_ELEMENTS:
        raise BadDrawingError(f"draws more than {MOST_ELEMENTS:,} elements, with all that it uses several times")
    if not changed:
        return data
    etree.cleanup_namespaces(root, keep_ns_prefixes=["xlink"])
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _drawn(root: etree._Element) -> int:
    """How many elements a browser draws once each `use` is followed: a few that use each other can be a thousand million."""
    named = {element.get("id"): element for element in root.iter("*")}
    counts: dict[etree._Element, int] = {}
    work = [(root, False)]
    while work:
        element, entered = work.pop()
        parts = [part for part in element if isinstance(part.tag, str)]
        if element.tag == f"{{{SVG}}}use":
            used = named.get((element.get("href") or element.get(f"{{{XLINK}}}href") or "").strip().removeprefix("#"))
            parts += [] if used is None else [used]
        if entered:
            counts[element] = min(1 + sum(counts.get(part, 0) for part in parts), MOST_ELEMENTS + 1)
        elif element not in counts:
            counts[element] = 0  # what uses itself is drawn by no browser
            work.append((element, True))
            work += [(part, False) for part in parts if part not in counts]
    return counts[root]


def _draws(element: etree._Element) -> bool:
    if not isinstance(element.tag, str):
        return False
    name = etree.QName(element)
    if name.namespace != SVG or name.localname not in ELEMENTS:
        return False
    return name.localname != "style" or not (OUTSIDE.search(element.text or "") or len(element))


def _take_out(element: etree._Element) -> None:
    parent, before, tail = element.getparent(), element.getprevious(), element.tail
    if parent is None:
        return
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _clean_attributes(element: etree._Element) -> bool:
    changed = False
    for key, value in list(element.attrib.items()):
        name = etree.QName(key)
        if name.localname == "href" and name.namespace in {None, XLINK}:
            kept = value.strip().startswith("#") or (
                etree.QName(element).localname == "image" and DATA.fullmatch(value.strip())
            )
        elif name.namespace not in {None, XML, XLINK} or REFUSED.search(name.localname):
            kept = False
        else:
            kept = not OUTSIDE.search(value)
        if not kept:
            del element.attrib[key]
            changed = True
    return changed
