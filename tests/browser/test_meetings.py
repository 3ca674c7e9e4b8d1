"""A meeting step in a real browser: the client comes by the letter, books on the booking page, and both sides see it; the pages hold."""

import datetime as dt
import os

import pytest

from clientkeep.foundation import clock
from clientkeep.lifecycle.delivery.models import Project
from clientkeep.lifecycle.onboarding.intake import sending
from clientkeep.lifecycle.onboarding.models import IntakeForm, Playbook, PlaybookStep
from clientkeep.lifecycle.onboarding.playbooks.starting import start
from clientkeep.lifecycle.onboarding.playbooks.works import works_of
from clientkeep.lifecycle.sales.models import Booking, MeetingType
from clientkeep.relationship.portal.links import new_link
from clientkeep.workspace.queue import run_due_jobs
from tests.cast import gather
from tests.look.looking import VARIANTS, _violations

from .desk import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# A folder to keep pictures in, for whoever wants to look at the pages by eye.
PICTURES = os.environ.get("CLIENTKEEP_PICTURES")
FORM = "What must not happen? [long] -> project\nBy which day? [date] -> project\n"


@pytest.fixture
def north(live_server, page):
    cast = gather()
    cast.url = live_server.url
    values = {"minutes": 30, "place_kind": "video", "place": "https://video.example/o", "notice_hours": 12, "furthest_days": 60, "questions": []}
    kind = MeetingType.make(cast.olivia, cast.by, name="First call", **values)
    step = {"key": "talk", "kind": "meeting", "side": "client", "title": "First talk", "days": 0, "choice": str(kind.pk), "text": "Goals and dates."}
    run = start(cast.acting(cast.olivia), Playbook.make(cast.north, cast.by, "A good start", [step]), cast.acme, cast.jo)
    run.steps.filter(state="planned").update(state="open", opens_at=None, held="a time for “First call”", due_on=clock.today("UTC"))
    project = Project.plan(cast.acme, cast.by, name="Website for the second shop, with a shop for gift cards")
    answered, waiting = (sending.send(IntakeForm.write(cast.north, cast.by, name, FORM), cast.jo, cast.by, work=works_of(cast.acme)[0]) for name in ("Before we begin", "Your pictures"))
    answered.submit(cast.by, {"q1": "No pop-ups.\nNo music.", "q2": "2026-05-01"}, answered.version)
    cast.extra |= {"step": run.steps.get(), "kind": kind, "run": run, "project": project, "intake": answered, "form": waiting.form}
    sign_in(page, cast.url)
    return cast


def test_the_client_books_from_the_portal_and_both_sides_see_it(page, north, chromium):
    step = north.extra["step"]
    phone = chromium.new_context(viewport={"width": 390, "height": 740}).new_page()
    phone.goto(north.url + new_link(north.acme, north.jo))
    phone.goto(f"{north.url}/p/meetings/{step.pk}/")
    phone.get_by_role("link", name="Choose a time").click()
    phone.get_by_role("heading", name="First call").wait_for()
    phone.locator("#times a").first.click()
    phone.get_by_label("Your name").fill("Jo March")
    phone.get_by_label("Your e-mail address").fill("jo@acme.example")
    phone.wait_for_timeout(2_200)
    phone.get_by_role("button").filter(has_text="Book").first.click()
    phone.wait_for_url(lambda url: "booked=yes" in url)
    run_due_jobs()
    booking = Booking.objects.get()
    assert PlaybookStep.objects.get().thing == booking.pk
    phone.goto(f"{north.url}/p/meetings/{step.pk}/")
    phone.get_by_text("It is booked.").wait_for()
    phone.get_by_role("button", name="Move it or call it off").click()
    phone.get_by_role("link", name="Choose another time").wait_for()
    phone.context.close()
    page.goto(f"{north.url}/meeting-steps/{step.pk}/")
    page.get_by_role("link", name="Open the booking").wait_for()


@pytest.mark.parametrize("booked", [False, True])
@pytest.mark.parametrize(("width", "scheme"), [*VARIANTS, (320, "light")])
def test_its_pages_hold_in_every_width_and_scheme(page, north, width, scheme, booked):
    if booked:
        later = clock.now() + dt.timedelta(days=3)
        Booking.objects.create(
            workspace=north.north, kind=north.extra["kind"], member=north.olivia, client=north.acme, contact=north.jo, meeting="First call", place_kind="video",
            place="https://video.example/o", starts_at=later, ends_at=later + dt.timedelta(minutes=30), name="Jo March", email="jo@acme.example", zone="Europe/Berlin",
        )  # fmt: skip
        PlaybookStep.objects.update(thing=Booking.objects.get().pk, held="the meeting on Wed 4 Mar 2026, 09:00 (America/Los Angeles) with Olivia North")
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    _look(page, north, _desk(north), f"{width}-{scheme}-{'booked' if booked else 'waits'}", width)
    page.goto(north.url + new_link(north.acme, north.jo))
    _look(page, north, _portal(north), f"{width}-{scheme}-{'booked' if booked else 'waits'}", width)


def _look(page, north, pages: list[tuple[str, str]], name: str, width: int) -> None:
    for label, path in pages:
        page.goto(north.url + path)
        page.locator("h1").first.wait_for()
        if PICTURES:
            page.screenshot(path=f"{PICTURES}/meetings-{label}-{name}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (label, name)
        assert width == 320 or not _violations(page), (label, name)


def _desk(north) -> list[tuple[str, str]]:
    found = north.extra
    return [
        ("step", f"/meeting-steps/{found['step'].pk}/"), ("run", f"/playbook-runs/{found['run'].pk}/"), ("project", f"/projects/{found['project'].pk}/"),
        ("send", f"/clients/{north.acme.pk}/intake/?work={found['project'].pk}"), ("write", f"/playbooks/{found['run'].playbook_id}/steps/1/"),
    ]  # fmt: skip


def _portal(north) -> list[tuple[str, str]]:
    return [("mine", f"/p/meetings/{north.extra['step'].pk}/"), ("start", "/p/"), ("answers", f"/p/intake/{north.extra['intake'].pk}/")]
