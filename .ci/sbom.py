"""Write what a site is built with, as a CycloneDX 1.6 bill of materials: `python .ci/sbom.py FILE`.

It holds the packages that `standfirst` needs in the environment that this runs in, and what each of them needs: versions
as installed, licences as the packages state them. The same environment gives the same bytes, so it has neither a time nor
a serial number.
"""

from __future__ import annotations

import hashlib
import platform
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import Property
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.dependency import Dependency
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = "standfirst"
MOST_OF_A_NAME = 100
"""Characters of a licence that is named; a longer text is the licence itself."""
LOCK = Path(__file__).resolve().parents[1] / "requirements.lock"


def needed(name: str, extras: frozenset[str], found: dict[str, set[str]]) -> None:
    """Fill in `found`: each package that is needed, and what it needs itself. What is not installed is not needed here."""
    key = canonicalize_name(name)
    needs = found.setdefault(key, set())
    for line in distribution(name).requires or ():
        wanted = Requirement(line)
        if wanted.marker and not any(wanted.marker.evaluate({"extra": extra}) for extra in extras or {""}):
            continue
        try:
            distribution(wanted.name)
        except PackageNotFoundError:
            if wanted.marker is None:
                raise
            continue
        other = str(canonicalize_name(wanted.name))
        if other not in needs:
            needs.add(other)
            needed(wanted.name, frozenset(wanted.extras) | {""}, found)


def component(package: Distribution) -> Component:
    """One package."""
    name = str(canonicalize_name(package.metadata["Name"]))
    url = PackageURL("pypi", None, name, package.version)
    said = package.metadata.get("License-Expression") or package.metadata.get("License") or ""
    # Old metadata hold a whole licence text here, which names nothing.
    short = said.strip() if said.strip() and len(said) < MOST_OF_A_NAME and "\n" not in said.strip() else ""
    kind = ComponentType.APPLICATION if name == ROOT else ComponentType.LIBRARY
    return Component(
        name=name,
        version=package.version,
        type=kind,
        purl=url,
        bom_ref=str(url),
        licenses=[LicenseFactory().make_from_string(short)] if short else [],
    )


def bill() -> str:
    """The whole document. Raises ValueError where CycloneDX's own schema refuses it."""
    found: dict[str, set[str]] = {}
    needed(ROOT, frozenset({""}), found)
    made = {name: component(distribution(name)) for name in sorted(found)}
    python = Component(
        name="cpython", version=platform.python_version(), type=ComponentType.PLATFORM, bom_ref="cpython"
    )
    lock = Property(name="standfirst:requirements.lock:sha256", value=hashlib.sha256(LOCK.read_bytes()).hexdigest())
    bom = Bom(
        components=[python, *(part for name, part in made.items() if name != ROOT)],
        dependencies=[
            Dependency(made[name].bom_ref, [Dependency(made[other].bom_ref) for other in sorted(others)])
            for name, others in sorted(found.items())
        ],
        metadata=BomMetaData(component=made[ROOT], properties=[lock]),
    )
    # Both are asked of a document by default, and would make each another.
    bom.serial_number = None  # type: ignore[assignment]
    bom.metadata.timestamp = None  # type: ignore[assignment]
    text = JsonV1Dot6(bom).output_as_string(indent=1) + "\n"
    if error := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        raise ValueError(str(error))
    return text


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    text = bill()
    target.write_text(text, "utf-8", newline="\n")
    print(f"{target} holds {text.count('bom-ref')} components.")
