"""Writing a playbook, starting it, reading its letters, and what the client does in the portal."""

import pytest
from django.test import Client as Browser

from clientkeep.lifecycle.onboarding.models import Playbook, PlaybookRun
from clientkeep.relationship.clients import once
from clientkeep.relationship.portal.links import new_link
from clientkeep.workspace.mail.models import Letter

from .conftest import states, step_of


@pytest.fixture
def portal(cast):
    """A browser in which Jo of Acme has opened her link."""
    browser = Browser()
    browser.get(new_link(cast.acme, cast.jo))
    return browser


def typed(step: dict, **values) -> dict:
    return {"title": "A step", "days": "0", "after": "", "only": "", "value": "", "owner": "", "text": "", "version": "1", **step, **values}


def test_an_owner_takes_one_of_ours_changes_it_and_puts_it_away(cast, as_member):
    page = as_member(cast.olivia)
    assert b"Take it" in page.get("/playbooks/").content
    token = once.mint(cast.acting(cast.olivia))
    made = {"name": "Design", "begin": "design", "begins": "gate.opened", "mentions": "logo", once.FIELD: token}
    assert page.post("/playbooks/new/", made).status_code == 302 and page.post("/playbooks/new/", made).status_code == 302
    found = Playbook.objects.get()
    assert (found.begins, found.mentions, len(found.steps)) == ("gate.opened", "logo", 9)
    url = f"/playbooks/{found.pk}/"
    added = page.post(f"{url}steps/task/new/", typed({"side": "client"}, only="field:country", value="DE", after="kickoff", days="3"))
    assert added.status_code == 302
    found.refresh_from_db()
    last = found.steps[-1]
    assert (last["side"], last["only"], last["after"], last["days"]) == ("client", {"field": "country", "is": "DE"}, "kickoff", 3)
    assert "only if country is “DE”" in page.get(url).content.decode()
    assert page.get(f"{url}steps/10/").context["form"].initial["only"] == "field:country"
    assert "counts from a step" in page.post(f"{url}steps/4/remove/", {"version": "2"}, follow=True).content.decode()
    found.refresh_from_db()
    assert len(found.steps) == 10  # the kickoff counts from it
    page.post(f"{url}put-away/")
    assert not Playbook.objects.current().exists()


def test_a_step_without_its_words_is_refused_at_its_field(cast, as_member, playbook):
    refused = as_member(cast.olivia).post(f"/playbooks/{playbook.pk}/steps/letter/new/", typed({"leaves": "approval", "subject": "Hello {nobody}", "text": "Hi"}))
    assert refused.status_code == 422 and "subject" in refused.context["form"].errors
    refused = as_member(cast.olivia).post(f"/playbooks/{playbook.pk}/steps/task/new/", typed({"side": "us"}, only="field:country"))
    assert refused.status_code == 422 and "only" in refused.context["form"].errors


def test_it_is_started_read_blocked_skipped_and_stopped(cast, as_member, on, playbook):
    with on():
        page = as_member(cast.olivia)
        url = f"/clients/{cast.acme.pk}/playbooks/"
        form = {"playbook": str(playbook.pk), "contact": str(cast.jo.pk), once.FIELD: once.mint(cast.acting(cast.olivia))}
        assert page.post(url, form).status_code == 302
        run = PlaybookRun.objects.get()
        assert "Design project: 0 of 4 steps done" in page.get(f"/clients/{cast.acme.pk}/").content.decode()
        assert "Design project: Welcome letter" in page.get("/").content.decode()
        hello, logo = step_of(run, "hello"), step_of(run, "logo")
        assert page.get(f"/playbook-steps/{hello.pk}/letter/").status_code == 200
        sent = page.post(f"/playbook-steps/{hello.pk}/", {"act": "approve", "subject": "Welcome", "text": "Hello {contact}, at last."})
        assert sent.status_code == 302 and "at last" in Letter.objects.get().text
        page.post(f"/playbook-steps/{logo.pk}/block/", {"because": "the designer’s holiday"})
        assert "waits for the designer’s holiday" in page.get(f"/playbook-runs/{run.pk}/").content.decode()
        page.post(f"/playbook-steps/{logo.pk}/unblock/")
        page.post(f"/playbook-steps/{logo.pk}/skip/", {"because": ""})
        assert states(run)["logo"] == "open"
        page.post(f"/playbook-steps/{logo.pk}/skip/", {"because": "We have it"})
        page.post(f"/playbook-runs/{run.pk}/stop/", {"because": "They wait for a year"})
        run.refresh_from_db()
        assert (states(run)["logo"], run.state, run.because) == ("skipped", "stopped", "They wait for a year")


def test_the_client_does_their_own_steps_and_no_other(cast, on, portal, playbook, begin):
    with on():
        run = begin(playbook, contact=cast.jo)
        logo, terms, hello = (step_of(run, key) for key in ("logo", "terms", "hello"))
        start = portal.get("/p/").content.decode()
        assert "0 of 4 steps done" in start and start.count("See what is asked") == 2 and "Welcome letter" not in start
        assert portal.get(f"/p/steps/{hello.pk}/").status_code == 404
        assert portal.post(f"/p/steps/{logo.pk}/done/").status_code == 302
        assert portal.post(f"/p/steps/{logo.pk}/done/").status_code == 302
        assert portal.post(f"/p/steps/{terms.pk}/done/", {"digest": "f" * 64}).status_code == 409
        portal.post(f"/p/steps/{terms.pk}/done/", {"digest": terms.fingerprint})
        terms = step_of(run, "terms")
        assert (terms.state, terms.ended_by, terms.digest) == ("done", "Jo March", terms.fingerprint)
        assert "2 of 4 steps done" in portal.get("/p/").content.decode()
        assert terms.digest in portal.get(f"/p/steps/{terms.pk}/").content.decode()


def test_who_may_not_decide_reads_only_and_staff_who_look_do_nothing(cast, on, as_member, portal, playbook, begin):
    with on():
        run = begin(playbook)
        logo = step_of(run, "logo")
        cast.acme.contacts.filter(pk=cast.jo.pk).update(roles=["viewer"])
        assert portal.post(f"/p/steps/{logo.pk}/done/").status_code == 403
        assert "Getting started" in as_member(cast.olivia).get(f"/clients/{cast.acme.pk}/portal/").content.decode()
        assert states(run)["logo"] == "open"
