"""What addresses of feedback name: an answered survey with the case that it opened, a rule, a theme, an ask."""

from typing import Any

from clientkeep.lifecycle.retention.asks.model import Ask
from clientkeep.lifecycle.retention.cases.cost import CaseCost
from clientkeep.lifecycle.retention.cases.model import Case
from clientkeep.lifecycle.retention.doors.key import AnswerKey
from clientkeep.lifecycle.retention.surveys.rule import SurveyRule
from clientkeep.lifecycle.retention.surveys.sending import send
from clientkeep.lifecycle.retention.themes.model import Theme
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.workspace.members.acting import Actor
from tests.house import hostile

# Rows that belong to one client, and so are hidden from a member who does not see that client.
OF_A_CLIENT = {"survey_id", "case_id", "step_id", "ask_id"}
OF_THE_FIRM = {"rule_id", "theme_id"}


def made_for(name: str, client: Client, contact: Contact, by: Actor) -> tuple[dict[str, Any], dict[str, str]]:
    """Return ids by parameter, and the secret of the survey's link. The poisoned side says hostile things."""
    words = hostile.WHOLE if name == "poisoned" else f"A comment of {name}"
    survey = send(contact, "debrief", by, words[:300], [{"words": words[:300], "how": "text"}, {"words": "And?", "how": "scale"}])
    case = survey.answer(Actor("contact", contact.pk, str(contact)), 2, words, [words, 1])
    Case.objects.filter(pk=case.pk).update(about=words[:200], text=words, outcome=words)
    case.refresh_from_db()
    CaseCost.note_time(case, 25, by, words)
    rule = SurveyRule.make(client.workspace, by, kind="pulse", when="rhythm", days=90, question=words)
    theme = Theme.add(client.workspace, words[:100], ["comment"], by)
    theme.tag(survey, by)
    theme.decide("changed", words, by)
    values = {"survey_id": survey.pk, "case_id": case.pk, "rule_id": rule.pk, "step_id": case.steps.last().pk}
    values |= {"theme_id": theme.pk, "ask_id": _ask(client, contact, words).pk}
    return values, {"answers:link": AnswerKey.make(contact, "survey", survey.pk).split("/")[-2]}


def _ask(client: Client, contact: Contact, words: str) -> Ask:
    """A testimonial that may be published; while the case is open nobody could be asked for it by the pages."""
    ask = Ask.objects.create(
        workspace=client.workspace, client=client, contact=contact, kind="testimonial", win="praise", win_note=words[:300], approved_by="x"
    )
    ask.give_words(Actor("contact", contact.pk, str(contact)), words, True, ["name", "company"])
    return ask
