"""A record as the YAML of its file."""

from __future__ import annotations

import yaml
from hypothesis import given

from standfirst.exchange import Exchange
from standfirst.exchanges.records import read_record
from standfirst.exchanges.writing import write_record
from standfirst.folder import Folder
from tests.harness import ROOT
from tests.unit.exchanges.values import EXCHANGES

RECORD = Exchange.model_validate(
    {
        "id": "2031-04-02",
        "kind": "exchange",
        "agreement": "oslo-2031",
        "agreed": {"NO": 40, "UA": 50},
        "stage": {"number": 1, "of": 2},
        "date": "2031-04-02",
        "status": "completed",
        "parties": ["UA", "NO"],
        "returned": {"UA": {"total": 25, "military": 20}, "NO": {"undisclosed": True}},
        "claims": [{"by": "A: B", "field": "returned.UA.total", "value": "about 25", "source": 1}],
        "mediators": [{"name": "Switzerland", "country": "CH", "role": "host"}],
        "location": {"handover": "A bridge", "lat": 51.5},
        "categories": ["pow", "under_25"],
        "note": 'He said "no".\nTwice #2.',
        "sources": [{"title": "T", "url": "https://a.example/", "side": "UA"}],
    }
)


def test_a_record_is_written_as_the_desk_writes_it() -> None:
    assert write_record(RECORD) == (
        'id: "2031-04-02"\n'
        "kind: exchange\n"
        "agreement: oslo-2031\n"
        'agreed: {"NO": 40, UA: 50}\n'
        "stage: {number: 1, of: 2}\n"
        'date: "2031-04-02"\n'
        "status: completed\n"
        'parties: [UA, "NO"]\n'
        "returned:\n"
        "  UA: {total: 25, military: 20}\n"
        '  "NO": {undisclosed: true}\n'
        "claims:\n"
        '  - {by: "A: B", field: returned.UA.total, value: "about 25", source: 1}\n'
        "mediators:\n"
        '  - {name: "Switzerland", country: CH, role: host}\n'
        'location: {handover: "A bridge", lat: 51.5}\n'
        "categories: [pow, under_25]\n"
        'note: "He said \\"no\\".\\nTwice #2."\n'
        "sources:\n"
        '  - title: "T"\n'
        '    url: "https://a.example/"\n'
        '    side: "UA"\n'
    )


@given(EXCHANGES)
def test_any_record_is_read_back_as_it_was(record: Exchange) -> None:
    kept, problems = read_record(write_record(record), "x.yaml")
    assert (kept and kept.record, problems) == (record, [])


@given(EXCHANGES)
def test_another_reader_of_yaml_takes_no_code_or_name_for_a_truth_value(record: Exchange) -> None:
    data = yaml.safe_load(write_record(record))
    assert Exchange.model_validate({**data, "date": str(data["date"])}) == record


def test_the_demo_site_s_records_keep_everything_when_they_are_written_anew() -> None:
    folder = Folder(ROOT / "content" / "exchanges", "exchanges")
    assert len(folder.files) >= 55
    for path in folder.files:
        text, _ = folder.read_text(path)
        before, _ = read_record(text or "", path)
        assert before is not None
        after, problems = read_record(write_record(before.record), path)
        assert (after and after.record, problems) == (before.record, [])
