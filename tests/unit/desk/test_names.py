"""Names as people type them."""

from __future__ import annotations

import pytest

from standfirst.desk.names import RefusedError, find_name

KNOWN = {"liam": "Liam Example", "lina": "Lina Example", "data-desk": "The data desk", "data": "Data"}


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("liam", "liam"),
        (" LIAM ", "liam"),
        ("lina example", "lina"),
        ("the d", "data-desk"),
        ("data", "data"),
        ("data-", "data-desk"),
        ("lia", "liam"),
    ],
)
def test_an_id_a_name_or_the_beginning_of_one_alone_will_do(given: str, found: str) -> None:
    assert find_name("author", given, KNOWN) == found


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("li", "author 'li' may be any of these: liam, lina"),
        ("Laim Example", "author 'Laim Example' is not known (did you mean Liam Example?)"),
        ("bohdan", "author 'bohdan' is not known (there are: data, data-desk, liam, lina)"),
        ("", "author '' is not known (there are: data, data-desk, liam, lina)"),
    ],
)
def test_a_name_that_is_not_there_is_met_with_those_that_are(given: str, message: str) -> None:
    with pytest.raises(RefusedError) as error:
        find_name("author", given, KNOWN)
    assert str(error.value) == message


def test_a_long_list_is_cut() -> None:
    with pytest.raises(RefusedError, match=r"n0, n1, n2, n3, n4, n5, n6, n7 and 2 more\)$"):
        find_name("author", "x", {f"n{number}": "" for number in range(10)})
