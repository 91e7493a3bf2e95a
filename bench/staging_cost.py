"""What it costs to lose nothing: `python bench/staging_cost.py 1000` times the parts within cold builds of so many articles.

Each part is timed within the build, so it does not depend on what else the machine does between two builds. Social cards and
the search are left out: with them the build takes longer, and the parts weigh less.
"""

from __future__ import annotations

import contextlib
import io
import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench import made_site  # noqa: E402 - found below the root
from standfirst.build import staging  # noqa: E402
from standfirst.build.store import Store  # noqa: E402
from standfirst.build.unchanging import Snapshot  # noqa: E402
from standfirst.cli.options import make_site  # noqa: E402
from standfirst.pelican_site import site as site_module  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

PARTS: dict[str, tuple[Any, str]] = {
    "the lock of the site": (site_module, "take_lock"),
    "the content as it is": (site_module, "take_snapshot"),
    "the content as it was": (Snapshot, "changed"),
    "the output looked through": (site_module, "open_staging"),
    "pages counted": (staging.Staging, "losing"),
    "the switch": (staging.Staging, "switch"),
    "of it: on disk": (staging, "put_on_disk"),
    "of it: the old tree deleted": (staging, "_clear"),
    "the store closed, with its sum": (Store, "close"),
}
SETTINGS = "from standfirst.defaults import *\nSTANDFIRST_SEARCH = False\nSTANDFIRST_SOCIAL_CARDS = False\n"
ROUNDS = 3


def main() -> None:
    """Print the medians of some builds, each over the output of the one before."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    folder = Path(tempfile.mkdtemp(prefix="staging-cost-"))
    seconds: dict[str, list[float]] = {name: [] for name in (*PARTS, "the whole build")}
    try:
        made_site.write_site(folder, size)
        (folder / "settings.py").write_text(SETTINGS, "utf-8")
        with contextlib.ExitStack() as timed:
            for name, (owner, attribute) in PARTS.items():
                timed.enter_context(clocked(owner, attribute, seconds[name]))
            for _ in range(ROUNDS + 1):
                shutil.rmtree(folder / "state", ignore_errors=True)
                seconds["the whole build"].append(build(folder))
    finally:
        shutil.rmtree(folder)
    whole = median(seconds["the whole build"][1:])
    for name, taken in seconds.items():
        print(f"{name:32} {median(taken[1:]) * 1000:9.1f} ms {median(taken[1:]) / whole:7.2%}")


def build(folder: Path) -> float:
    """Build, and give the seconds that it took."""
    arguments = {name: str(folder / name) for name in ("content", "output", "state")}
    site = make_site(**arguments, settings=str(folder / "settings.py"), now="2026-06-01T00:00:00Z")
    started = time.perf_counter()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        report = site.build()
    if not report.switched:
        raise SystemExit("\n".join(map(str, report.errors[:5])))
    return time.perf_counter() - started


@contextlib.contextmanager
def clocked(owner: Any, attribute: str, seconds: list[float]) -> Any:  # noqa: ANN401 - a module or a class
    """Time the calls of a function while the block runs."""
    function: Callable[..., Any] = getattr(owner, attribute)

    def call(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever it takes and gives
        started = time.perf_counter()
        try:
            return function(*arguments, **named)
        finally:
            seconds.append(time.perf_counter() - started)

    setattr(owner, attribute, call)
    try:
        yield
    finally:
        setattr(owner, attribute, function)


if __name__ == "__main__":
    main()
