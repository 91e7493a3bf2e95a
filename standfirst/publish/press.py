"""From settings to a release: build, look, release, tell. What every step finds is told through `say`."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from standfirst.diagnostics import Diagnostic, sort_out
from standfirst.outputs.hosting import HOSTING, S3_REDIRECTS
from standfirst.publish.after import calls, tell
from standfirst.publish.choose import choose, open_target
from standfirst.publish.inspect import Rules, inspect
from standfirst.publish.locks import locked
from standfirst.publish.release import Outcome, Terms, current_of, plan_release, publish, roll_back
from standfirst.publish.source import commit_of
from standfirst.publish.target import silent
from standfirst.publish.tree import seal
from standfirst.report import shown_path

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from standfirst.config import Config
    from standfirst.publish.manifest import Manifest
    from standfirst.publish.plan import Plan, Release
    from standfirst.publish.target import Progress, Target
    from standfirst.publish.tree import Tree

RELEASED = "released.json"
"""In the state folder: what the target shows, for the next build to compare with."""
OUTPUT = "site"
"""In the state folder: the site that is published."""


class RefusedError(Exception):
    """The site was not built, or not found fit; what is wrong has been told."""


@dataclass(frozen=True)
class Press:
    """One target, and how to publish to it."""

    name: str
    target: Target
    config: Config
    terms: Terms
    state: Path
    say: Callable[[Diagnostic, str], None]
    """Told each finding and its level."""
    progress: Progress = silent

    def publish(self, site: Any, *, dry: bool) -> tuple[Outcome, list[Diagnostic]]:  # noqa: ANN401 - Site, which stands beside
        """Build the site and release it, or say what that would do. Returns what came of it, and warnings.

        Raises RefusedError, or PublishError; readers then see what they saw.
        """
        self.state.mkdir(parents=True, exist_ok=True)
        with locked(self.state / "publish.lock", self.name, self.terms.wait):
            # The build compares its addresses with those that readers know.
            self._keep(self.target.releases())
            tree = self._built(site)
            self._looked_at(tree[0], tree[1])
            if dry:
                return plan_release(self.target, tree[0], self.terms), []
            outcome = publish(self.target, tree[0], self.terms, self.progress)
            self._write(outcome.manifest, outcome.name)
        return outcome, [*_trouble(outcome), *self.tell(outcome.plan if outcome.released else None)]

    def roll_back(self, release: str) -> tuple[Outcome, list[Diagnostic]]:
        """Show an earlier release again. Returns what came of it, and warnings. Raises PublishError."""
        self.state.mkdir(parents=True, exist_ok=True)
        with locked(self.state / "publish.lock", self.name, self.terms.wait):
            outcome = roll_back(self.target, release, self.terms, self.progress)
            self._write(outcome.manifest, outcome.name)
        return outcome, self.tell(outcome.plan if outcome.released else None)

    def tell(self, plan: Plan | None) -> list[Diagnostic]:
        """Tell others of a release, and return whom that did not reach."""
        after = self.config.after_release
        return tell(calls(after, plan, self.config.site_url, os.environ), after.attempts) if plan else []

    def _built(self, site: Any) -> tuple[Tree, dict[str, str]]:  # noqa: ANN401 - as above
        report = site.build()
        report.show(Path(site.output_path))
        if report.errors or not report.switched:
            raise RefusedError
        built = report.built.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        key = self.config.after_release.indexnow_key
        more = {f"{key}.txt": key.encode()} if key else {}
        commit, beside = commit_of(Path(site.path)), self.state / "release"
        tree = seal(
            Path(site.output_path),
            beside,
            built=built,
            commit=commit,
            stories=report.stories,
            more=more,
            redirects=self._redirects(),
        )
        return tree, report.withheld

    def _redirects(self) -> dict[str, str]:
        """Where pages at former addresses lead, by path, if the settings ask for it in the form that S3 has for it."""
        if "s3" not in self.config.host_files:
            return {}
        base = urlsplit(self.config.site_url).path.strip("/")
        listed = json.loads((self.state / HOSTING / S3_REDIRECTS).read_text("utf-8"))
        return {each["Key"].removeprefix(f"{base}/"): each["WebsiteRedirectLocation"] for each in listed}

    def _looked_at(self, tree: Tree, withheld: dict[str, str]) -> None:
        config, below = self.config, shown_path(tree.root)
        found = inspect(tree, Rules(config.site_url, config.budgets, config.draft_words, withheld))
        placed = [each.under(below) if each.path else each for each in found]
        errors, warnings, _ = sort_out(placed, config.severity)
        for each in warnings:
            self.say(each, "warning")
        for each in errors:
            self.say(each, "error")
        if errors:
            raise RefusedError

    def _keep(self, releases: Sequence[Release]) -> None:
        if present := current_of(releases):
            self._write(present.manifest, present.name)
        else:
            (self.state / RELEASED).unlink(missing_ok=True)

    def _write(self, manifest: Manifest, release: str) -> None:
        told = {"target": self.name, "release": release, **manifest.model_dump(exclude_defaults=True)}
        part = self.state / f"{RELEASED}.part"
        part.write_text(json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1) + "\n", "utf-8")
        part.replace(self.state / RELEASED)


def make_press(
    name: str,
    config: Config,
    root: Path,
    terms: Terms,
    say: Callable[[Diagnostic, str], None],
    progress: Progress = silent,
) -> Press:
    """The press for a target's name; `root` is the site's folder. Raises PublishError where there is no such target."""
    state = Path(config.state)
    chosen, settings = choose(name, config.targets, config.target)
    own = replace(terms, keep=settings.keep, shrink=config.release_shrink)
    return Press(chosen, open_target(settings, chosen, state, root), config, own, state, say, progress)


def _trouble(outcome: Outcome) -> list[Diagnostic]:
    if not outcome.trouble:
        return []
    found = outcome.trouble.diagnostic
    return [Diagnostic("", 1, 1, "SF970", found.message, found.hint)]
