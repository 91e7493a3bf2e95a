"""reStructuredText -> HTML and its fields. No file is read, no raw HTML let through; what it does not know is kept."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from standfirst.desk.importing.markup import Said

NO_REPORT = 5
WARNING = 2
CODE = ("code", "code-block", "sourcecode")


def read_rst(text: str) -> tuple[dict[str, Any], str, Said]:
    """Fields in lower case, the body as HTML, and what is not understood. Pelican's own links stay as they are."""
    import docutils.core  # noqa: PLC0415 - slow to import, and few imports need it
    from docutils import nodes  # noqa: PLC0415
    from docutils.parsers.rst import directives  # noqa: PLC0415

    said: Said = []
    settings = {
        "file_insertion_enabled": False, "raw_enabled": False, "halt_level": NO_REPORT, "report_level": WARNING,
        "warning_stream": io.StringIO(), "syntax_highlight": "none", "doctitle_xform": True, "initial_header_level": 2,
        "_disable_config": True, "embed_stylesheet": False, "line_length_limit": 1_000_000,
    }  # fmt: skip
    # Pelican has registered directives of its own for code, whose HTML no longer says the language.
    registered: dict[str, Any] = vars(directives)["_directives"]
    foreign = {name: registered.pop(name) for name in CODE if name in registered}
    try:
        tree = docutils.core.publish_doctree(text, settings_overrides=settings)
    except Exception as error:  # noqa: BLE001 - a hostile text may break it in any way
        first = next((line for line in text.splitlines() if line.strip()), "")
        return {"title": first}, f"<pre>{_escaped(text)}</pre>", [("the text is kept as it stands", str(error)[:200])]
    finally:
        registered.update(foreign)
    fields: dict[str, Any] = {"title": tree.get("title", "")}
    for info in list(tree.findall(nodes.docinfo)):
        for item in info.children:
            if isinstance(item, nodes.field):
                fields[item[0].astext().lower()] = item[1].astext()
            elif isinstance(item, nodes.authors):
                fields["authors"] = [author.astext() for author in item.children]
            elif isinstance(item, nodes.Element):
                fields[item.tagname.lower()] = item.astext()
        info.parent.remove(info)
    for message in list(tree.findall(nodes.system_message)):
        if int(message.get("level", WARNING)) < WARNING:
            message.parent.remove(message)
            continue
        blocks = [block.astext() for block in message.findall(nodes.literal_block)]
        what = message[0].astext() if message.children else "not understood"
        said.append((f"{what} (its text is kept as it stands)" if blocks else what, "\n".join(blocks)))
        if message.parent is not None:
            message.parent.replace(message, [nodes.literal_block(block, block) for block in blocks])
    for problem in list(tree.findall(nodes.problematic)):
        problem.parent.replace(problem, nodes.Text(problem.astext()))
    for title in [node for node in tree.children if isinstance(node, nodes.title | nodes.subtitle)]:
        tree.remove(title)
    parts = docutils.core.publish_from_doctree(
        tree, writer="html5", settings_overrides={**settings, "report_level": NO_REPORT}
    )
    html = parts.decode("utf-8", "replace") if isinstance(parts, bytes) else str(parts)
    start, end = html.find("<main"), html.rfind("</main>")
    inner = (
        html[html.find(">", start) + 1 : end] if start >= 0 else html.partition("<body>")[2].rpartition("</body>")[0]
    )
    return fields, inner, said


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
