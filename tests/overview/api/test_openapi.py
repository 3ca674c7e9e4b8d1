"""The OpenAPI document is true: what it describes is what is taken and answered, and nothing breaks under made-up calls."""

import re
from collections import Counter
from pathlib import Path

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

import clientkeep.overview.api.resources
from clientkeep.config.wsgi import application
from clientkeep.overview.api.openapi import document, operations
from clientkeep.workspace.members.roles import ACTS

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
ROOT = Path(clientkeep.overview.api.resources.__file__).parent
SHAPE = re.compile(r"^class (\w+)\(", re.MULTILINE)
SCHEMA = schemathesis.openapi.from_dict(document())
SCHEMA.app = application


def test_the_document_names_an_act_a_summary_and_its_refusals_everywhere():
    made = document()
    assert made["openapi"].startswith("3.1") and made["components"]["securitySchemes"]
    for address, method, operation in operations(made):
        assert operation["x-act"] in ACTS or address == "/api/v1/me"
        assert operation["summary"] and operation["security"]
        assert {"401", "403", "422", "429"} <= set(operation["responses"]), (method, address)
        for status, response in operation["responses"].items():
            if status >= "400":
                assert list(response["content"]) == ["application/problem+json"]


def test_bodies_are_closed():
    schemas = document()["components"]["schemas"]
    for _, _, operation in operations(document()):
        for content in operation.get("requestBody", {}).get("content", {}).values():
            name = content["schema"].get("$ref", "").rsplit("/", 1)[-1]
            if name:
                assert schemas[name]["additionalProperties"] is False, name


def test_each_shape_has_a_name_of_its_own():
    """Two shapes of one name: one of them would be described as the other."""
    names = [name for module in ROOT.rglob("*.py") for name in SHAPE.findall(module.read_text())]
    assert {name for name, count in Counter(names).items() if count > 1} == set()


def test_the_document_is_served(client, db):
    answer = client.get("/api/v1/openapi.json")
    assert answer.status_code == 200 and answer.json() == document()


@pytest.fixture
def called(api, cast):
    """Olivia's token, with things on record. The server's own ending of a request would close the test's database."""
    cast.invoice()
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield api(cast.olivia)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@SCHEMA.parametrize()
@settings(
    max_examples=4, deadline=None, derandomize=True, database=None, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
def test_made_up_calls_are_answered_as_described(case, called, cast):
    if "client_id" in case.path_parameters:
        case.path_parameters["client_id"] = str(cast.acme.pk)
    case.headers = {name: value for name, value in (case.headers or {}).items() if name.lower() != "idempotency-key"}
    case.call_and_validate(
        headers={"Authorization": f"Bearer {called.secret}", "Host": "testserver"}, checks=CHECKS
    )
