"""What ends a publication, said as every other problem is."""

from __future__ import annotations

from standfirst.diagnostics import BuildError, Diagnostic

BUSY = 4
"""Exit status: somebody else is publishing."""
FAILED = 3
"""Exit status: the target could not be read or written, and shows what it showed."""
WRONG = 1
"""Exit status: what was to be published, or what was asked for, is wrong."""

STATUS = {"SF956": BUSY} | dict.fromkeys(
    ("SF951", "SF952", "SF953", "SF954", "SF955", "SF965", "SF967", "SF969"), FAILED
)


class PublishError(BuildError):
    """A problem that ends a publication; the target shows the release that it showed before."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(Diagnostic("", 1, 1, code, message, hint))

    @property
    def status(self) -> int:
        """The exit status of the command."""
        return STATUS.get(self.diagnostic.code, WRONG)
