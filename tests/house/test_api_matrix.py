"""Every operation of the API × every role × own, foreign, unseen and absent objects, made from the OpenAPI file."""

import json
import uuid
from contextlib import nullcontext

import pytest

from clientkeep.overview.api.rates import forget_turns
from clientkeep.workspace.members.models import ApiToken
from clientkeep.workspace.members.roles import ACTS
from tests.house.objects import OF_A_CLIENT
from tests.house.stage import STAFF, undone
from tests.house.urls import operations

pytestmark = pytest.mark.django_db
NAMING = [operation for operation in operations() if operation.parameters]
PAPERS = {
    "discard_document": "draft", "change_document": "draft", "issue_document": "draft", "accept_document": "quote",
    "get_blocks": "written", "change_blocks": "written", "keep_proposal_template": "written", "write_new_version": "offered", "get_contract": "contract", "make_contract_of_proposal": "unchosen",
    "get_signing": "signing", "end_signing": "signing", "get_gate": "accepted", "override_gate": "accepted", "take_back_override": "accepted",
    "get_scope": "accepted", "write_change_order": "accepted", "give_extra": "accepted", "take_back_extra": "accepted",
    "decline_document": "quote", "invoice_from_quote": "accepted", "deposit_invoice_from_quote": "accepted",
}  # fmt: skip
# An operation that brings something back finds it only once another has taken it away.
AFTER = {"restore_contact": "remove_contact", "restore_file": "remove_file"}


@pytest.fixture(scope="module")
def tokens(stage):
    """A token for each role, with every act that the role allows."""
    return {
        role: ApiToken.issue(member, "house", [act for act in ACTS if member.may(act)])[1]
        for role, member in stage.people.items()
    }


@pytest.fixture
def ask(stage, tokens):
    def send(role, operation, side=None, token=None, keep=False):
        forget_turns()
        values = {name: _value(operation, side, name) for name in operation.parameters}
        body = json.dumps(operation.body) if operation.body is not None else ""
        secret = tokens[role] if token is None else token
        with nullcontext() if keep else undone():
            answer = stage.browsers["stranger"].generic(
                operation.method, operation.path(values), body, "application/json",
                headers={"Idempotency-Key": str(uuid.uuid4())} | ({"Authorization": f"Bearer {secret}"} if secret else {}),
            )  # fmt: skip
            answer.told = b"".join(answer.streaming_content) if answer.streaming else answer.content
        return answer

    return send


def _value(operation, side, name):
    if name == "document_id":
        return side.papers[PAPERS.get(operation.name, "invoice")]
    return side.values[name]


def test_without_a_token_nothing_opens(stage, ask):
    for operation in operations():
        for token in ("", "ck_wrong"):
            answer = ask("owner", operation, stage.own, token)
            assert answer.status_code == 401, operation
            assert json.loads(answer.told)["code"] == "unauthorized", operation


def test_a_page_session_opens_nothing(stage):
    for operation in operations():
        values = {name: _value(operation, stage.own, name) for name in operation.parameters}
        answer = stage.browsers["owner"].generic(operation.method, operation.path(values), "{}", "application/json")
        assert answer.status_code == 401, operation


@pytest.mark.parametrize("role", STAFF)
def test_a_role_that_may_not_is_told_so(stage, ask, role):
    for operation in operations():
        if operation.act and not stage.people[role].may(operation.act):
            answer = ask(role, operation, stage.own)
            assert answer.status_code == 403, operation
            assert "Your role does not allow this" in json.loads(answer.told)["detail"], operation


@pytest.mark.parametrize("operation", NAMING, ids=[operation.name for operation in NAMING])
def test_foreign_and_unseen_answer_as_absent(stage, ask, operation):
    for role in STAFF:
        if not stage.people[role].may(operation.act):
            continue
        nothing = ask(role, operation, stage.absent)
        assert nothing.status_code == 404, (role, nothing.told)
        for side in (stage.foreign, *([stage.unseen] if role == "narrowed" and set(operation.parameters) & OF_A_CLIENT else [])):
            answer = ask(role, operation, side)
            assert (answer.status_code, _masked(answer.told)) == (404, _masked(nothing.told)), (role, side.name)


@pytest.mark.parametrize("operation", NAMING, ids=[operation.name for operation in NAMING])
def test_ones_own_is_there(stage, ask, operation):
    """The control: the same call with an own object finds it, whatever else it may say of the body."""
    with undone():
        if operation.name in AFTER:
            ask("owner", next(each for each in operations() if each.name == AFTER[operation.name]), stage.own, keep=True)
        answer = ask("owner", operation, stage.own)
    if operation.name in ("allocate_payment", "take_payment_off"):
        return  # their bodies name a document that never was
    assert answer.status_code != 404, answer.told
    assert answer.status_code < 500, answer.told


def test_a_list_holds_only_what_the_person_sees(stage, ask):
    """Neither a foreign firm's rows nor a client that is not theirs to see come back from any list (A3)."""
    hidden = {"owner": [stage.foreign], "narrowed": [stage.foreign, stage.unseen]}
    for operation in operations():
        if operation.method != "GET" or operation.parameters:
            continue
        for role, sides in hidden.items():
            if operation.act and not stage.people[role].may(operation.act):
                continue
            answer = ask(role, operation)
            assert answer.status_code == 200, (role, operation)
            for side in sides:
                ids = {str(value) for value in (*side.papers.values(), side.values["client_id"], side.values["contact_id"])}
                assert not [value for value in ids if value in answer.told.decode()], (role, operation.name, side.name)


def _masked(body):
    told = json.loads(body)
    told.pop("instance", None)
    return told
