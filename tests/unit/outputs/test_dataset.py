from datetime import date
from typing import Any

import pytest

from standfirst.exchanges.register import record_url
from standfirst.outputs.dataset import Data, DataFile, Variable, byte_size, dataset, record_page
from tests.unit.outputs.samples import ENGLISH, config
from tests.unit.outputs.test_events import record, stage
from tests.validators.structured_data import json_ld_problems

DATA = Data(
    url="data.html",
    name="Register of The Count",
    description="Two records.",
    version="2025-05-25-0123abcd",
    first=date(2025, 5, 23),
    as_of=date(2025, 5, 25),
    files=(DataFile(path="data/exchanges.csv", format="CSV", media_type="text/csv", size=61_340),),
    variables=(Variable(name="returned.UA.total", description="All who returned.", unit="people"),),
)
SETTINGS = {"licence": "https://creativecommons.org/licenses/by/4.0/"}


def test_a_dataset_says_what_it_covers_under_which_licence_and_where_each_file_is() -> None:
    data = dataset(DATA, config(**SETTINGS))
    publisher = {"@type": "NewsMediaOrganization", "@id": "https://news.example/#publisher"}
    publisher |= {"name": "The Count", "url": "https://news.example/"}
    assert data == {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": "https://news.example/data.html#dataset",
        "name": "Register of The Count",
        "description": "Two records.",
        "url": "https://news.example/data.html",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "creator": publisher,
        "publisher": publisher,
        "isPartOf": {"@id": "https://news.example/#site"},
        "isAccessibleForFree": True,
        "inLanguage": "en",
        "temporalCoverage": "2025-05-23/2025-05-25",
        "dateModified": "2025-05-25",
        "version": "2025-05-25-0123abcd",
        "variableMeasured": [
            {
                "@type": "PropertyValue",
                "name": "returned.UA.total",
                "description": "All who returned.",
                "unitText": "people",
            }
        ],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": "exchanges.csv",
                "encodingFormat": "text/csv",
                "contentUrl": "https://news.example/data/exchanges.csv",
                "contentSize": "61.3 kB",
            }
        ],
    }
    assert json_ld_problems(data) == []


def test_a_dataset_without_a_licence_claims_none() -> None:
    assert "license" not in dataset(DATA, config())


@pytest.mark.parametrize("settings", [SETTINGS, {}], ids=["full", "bare"])
def test_a_stages_page_is_about_its_agreement_and_has_its_own_event_for_main_entity(settings: dict[str, Any]) -> None:
    data = record_page(stage(2), [stage(1), stage(2), stage(3)], record_url, config(**settings), ENGLISH)
    (agreement,) = data["about"]
    events = [item["@id"] for item in agreement["subEvent"]]
    assert data["mainEntity"] == {"@id": "https://news.example/exchanges/2025-05-24.html#event"}
    assert events.index(data["mainEntity"]["@id"]) == 1
    assert [source["url"] for source in data["citation"]] == ["https://mod.example/1"]
    assert json_ld_problems(data) == []


def test_a_stage_of_too_many_is_told_alone() -> None:
    stages = [stage(1, 200)] * 200
    (agreement,) = record_page(stages[0], stages, record_url, config(), ENGLISH)["about"]
    assert len(agreement["subEvent"]) == 1


def test_a_page_of_a_record_without_agreement_is_about_the_record() -> None:
    data = record_page(record(), [], record_url, config(), ENGLISH)
    assert [item["@id"] for item in data["about"]] == [data["mainEntity"]["@id"]]


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1.0 kB"),
        (61_340, "61.3 kB"),
        (999_949, "999.9 kB"),
        (999_999, "1.0 MB"),
        (1_250_000, "1.2 MB"),
    ],
)
def test_sizes_are_in_units_of_a_thousand(size: int, text: str) -> None:
    assert byte_size(size) == text
