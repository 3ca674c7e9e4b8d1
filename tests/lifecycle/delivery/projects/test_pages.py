"""The pages of projects, the line on the client's page, Today, the portal, and programs."""

import datetime as dt
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clientkeep.lifecycle.delivery.models import Milestone, Project
from clientkeep.lifecycle.delivery.projects.opening import open_from
from clientkeep.relationship.clients import once
from clientkeep.relationship.portal.models import PortalKey
from clientkeep.workspace.members.models import ApiToken


@pytest.fixture
def project(cast):
    quote = cast.document("quote", title="New website", deposit_percent="50")
    quote.accept(cast.by, "Jo March")
    return open_from(quote, cast.by)


def test_a_project_is_planned_by_hand_once(cast, as_member):
    page, address = as_member(cast.olivia), f"/clients/{cast.acme.pk}/projects/new/"
    assert "What is the project?" in page.get(address).content.decode()
    sent = {"name": "Shop <b>window</b>", "owner": str(cast.theo.pk), "starts_on": "2026-03-02", "form_token": once.mint(cast.acting(cast.olivia))}
    assert page.post(address, {**sent, "name": ""}).status_code == 422
    first, again = page.post(address, sent), page.post(address, sent)
    assert first.status_code == again.status_code == 302
    made = Project.objects.get()
    assert (made.owner, made.starts_on) == (cast.theo, dt.date(2026, 3, 2))
    assert "Shop &lt;b&gt;window&lt;/b&gt;" in page.get("/projects/").content.decode()


def test_the_work_waits_for_the_gate_and_says_so(cast, as_member, project):
    page, address = as_member(cast.olivia), f"/projects/{project.pk}/"
    refused = page.post(f"{address}start/")
    assert refused.status_code == 409
    assert "waits for the deposit" in refused.content.decode()
    assert f"/documents/{project.source_id}/gate/" in refused.content.decode()
    assert page.post(f"/documents/{project.source_id}/gate/", {"because": "They pay on Friday"}).status_code == 302
    assert page.post(f"{address}start/").status_code == 302
    assert "All is done" in page.get(address).content.decode()


def test_milestones_are_added_moved_done_and_undone(cast, as_member):
    project, page = Project.plan(cast.acme, cast.by, name="Website"), as_member(cast.olivia)
    project.start(cast.by)
    sent = {"name": "Design", "due_on": "2026-03-02", "amount": "1200.50", "form_token": once.mint(cast.acting(cast.olivia))}
    address = f"/projects/{project.pk}/milestones/"
    assert page.post(address, {**sent, "amount": "1.234"}).status_code == 422
    assert [page.post(address, sent).status_code for _ in range(2)] == [302, 302]
    row = Milestone.objects.get()
    assert row.amount_minor == 120_050
    here = f"/milestones/{row.pk}/"
    moved = {"name": "Design", "due_on": "2026-03-09", "amount": "1200.50", "because": ""}
    assert "why the day moves" in page.post(here, moved).content.decode()
    assert page.post(here, {**moved, "because": "The photos came late"}).status_code == 302
    assert [page.post(f"{here}{act}/").status_code for act in ("done", "reopening", "dropping", "reopening", "reopening")] == [302, 302, 302, 302, 409]
    assert "The photos came late" in page.get(f"/projects/{project.pk}/").content.decode()


def test_who_only_reads_is_offered_nothing(cast, as_member, project):
    shown = as_member(cast.carla).get(f"/projects/{project.pk}/")
    assert shown.status_code in (200, 403)
    assert "Start the work" not in shown.content.decode()
    assert as_member(cast.sid).get(f"/projects/{project.pk}/").status_code == 404


def test_the_client_page_and_today_tell_what_is_late(cast, as_member, project):
    row = project.milestones.get()
    row.move(cast.by, cast.north.today() - dt.timedelta(days=3), "")
    page = as_member(cast.olivia)
    assert "Late: Brand identity" in page.get(f"/clients/{cast.acme.pk}/").content.decode()
    assert "waits for “Brand identity”, 3 days late." in page.get("/").content.decode()


def test_the_client_sees_the_days_and_why_they_moved(cast, client, project):
    row = project.milestones.get()
    row.move(cast.by, dt.date(2026, 3, 2), "")
    row.move(cast.by, dt.date(2026, 3, 9), "The photos came late")
    _, secret = PortalKey.make(cast.acme, "portal", cast.jo)
    client.get(f"/p/{secret}/")
    shown = client.get("/p/").content.decode()
    assert "New website" in shown
    assert "The photos came late" in shown


def test_the_list_costs_the_same_for_one_and_for_many(cast, as_member, project):
    page = as_member(cast.olivia)

    def queries(path: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            assert page.get(path).status_code == 200
        return len(seen)

    paths = ("/projects/", f"/clients/{cast.acme.pk}/projects/", f"/projects/{project.pk}/")
    page.get("/projects/")
    before = [queries(path) for path in paths]
    for at in range(12):
        Milestone.add(project, cast.by, f"Step {at}", cast.north.today())
        Milestone.add(Project.plan(cast.acme, cast.by, name=f"Work {at}"), cast.by, "Design")
    after = [queries(path) for path in paths]
    assert after == before
    assert max(after) <= 15


def test_a_program_plans_starts_and_moves(cast, client):
    _, secret = ApiToken.issue(cast.olivia, "A program", ["clients.see", "clients.edit"])

    def call(method, path, body=None):
        more = {"data": json.dumps(body)} if body is not None else {}
        return getattr(client, method)(f"/api/v1{path}", HTTP_AUTHORIZATION=f"Bearer {secret}", content_type="application/json", **more)

    made = call("post", "/projects", {"client_id": str(cast.acme.pk), "name": "Signs", "ends_on": "2026-05-01"}).json()
    here = f"/projects/{made['id']}"
    row = call("post", f"{here}/milestones", {"name": "Design", "due_on": "2026-03-02", "amount": "10.50"}).json()
    assert (row["amount"], row["state"]) == ("10.50", "open")
    assert call("post", f"/milestones/{row['id']}/reach").status_code == 409
    assert call("post", f"{here}/start").json()["state"] == "running"
    assert call("patch", f"/milestones/{row['id']}", {"due_on": "2026-03-09"}).status_code == 422
    moved = call("patch", f"/milestones/{row['id']}", {"due_on": "2026-03-09", "because": "Photos"}).json()
    assert (moved["first_due_on"], moved["due_on"], moved["amount"]) == ("2026-03-02", "2026-03-09", "10.50")
    assert call("post", f"/milestones/{row['id']}/reach").json()["state"] == "done"
    assert call("post", f"{here}/finish").json()["milestones"][0]["state"] == "done"
    assert [each["id"] for each in call("get", f"/projects?state=done&client_id={cast.acme.pk}").json()["items"]] == [made["id"]]
