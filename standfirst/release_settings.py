"""What the settings say of publishing: the targets, how large a site may be, and whom to tell of a release."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

# A name that begins with a hyphen would be an option to ssh, rsync or git.
Word = Annotated[str, StringConstraints(pattern=r"^[^-\s][^\s]*$")]
HTTP = re.compile(r"https?://[^/\s@]+(/\S*)?")


def _without_password(value: str) -> str:
    """Refuse an address with a password in it: settings are committed."""
    if re.match(r"[a-z+]+://[^/@]*:[^/@]*@", value):
        message = "a password does not belong in settings; leave it to git's credential helper or an ssh key"
        raise ValueError(message)
    return value


def _web_address(value: str) -> str:
    if value and not HTTP.fullmatch(value):
        message = "this is not an address that begins with https:// or http:// and has no user or password in it"
        raise ValueError(message)
    return value


WebAddress = Annotated[str, AfterValidator(_web_address)]


class _Settings(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Target(_Settings):
    keep: int = Field(default=5, ge=1, le=1000)
    """How many releases stay at the target, the present one among them."""


class FolderTarget(_Target):
    """A folder on this machine or a mounted one; a web server serves `current` in it."""

    kind: Literal["folder"]
    path: Annotated[str, StringConstraints(min_length=1)]
    """The folder, relative to that of the site, or absolute."""


class RsyncTarget(_Target):
    """A folder on a server that ssh reaches; a web server there serves `current` in it."""

    kind: Literal["rsync"]
    host: Word
    """Name of the server as ssh takes it: web1.example, deploy@web1.example, or a name from ssh's own configuration."""
    path: Annotated[str, StringConstraints(pattern=r"^[\w/.~@+-]+$")]
    """The folder on the server: letters, digits and / . ~ @ + - _."""
    port: int | None = Field(default=None, ge=1, le=65535)
    """Port of ssh, where its configuration does not say."""
    identity: str = ""
    """File of the private key, where ssh's configuration or agent does not say."""
    known_hosts: str = ""
    """File with the server's key, instead of ~/.ssh/known_hosts."""
    restricted: bool = False
    """Whether the key may run the receiver alone, as docs/publishing.md shows."""


class GitTarget(_Target):
    """A branch of a git repository, as hosts of pages take it."""

    kind: Literal["git"]
    repository: Annotated[Word, AfterValidator(_without_password)]
    """Address or path of the repository, or the name of a remote of the site's own."""
    branch: Annotated[str, StringConstraints(pattern=r"^[\w][\w./-]*$")] = "gh-pages"
    """The branch that the host publishes."""
    history: Literal["kept", "squashed"] = "kept"
    """Whether the branch keeps every release, or only as many as `keep` says."""
    domain: Annotated[str, StringConstraints(pattern=r"^([A-Za-z0-9-]+\.)+[A-Za-z0-9-]+$|^$")] = ""
    """The site's own domain, for the file CNAME."""
    author: str = "Standfirst <standfirst@localhost>"
    """Who signs the commits: Name <mail>."""


class S3Target(_Target):
    """A bucket of S3 or of a host that speaks its protocol."""

    kind: Literal["s3"]
    bucket: Word
    """The bucket that readers see."""
    prefix: Annotated[str, StringConstraints(pattern=r"^([^/].*[^/]|[^/])?$")] = ""
    """Where in the bucket the site stands, without a slash at either end."""
    endpoint: WebAddress = ""
    """Address of a host that is not AWS."""
    region: str = ""
    """Region, where the environment or the profile does not say."""
    profile: str = ""
    """Name of a profile in AWS's configuration."""
    store: Annotated[str, StringConstraints(pattern=r"^[\w.-]+$")] = ".standfirst"
    """Below it are the kept releases, the lock and the state, which readers need not see."""
    store_bucket: str = ""
    """Another bucket for these, out of readers' reach."""
    html_seconds: int = Field(default=60, ge=0)
    """How long a browser or cache may show pages and other files that keep their names."""


TargetSettings = Annotated[FolderTarget | RsyncTarget | GitTarget | S3Target, Field(discriminator="kind")]


class AfterRelease(_Settings):
    """Whom to tell of a release. None of it can fail the release."""

    websub: tuple[WebAddress, ...] = ()
    """WebSub hubs, told of each feed that changed."""
    indexnow: WebAddress = ""
    """Address that takes IndexNow's lists: `https://api.indexnow.org/indexnow`."""
    indexnow_key: Annotated[str, StringConstraints(pattern=r"^([A-Za-z0-9-]{8,128})?$")] = ""
    """The key that proves to IndexNow that the site is yours. It is public: KEY.txt is published with the site."""
    purge_url: WebAddress = ""
    """Address that is sent {"files": [addresses]} as JSON, to clear a cache."""
    purge_token: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9_]*$")] = ""
    """Name of the environment variable with the token for it, sent as `Authorization: Bearer`."""
    purge_command: tuple[str, ...] = ()
    """A program and its arguments, given the changed addresses on standard input, one a line."""
    attempts: int = Field(default=4, ge=1, le=10)
    """How often each is tried; the pauses between are 1, 2, 4 ... seconds."""


class Budgets(_Settings):
    """How large things may be, in bytes; 0 is no limit."""

    page: int = Field(default=500_000, ge=0)
    """One HTML page."""
    file: int = Field(default=25 * 1024 * 1024, ge=0)
    """Any one file. The default is the least that a large host of static sites takes."""
    site: int = Field(default=1_000_000_000, ge=0)
    """All files together."""
