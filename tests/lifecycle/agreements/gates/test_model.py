"""A gate opens when its facts hold or somebody overrides it with a reason, and in no other way."""

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.lifecycle.agreements.gates.needs import keep_needs, needs_of
from clientkeep.lifecycle.agreements.models import Gate
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.queue import run_due_jobs


def accepted(cast, **values) -> Document:
    quote = cast.document("quote", **values)
    quote.accept(cast.by, "Jo March")
    return quote


def raised(cast, **values) -> Gate:
    return Gate.raise_for(accepted(cast, **values), cast.by)


def told(slug: str) -> list[str]:
    return [str(event.payload) for event in Event.objects.filter(slug=slug)]


def test_an_accepted_quote_gets_one_gate_however_often_the_news_come(cast):
    from clientkeep.lifecycle.agreements.gates.reactions import raise_gate

    quote = accepted(cast, deposit_percent="50")
    run_due_jobs()
    for _ in range(3):
        raise_gate(Event.objects.get(slug="document.accepted"))
    gate = Gate.objects.get(document=quote)
    assert (gate.needs, gate.missing, gate.is_open) == (["agreed", "deposit"], ["deposit"], False)
    assert gate.held["agreed"]["evidence"] == "Jo March"
    assert (len(told("gate.closed")), len(told("gate.opened"))) == (1, 0)


def test_a_quote_that_nobody_accepted_has_none(cast):
    with pytest.raises(Conflict, match="is not accepted"):
        Gate.raise_for(cast.document("quote"), cast.by)


def test_a_deposit_is_waited_for_where_one_is_agreed(cast):
    assert raised(cast).is_open
    assert len(told("gate.opened")) == 1


def test_work_is_refused_with_what_is_missing(cast):
    gate = raised(cast, deposit_percent="50")
    with pytest.raises(Conflict, match="may not start yet: it waits for the deposit"):
        gate.require_open()
    gate.hold("deposit", cast.by, "INV-1")
    assert gate.require_open() is None


def test_facts_said_twice_are_told_once(cast):
    gate = raised(cast, deposit_percent="50")
    stale = Gate.objects.get(pk=gate.pk)
    for each in (gate, stale, gate):
        each.hold("deposit", cast.by, "INV-1")
    assert (len(told("gate.opened")), len(told("gate.fact_holds"))) == (1, 1)
    for each in (stale, gate):
        each.withdraw("deposit", cast.by, "the payment went back")
    assert (len(told("gate.closed")), len(told("gate.fact_withdrawn"))) == (2, 1)
    assert not Gate.objects.get(pk=gate.pk).is_open


@pytest.mark.parametrize("because", ["", "   ", "x" * 501])
def test_an_override_needs_a_reason(cast, because):
    gate = raised(cast, deposit_percent="50")
    with pytest.raises(Invalid) as refused:
        gate.override(cast.by, because)
    assert refused.value.field == "because"
    assert not Gate.objects.get(pk=gate.pk).is_open


def test_an_override_opens_stands_on_the_timeline_and_can_be_taken_back(cast):
    gate = raised(cast, deposit_percent="50")
    gate.override(cast.by, "They pay on Friday.", cast.olivia)
    assert (gate.is_open, gate.missing) == (True, ["deposit"])
    event = Event.objects.get(slug="gate.overridden")
    assert (event.client_id, event.payload["because"], event.payload["missing"]) == (cast.acme.pk, "They pay on Friday.", "the deposit")
    with pytest.raises(Conflict):
        gate.override(cast.by, "Again.")
    gate.take_back_override(cast.by)
    assert not gate.is_open
    with pytest.raises(Conflict):
        gate.take_back_override(cast.by)


def test_changing_what_the_firm_wants_moves_no_gate_that_stands(cast):
    gate = raised(cast, deposit_percent="50")
    keep_needs(cast.north, cast.by, ["agreed"])
    assert (Gate.objects.get(pk=gate.pk).needs, needs_of(cast.north)) == (["agreed", "deposit"], ["agreed"])
    assert raised(cast, deposit_percent="50").is_open
    with pytest.raises(Invalid, match="not in it"):
        keep_needs(cast.north, cast.by, ["moon"])
    keep_needs(cast.north, cast.by, [])
    assert needs_of(cast.north) == []
    assert needs_of(cast.south) == ["agreed", "deposit"]


def test_a_void_agreement_holds_no_more(cast):
    quote = accepted(cast)
    run_due_jobs()
    quote.void(cast.by, "agreed anew")
    run_due_jobs()
    assert Gate.objects.get(document=quote).missing == ["agreed"]


def test_no_path_passes_a_gate_without_its_facts_or_an_override(cast):
    class Walk(RuleBasedStateMachine):
        """Random acts at one gate, beside a plain model of it."""

        def __init__(self):
            super().__init__()
            self.start = transaction.savepoint()
            self.gate = raised(cast, deposit_percent="50")
            self.held, self.overridden = {"agreed"}, False

        def teardown(self):
            transaction.savepoint_rollback(self.start)

        @rule(slug=st.sampled_from(["agreed", "deposit", "intake"]))
        def hold(self, slug):
            self.gate.hold(slug, cast.by, "seen")
            self.held.add(slug)

        @rule(slug=st.sampled_from(["agreed", "deposit", "intake"]))
        def withdraw(self, slug):
            self.gate.withdraw(slug, cast.by, "gone")
            self.held.discard(slug)

        @rule(because=st.sampled_from(["", "they pay on Friday"]))
        def override(self, because):
            may = bool(because) and not self.should_be_open
            try:
                self.gate.override(cast.by, because)
                assert may
                self.overridden = True
            except (Conflict, Invalid):
                assert not may

        @rule()
        def take_back(self):
            try:
                self.gate.take_back_override(cast.by)
                assert self.overridden
                self.overridden = False
            except Conflict:
                assert not self.overridden

        @property
        def should_be_open(self) -> bool:
            return self.overridden or {"agreed", "deposit"} <= self.held

        @invariant()
        def work_starts_only_then(self):
            now = Gate.objects.get(pk=self.gate.pk)
            try:
                now.require_open()
                passed = True
            except Conflict:
                passed = False
            assert passed == self.should_be_open

    run_state_machine_as_test(Walk, settings=settings(max_examples=25, stateful_step_count=12, deadline=None))
