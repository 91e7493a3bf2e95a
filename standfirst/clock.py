"""The build time: one value, read once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from standfirst.diagnostics import BuildError, Diagnostic
from standfirst.frontmatter import read_moment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from standfirst.config import Config


def build_time(config: Config, environ: Mapping[str, str]) -> datetime:
    """The one clock of a build: --now, else SOURCE_DATE_EPOCH, else the system's, to the second.

    Raises BuildError where what is given is not a time.
    """
    epoch = environ.get("SOURCE_DATE_EPOCH", "")
    try:
        if config.now:
            moment: datetime = read_moment(config.now)
        elif epoch:
            moment = datetime.fromtimestamp(int(epoch), UTC)
        else:
            moment = datetime.now(UTC)  # noqa: TID251 - the one place
    except (ValueError, OverflowError, OSError):
        what = f"'{config.now}'" if config.now else f"SOURCE_DATE_EPOCH '{epoch}'"
        hint = "use YYYY-MM-DDThh:mm, or seconds since 1970 in SOURCE_DATE_EPOCH"
        raise BuildError(Diagnostic("", 1, 1, "SF012", f"the build time {what} is not a time", hint)) from None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=config.zone)
    return moment.replace(microsecond=0)
