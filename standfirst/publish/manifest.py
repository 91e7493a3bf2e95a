"""release.json: what a release holds, from which commit and when it was built."""

from __future__ import annotations

import hashlib
import json
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError

from standfirst.publish.errors import PublishError

MANIFEST = "release.json"
"""Its path in the published site."""


def _inside(path: str) -> str:
    """Refuse a path that could lead out of the site: what a target holds is not trusted."""
    parts = path.split("/")
    if not path or path.startswith("/") or "\\" in path or {"", ".", ".."} & {*parts} or not path.isprintable():
        message = f"{path!r} is not a path below the site"
        raise ValueError(message)
    return path


SitePath = Annotated[str, AfterValidator(_inside)]


class File(BaseModel):
    """One file of a release."""

    model_config = ConfigDict(frozen=True)

    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    size: int
    """Bytes."""
    type: str
    """Media type, as a Content-Type header has it."""
    redirect: str = ""
    """Where a bucket that is served as a website leads from here: a page at a former address."""


class Manifest(BaseModel):
    """What a release holds. Equal inputs give equal bytes; no draft and no path of the building machine is named."""

    model_config = ConfigDict(frozen=True)

    built: str
    """The build time, in UTC."""
    commit: str
    """The commit that the sources are at, with -dirty where they differ from it; empty without git."""
    files: dict[SitePath, File]
    """Every file but this one, by path."""
    stories: dict[str, str]
    """Address of each article and page, by the path of its source below the content folder."""

    def dumped(self) -> bytes:
        """The bytes of release.json."""
        return (
            json.dumps(self.model_dump(exclude_defaults=True), ensure_ascii=False, sort_keys=True, indent=1) + "\n"
        ).encode()

    @property
    def digest(self) -> str:
        """SHA-256 of these bytes: equal digests are equal sites."""
        return hashlib.sha256(self.dumped()).hexdigest()

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files.values())


def read_manifest(data: bytes, where: str) -> Manifest:
    """The manifest in these bytes. Raises PublishError where they are none."""
    try:
        return Manifest.model_validate_json(data)
    except ValidationError as error:
        first = error.errors()[0]
        what = f"{where} is damaged: {'.'.join(map(str, first['loc']))} {first['msg']}".replace(":  ", ": ")
        hint = "roll back to an earlier release, or remove that release at the target"
        raise PublishError("SF967", what, hint) from None
