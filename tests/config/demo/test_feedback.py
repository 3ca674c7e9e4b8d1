"""The demo firm was told something, mended it, told the client, and was praised."""

from clientkeep.config.demo import make
from clientkeep.lifecycle.retention.models import Ask, Case, Mention, Survey, ToldOfTheme


def test_the_demo_lived_through_a_low_answer_and_a_better_one(db):
    firm = make()
    pulses = Survey.objects.filter(workspace=firm, client__name="Harbor Dental", kind="pulse").order_by("answered_at")
    assert list(pulses.values_list("score", flat=True)) == [8, 6, 9]
    case = Case.objects.get(workspace=firm)
    assert case.state == "closed" and all(step.done_at for step in case.steps.all())
    assert sorted(Ask.objects.values_list("kind", "state")) == [("referral", "asked"), ("testimonial", "published")]
    assert Mention.objects.count() == 1 and not ToldOfTheme.objects.exists()
