"""What an import would do, decided before anything is written."""

import random
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientkeep.overview.transfer.reading.differing import Change
from clientkeep.overview.transfer.reading.matching import Known, KnownContact
from clientkeep.overview.transfer.reading.record import (
    CLIENT_FIELDS,
    Balance,
    ImportedClient,
    ImportedContact,
    Problem,
    row_key,
)
from clientkeep.overview.transfer.reading.rehearsal import Action, rehearse
from clientkeep.overview.transfer.reading.upload import open_upload

FILES = Path(__file__).parent.parent / "files"


def client(row=2, **said) -> ImportedClient:
    return ImportedClient([row], **{"name": "Acme Studio", **said})


def on_record(record: ImportedClient, identity: str) -> Known:
    """The client as it stands after its record was imported."""
    return Known(
        id=identity,
        name=record.name,
        legal_name=record.legal_name,
        emails=tuple(record.emails),
        tax_id=record.tax_id,
        external=frozenset({record.external} if record.external else ()),
        values={slug: getattr(record, slug) for slug in CLIENT_FIELDS},
        contacts=tuple(KnownContact(c.name, c.email, c.phone, c.title, c.role) for c in record.contacts),
        tags=tuple(record.tags),
        custom=dict(record.custom),
        opening=record.opening_balance,
    )


def one(record, *known):
    (step,) = rehearse([record], known)
    return step


def test_a_client_that_nobody_knows_is_new():
    step = one(client(email="a@acme.example"), Known("1", "Other", emails=("o@other.example",)))
    assert (step.action, step.known_id, step.changes) == (Action.NEW, None, [])


@pytest.mark.parametrize("path", sorted(FILES.glob("[!.]*")), ids=lambda path: path.name)
def test_the_same_file_twice_changes_nothing(path):
    steps = list(rehearse(open_upload(path.read_bytes()).clients(), []))
    known = [on_record(step.record, str(number)) for number, step in enumerate(steps) if step.action is Action.NEW]
    assert known
    again = list(rehearse(open_upload(path.read_bytes()).clients(), known))
    expected = [Action.REFUSED if step.action is Action.REFUSED else Action.SAME for step in steps]
    assert [step.action for step in again] == expected
    assert not any(step.changes for step in again)


@pytest.mark.parametrize(
    ("known", "by"),
    [
        (Known("1", "Acme old", external=frozenset({("xero", "7")}), emails=("a@acme.example",)), "external"),
        (Known("1", "Acme old", tax_id="de 136 695 976"), "tax_id"),
        (Known("1", "Acme old", emails=("A@ACME.example",)), "email"),
        (Known("1", "ACME  Studio"), "name"),
        (Known("1", "Trading name", legal_name="Acme-Studio"), "name"),
    ],
)
def test_each_key_matches_in_its_order(known, by):
    step = one(client(external=("xero", "7"), tax_id="DE136695976", email="a@acme.example"), known)
    assert (step.action, step.known_id, step.matched_by) == (Action.UPDATE, "1", by)


def test_only_what_the_file_gives_is_changed_and_shown_old_to_new():
    known = Known("1", "Acme Studio", emails=("a@acme.example",), contacts=(KnownContact("Rita Vance", "a@acme.example"),),
                  tags=("Gold",), custom={"Size": "S", "Colour": "red"},
                  values={"name": "Acme Studio", "email": "a@acme.example", "city": "Bonn", "phone": "030 123-456", "notes": "Old note"})  # fmt: skip
    record = client(
        email="a@acme.example",
        city="Kiel",
        phone="(030) 123456",
        postal_code="24103",
        tags=["gold", "New"],
        custom={"Size": "M"},
        contacts=[ImportedContact("Rita", "Vance", "Rita Vance", "a@acme.example", "030 9"), ImportedContact(name="Bo")],
    )
    step = one(record, known)
    assert step.action is Action.UPDATE
    assert step.changes == [
        Change("city", "Bonn", "Kiel"),
        Change("postal_code", "", "24103"),
        Change("custom.Size", "S", "M"),
        Change("tags", ["Gold"], ["Gold", "New"]),
        Change("contact.phone", "", "030 9", "Rita Vance"),
        Change("contact", "", "Bo", "Bo"),
    ]


def test_a_name_alone_never_beats_another_address_or_tax_number():
    other_mail = one(client(email="new@acme.example"), Known("1", "Acme Studio", emails=("old@acme.example",)))
    other_tax = one(client(tax_id="DE136695976"), Known("1", "Acme Studio", tax_id="ATU12345678"))
    for step in (other_mail, other_tax):
        assert step.action is Action.CONFLICT and step.candidates == ["1"] and step.reasons


def test_two_possible_matches_are_a_conflict():
    twins = [Known("1", "Acme Studio"), Known("2", "Acme Studio")]
    step = one(client(), *twins)
    assert step.action is Action.CONFLICT and step.candidates == ["1", "2"]
    told_apart = one(client(email="b@acme.example"), twins[0], replace(twins[1], emails=("b@acme.example",)))
    assert told_apart.known_id == "2"


def test_tax_number_and_address_of_two_clients_are_a_conflict():
    step = one(client(tax_id="DE136695976", email="b@b.example"), Known("1", "A", tax_id="DE136695976"), Known("2", "B", emails=("b@b.example",)))
    assert step.action is Action.CONFLICT and step.candidates == ["1", "2"]


def test_an_id_that_names_somebody_else_altogether_is_a_conflict():
    known = Known("1", "Quite Different", emails=("q@different.example",), external=frozenset({("file", "1")}))
    assert one(client(external=("file", "1"), email="a@acme.example"), known).action is Action.CONFLICT
    second = Known("1", "Acme Studio", emails=("a@acme.example",), external=frozenset({("stripe", "cus_1")}))
    assert one(client(external=("stripe", "cus_2"), email="a@acme.example"), second).action is Action.CONFLICT


def test_a_refused_row_gives_its_reason_and_number():
    step = one(client(9, problems=[Problem("name", "No name.", fatal=True)]))
    assert (step.action, step.row_numbers, step.reasons) == (Action.REFUSED, [9], ["No name."])


def test_rows_that_contradict_each_other_are_a_conflict():
    record = client(problems=[Problem("city", "Rows 2 and 3 disagree: “Bonn” and “Kiel”.", choice=True)])
    step = one(record)
    assert step.action is Action.CONFLICT and "disagree" in step.reasons[0]


def test_duplicates_inside_the_file():
    records = [
        client(2, email="a@acme.example", city="Bonn"),
        client(3, email="a@acme.example", city="Bonn"),
        client(4, email="a@acme.example", city="Kiel"),
        client(5, email="a@acme.example", website="https://acme.example"),
        client(6, email="z@zebra.example"),
    ]
    steps = list(rehearse(records, []))
    assert [step.action for step in steps] == [Action.NEW, Action.SAME, Action.CONFLICT, Action.UPDATE, Action.CONFLICT]
    assert [step.same_as_row for step in steps] == [None, 2, 2, 2, 2]
    assert "Row 2" in steps[2].reasons[0]


def test_two_rows_that_change_one_client_in_two_ways():
    known = Known("1", "Acme Studio", emails=("a@acme.example",), values={"email": "a@acme.example"})
    steps = list(rehearse([client(2, email="a@acme.example", city="Bonn"), client(3, email="a@acme.example", city="Kiel")], [known]))
    assert [step.action for step in steps] == [Action.UPDATE, Action.CONFLICT]
    assert steps[1].candidates == ["1"]


def test_a_balance_is_taken_over_once():
    record = client(opening_balance=Balance(Decimal("10"), "EUR"))
    first = one(record, Known("1", "Acme Studio", values={"name": "Acme Studio"}))
    assert [change.field for change in first.changes] == ["opening_balance"]
    second = one(record, Known("1", "Acme Studio", values={"name": "Acme Studio"}, opening=Balance(Decimal("12"), "EUR")))
    assert second.action is Action.SAME and "12 EUR was taken over before" in second.reasons[0]


def test_a_run_that_was_killed_goes_on_by_row_keys():
    data = (FILES / "quickbooks_customers.csv").read_bytes()
    whole = [step.key for step in rehearse(open_upload(data).clients(), [])]
    for killed_after in range(len(whole) + 1):
        written = whole[:killed_after]
        rest = [step.key for step in rehearse(open_upload(data).clients(), []) if step.key not in written]
        assert written + rest == whole and len(set(whole)) == len(whole)


def test_the_key_of_a_row_does_not_depend_on_its_place():
    assert row_key(client(2, city="Bonn")) == row_key(client(77, city="Bonn")) != row_key(client(2, city="Kiel"))
    assert len(row_key(client())) == 64


WORDS = st.sampled_from(["", "Acme", "Bo", "Cy"])


@given(st.lists(st.tuples(WORDS, WORDS, WORDS, WORDS), max_size=8))
@settings(max_examples=200, deadline=None)
def test_rehearsing_is_deterministic_and_a_second_time_changes_nothing(rows):
    records = [
        ImportedClient([n], name=name or "Nameless", email=f"{mail}@x.example" if mail else "", city=city, tax_id=tax)
        for n, (name, mail, city, tax) in enumerate(rows, start=2)
    ]
    steps = list(rehearse(records, []))
    assert steps == list(rehearse(records, []))
    known = [on_record(step.record, step.key) for step in steps if step.action is Action.NEW]
    random.Random(1).shuffle(known)
    for step in rehearse([step.record for step in steps if step.action is Action.NEW], known):
        assert step.action in (Action.SAME, Action.CONFLICT) and not step.changes
