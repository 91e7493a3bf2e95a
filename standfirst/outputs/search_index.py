"""Pagefind run over entries: the files of a search index, kept from one build to the next."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
import shutil
import subprocess
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from standfirst.build.derived import is_alive
from standfirst.build.graft import graft
from standfirst.build.lock import HeldError
from standfirst.outputs.search import Corpus, Entry, digest
from standfirst.outputs.search_order import ENTRY, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import IO

SECONDS_AN_ENTRY = 0.5
"""How long the program may take for each entry, beside half a minute for all: a hundred times what it needs."""
FOLDER = "search"
"""Folder of kept indexes, below the folder of what a build keeps."""
WAITING = "waiting.json"
"""In it: the entries that still are to be indexed."""
WAIT = 60
"""Seconds to wait for a build before its output gets the index."""
PART = ".part"
"""How the name of a folder ends that is being written; the number of its process is in it."""
SUMS = ".sums.json"
"""In a kept index: the digest of each of its files."""
PROGRAM = frozenset({"pagefind.js", "pagefind-worker.js", ENTRY})
"""Of the files that are the same in every index, those that our search page asks for."""


class IndexingError(Exception):
    """The program is not there, or failed; the message says how."""


def index_files(found: Corpus, program: Path) -> dict[str, bytes]:
    """The files of the index: path -> content, the same for the same entries in any order.

    Raises IndexingError.
    """
    ordered = sorted(found.entries, key=lambda entry: entry.url)
    requests: list[dict[str, Any]] = [{"type": "NewIndex", "config": {"force_language": found.language}}]
    requests += [{"type": "AddFile", "index_id": 0, "url": e.url, "file_contents": e.html} for e in ordered]
    requests.append({"type": "GetFiles", "index_id": 0})
    last = _ask(program, requests)
    try:
        files = {str(file["path"]): base64.b64decode(file["content"], validate=True) for file in last["files"]}
        return in_order(_used(files))
    except (LookupError, TypeError, ValueError, OSError, EOFError) as error:
        raise IndexingError(f"Pagefind's answer has no index: {error!r}") from None


def place_index(found: Corpus, state: Path, target: Path) -> None:
    """Write the index into the folder `target`; one that was made of the same entries before is copied from `state`.

    Raises IndexingError; OSError where `target` cannot be written.
    """
    program = find_program()
    kept = _kept(found, program, state)
    if (before := _read_kept(kept)) is not None:
        _write(before, target)
        return
    files = index_files(found, program)
    _write(files, target)
    with suppress(OSError):
        _keep(files, kept)


def place_later(found: Corpus, state: Path, target: Path) -> None:
    """As `place_index` where that costs nothing. Otherwise the last index stands in, and the entries wait.

    Raises IndexingError where the program is not there; OSError where a folder cannot be written.
    """
    kept = _kept(found, find_program(), state)
    if kept.is_dir():
        place_index(found, state, target)
        (state / FOLDER / WAITING).unlink(missing_ok=True)
        return
    others = [path for path in kept.parent.glob("*") if path.is_dir() and path.suffix == ""]
    if others:
        _write(_read_kept(max(others, key=lambda path: path.stat().st_mtime)) or {}, target)
    kept.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps([found.language, [[entry.url, entry.html] for entry in found.entries]])
    part = kept.parent / f"{WAITING}.{os.getpid()}"
    part.write_text(text, "utf-8")
    part.replace(kept.parent / WAITING)


def index_waiting(state: Path, target: Path) -> bool:
    """Make the index that waits, if one does, and put it in the place of the one in `target`.

    Raises IndexingError, OSError.
    """
    waiting = state / FOLDER / WAITING
    if not waiting.is_file():
        return False
    try:
        language, entries = json.loads(waiting.read_text("utf-8"))
        found = Corpus(language=language, entries=tuple(Entry(url=url, html=html) for url, html in entries))
    except (ValueError, TypeError):
        raise IndexingError(f"{waiting} is damaged; the next build writes it again") from None
    finally:
        waiting.unlink(missing_ok=True)
    fresh = waiting.with_name(f"new-{os.getpid()}-fresh{PART}")
    try:
        place_index(found, state, fresh)
        graft(target.parent, target.name, lambda folder: shutil.copytree(fresh, folder), WAIT)
    except HeldError as error:
        raise IndexingError(f"a build is running: {error}") from None
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return True


def find_program() -> Path:
    """The program of the Python package, or one on the PATH. Raises IndexingError where there is none."""
    try:
        from pagefind.service import get_executable  # noqa: PLC0415 - slow to import, and only search needs it
    except ImportError:
        raise IndexingError("the package pagefind is not installed") from None
    program: Path | None = get_executable()
    if program is None or not shutil.which(program):
        raise IndexingError("the program pagefind is not installed" if program is None else f"{program} cannot be run")
    return program


def _version(program: Path) -> str:
    try:
        done = subprocess.run([program, "--version"], capture_output=True, timeout=30, check=True)  # noqa: S603 - found above
    except BlockingIOError:  # no process could be started: that is no matter of this program
        raise
    except (OSError, subprocess.SubprocessError) as error:
        raise IndexingError(f"{program.name} cannot be run: {error}") from None
    return done.stdout.decode("utf-8", "replace").strip()


def _kept(found: Corpus, program: Path, state: Path) -> Path:
    return state / FOLDER / digest(found, _version(program))


def _ask(program: Path, requests: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The answer to the last request. The program ends when its input does, so that stays open until it has answered."""
    complaints = tempfile.TemporaryFile()  # noqa: SIM115 - closed below; a pipe that nobody reads would fill up
    try:
        process = subprocess.Popen(  # noqa: S603 - the program that the caller found
            [program, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=complaints
        )
    except OSError as error:
        complaints.close()
        if isinstance(error, BlockingIOError):
            raise
        raise IndexingError(f"{program.name} cannot be run: {error.strerror}") from None
    limit = threading.Timer(30 + SECONDS_AN_ENTRY * len(requests), process.kill)
    feeder = threading.Thread(target=_feed, args=(process.stdin, requests), daemon=True)
    answers = 0
    answer: dict[str, Any] = {}
    try:
        limit.start()
        feeder.start()
        for answer in _answers(process.stdout):
            answers += 1
            if answer.get("type") == "Error" or answers == len(requests):
                break
    finally:
        limit.cancel()
        with suppress(subprocess.TimeoutExpired):
            # One that has ended by itself has a status to tell; one that has answered is done.
            process.wait(0 if answers == len(requests) else 0.5)
        status = process.poll()
        process.kill()
        feeder.join()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                pipe.close()  # type: ignore[union-attr] # both were asked for
        process.wait()
        complaints.seek(0)
        complaint = " ".join(complaints.read().decode("utf-8", "replace").split())[-300:]
        complaints.close()
    if answer.get("type") == "Error":
        raise IndexingError(f"Pagefind says: {answer.get('message')}")
    if answers < len(requests):
        stopped = f"Pagefind stopped after {max(0, answers - 1)} of {len(requests) - 2} articles"
        ended = f"killed by signal {-status}" if status and status < 0 else f"status {status}"
        raise IndexingError(f"{stopped}: {complaint or ended}")
    return answer


def _feed(pipe: IO[bytes] | None, requests: Iterable[Mapping[str, Any]]) -> None:
    # A program that died has closed the pipe; what it answered tells.
    with suppress(OSError, ValueError):
        for number, payload in enumerate(requests, 1):
            if pipe:
                pipe.write(base64.b64encode(json.dumps({"message_id": number, "payload": payload}).encode()) + b",")
        if pipe:
            pipe.flush()


def _answers(pipe: IO[bytes] | None) -> Iterator[dict[str, Any]]:
    """Each answer's payload: base64 of JSON, ended by a comma."""
    pieces: list[bytes] = []
    while pipe and (piece := pipe.read1(1 << 20)):  # type: ignore[attr-defined] # a pipe's reader is buffered
        *whole, rest = piece.split(b",")
        for part in whole:
            try:
                yield json.loads(base64.b64decode(b"".join([*pieces, part]), validate=True))["payload"]
            except (binascii.Error, ValueError, KeyError, TypeError):
                raise IndexingError("Pagefind's answer cannot be read") from None
            pieces.clear()
        pieces.append(rest)


def _used(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files that our search page asks for: no interface of Pagefind's own, and the rules of its one language."""
    entry = json.loads(files[ENTRY])
    wanted = {f"wasm.{index['wasm'] or 'unknown'}.pagefind" for index in entry["languages"].values()} | PROGRAM
    return {path: text for path, text in files.items() if "/" in path or path in wanted or path.endswith(".pf_meta")}


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _read_kept(kept: Path) -> dict[str, bytes] | None:
    """The files of a kept index; None where there is none, or it is not as it was written."""
    try:
        sums = json.loads((kept / SUMS).read_text("ascii"))
        files = {path: (kept / path).read_bytes() for path in sums if ".." not in path and not path.startswith("/")}
        return files if sums == _sums(files) else None
    except (OSError, ValueError, TypeError):
        return None


def _sums(files: Mapping[str, bytes]) -> dict[str, str]:
    return {path: hashlib.sha256(content).hexdigest() for path, content in files.items()}


def _keep(files: Mapping[str, bytes], kept: Path) -> None:
    """Keep this index, whole or not at all, and none but this."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(prefix=f"new-{os.getpid()}-", suffix=PART, dir=kept.parent))
    try:
        _write(files, part)
        (part / SUMS).write_text(json.dumps(_sums(files)), "ascii")
        part.chmod(0o755)
        if kept.exists():
            shutil.rmtree(kept) if kept.is_dir() else kept.unlink()
        part.rename(kept)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    for other in kept.parent.iterdir():
        left = other.suffix == PART and not is_alive(other.name.split("-")[1])
        if other.is_dir() and other.name != kept.name and (left or not other.suffix):
            shutil.rmtree(other, ignore_errors=True)
