"""`standfirst serve`: a build after each change, shown on the loopback, until the writer ends it."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import click

from standfirst.desk.preview.building import Order, build_once
from standfirst.desk.preview.guard import LOOPBACK
from standfirst.desk.preview.server import open_server
from standfirst.desk.preview.stage import Stage
from standfirst.desk.preview.watching import Watcher
from standfirst.desk.preview.workshop import Workshop
from standfirst.outputs.search import FOLDER
from standfirst.outputs.search_index import IndexingError, index_waiting
from standfirst.pelican_site import preview

if TYPE_CHECKING:
    from collections.abc import Sequence

PATIENCE = 0.5
"""Seconds of a build from which on the page of the story that was saved is rendered before it."""
CALM = 1.0
"""Seconds without another change after which the build follows that page."""


def serve_site(arguments: Sequence[str], state: Path, places: Sequence[Path], port: int) -> None:
    """Serve, build, and build again whenever something changes of what the site is made of.

    `arguments` are those of `standfirst build`. `places` are watched until a build has told what the site is made of, and
    always beside it. A build runs while the last one is served; one that fails leaves that one up, and is told of in the page.
    Where a build takes its time, the page of a story that was saved comes first, and the build when no more is saved.
    """
    order, stage = Order(arguments, state / preview.FOLDER, state), Stage()
    try:
        server = open_server(order.output, state, stage, port)
    except OSError as error:
        raise click.ClickException(f"port {port}: {error.strerror}; choose another with --port") from None
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
    later, watcher, workshop = IndexLater(order.output, state), Watcher(places, [state]), Workshop()
    watcher.start()
    try:
        click.echo(f"http://{LOOPBACK}:{server.server_address[1]}/ shows the site; Ctrl-C ends it.")
        while True:
            watcher.changed.clear()
            saved = [file for file in watcher.taken() if file.is_file()]
            stage.begin()
            if len(saved) == 1 and stage.now.outcome.seconds > PATIENCE and workshop.page(saved[0]):
                stage.page()
                if watcher.changed.wait(CALM):
                    continue
            stage.end(build_once(order, workshop))
            later.start()
            watcher.watch_also(map(Path, stage.now.outcome.watch))
            watcher.changed.wait()
    except KeyboardInterrupt:
        click.echo("")
    finally:
        watcher.stop()
        workshop.close()
        stage.close()
        server.shutdown()
        server.server_close()


class IndexLater:
    """Makes the index that the last build has left to be made, in a thread of its own; one at a time."""

    def __init__(self, output: Path, state: Path) -> None:
        """`output` is the site's folder, `state` the one of what a build keeps."""
        self._target = output / FOLDER
        self._state = state
        self._one = threading.Lock()

    def start(self) -> threading.Thread:
        """Begin, if something waits."""
        thread = threading.Thread(target=self._run, daemon=True)
        thread.start()
        return thread

    def _run(self) -> None:
        with self._one:
            try:
                index_waiting(self._state, self._target)
            except (IndexingError, OSError) as error:
                # Where a new build has taken the folder away meanwhile, the next round puts the index there.
                click.echo(f"The index of the search is not up to date: {error}", err=True)
