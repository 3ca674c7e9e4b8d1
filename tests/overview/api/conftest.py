"""A caller of the API: `call = api(cast.olivia)`; then `call.get("/clients")`, `call.post("/clients", {...})`."""

import json
from typing import Any

import pytest
from django.test import Client as Browser

from clientkeep.overview.api.rates import forget_turns
from clientkeep.workspace.members.models import ApiToken, Member
from clientkeep.workspace.members.roles import ACTS

BASE = "/api/v1"


class Caller:
    """Sends one token's requests as a program does: JSON, a header, no cookies."""

    def __init__(self, token: ApiToken, secret: str) -> None:
        self.token, self.secret, self.browser = token, secret, Browser(raise_request_exception=False)

    def send(self, method: str, path: str, body: Any = None, key: str | None = None, **headers: str) -> Any:
        sent = {"Authorization": f"Bearer {self.secret}", **headers}
        if key is not None:
            sent["Idempotency-Key"] = key
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        return self.browser.generic(method, BASE + path, data, content_type="application/json", headers=sent)

    def get(self, path: str, **options: Any) -> Any:
        return self.send("GET", path, **options)

    def post(self, path: str, body: Any = None, **options: Any) -> Any:
        return self.send("POST", path, {} if body is None else body, **options)

    def put(self, path: str, body: Any, **options: Any) -> Any:
        return self.send("PUT", path, body, **options)

    def patch(self, path: str, body: Any, **options: Any) -> Any:
        return self.send("PATCH", path, body, **options)

    def delete(self, path: str, **options: Any) -> Any:
        return self.send("DELETE", path, **options)

    def upload(self, path: str, key: str | None = None, **parts: Any) -> Any:
        sent = {"Authorization": f"Bearer {self.secret}"} | ({"Idempotency-Key": key} if key else {})
        return self.browser.post(BASE + path, parts, headers=sent)


@pytest.fixture(autouse=True)
def _full_buckets(settings):
    """Buckets too large to matter; test_rates.py says what they hold in truth."""
    settings.API_BURST = 10_000
    forget_turns()


@pytest.fixture
def api(db):
    """Make a caller: `api(member)` with every scope, or `api(member, ["clients.see"])`."""

    def make(member: Member, scopes: list[str] | None = None) -> Caller:
        return Caller(*ApiToken.issue(member, "Test", sorted(ACTS) if scopes is None else scopes))

    return make
