"""In the demo one start is finished, and one is half done and waits for something."""

from clientkeep.config.demo import make
from clientkeep.lifecycle.onboarding.models import ExpectationsLetter, Kickoff, PlaybookRun


def test_the_demo_shows_a_start_that_is_done_and_one_under_way(db):
    firm = make()
    runs = {run.client.name: run for run in PlaybookRun.objects.filter(workspace=firm).select_related("client")}
    assert runs["Acme Studio"].state == "finished" and not runs["Acme Studio"].steps.exclude(state="done").exists()
    held = Kickoff.objects.get(client__name="Acme Studio", state="held")
    assert held.recap.state == "confirmed" and "Direction B, with a warmer palette" in held.recap.text and held.entry.minutes == 80
    planned = Kickoff.objects.get(client__name="Acme Studio", state="planned")
    assert planned.agenda_sent_at and planned.starts_at and planned.items.filter(title="What is agreed").exists()
    half = runs["Quill & Ivy"]
    states = {step.key: step.state for step in half.steps.all()}
    assert (half.state, states["material"], states["review"], states["folder"]) == ("running", "done", "done", "done")
    assert half.steps.get(key="kickoff").held == "Quinn to come back from the book fair"
    assert states["dates"] == "planned" and states["likes"] == "open"
    assert half.steps.get(key="rules").held == "Quinn Avery to acknowledge it"
    letter = ExpectationsLetter.objects.get(client__name="Acme Studio")
    assert letter.state == "acknowledged" and "(" not in letter.text.split("What you get")[1].split("What we need")[0]
