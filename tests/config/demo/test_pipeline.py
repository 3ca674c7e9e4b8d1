"""The studio's pipeline: in every stage something, won and lost, by itself before any client is told of."""

from clientkeep.config.demo.firm import open_firm
from clientkeep.config.demo.first_meetings import SAID, TITLE, first_meetings
from clientkeep.config.demo.pipeline import COSTS, DECIDED, OPEN, pipeline
from clientkeep.config.demo.qualifying import GATE, LEAST, qualifying
from clientkeep.config.demo.story import Story
from clientkeep.config.demo.telling import _moment
from clientkeep.foundation import clock
from clientkeep.lifecycle.sales.guides.note import answers_of
from clientkeep.lifecycle.sales.models import Opportunity, SourceCost, Stage
from clientkeep.lifecycle.sales.qualification.judging import judged


def test_the_studios_pipeline_shows_every_stage(db):
    firm = open_firm()
    story = Story(firm)
    pipeline(story)
    qualifying(story)
    first_meetings(story)
    for days_ago, hour, act in sorted(story.acts, key=lambda each: (-each[0], each[1])):
        with clock.moved(_moment(firm, days_ago, hour, 0)):
            act()
    found = Opportunity.objects.filter(workspace=firm.workspace)
    assert found.count() == len(OPEN) + len(DECIDED)
    assert {each.stage for each in found.filter(state="open")} == set(Stage.of(firm.workspace))
    assert (found.filter(state="won").count(), found.filter(state="lost").count()) == (3, 3)
    assert found.stale(firm.today).exists()
    assert SourceCost.objects.count() == len(COSTS)
    assert Stage.of(firm.workspace)[GATE].least_score == LEAST
    good, doubtful = (judged(found.select_related("workspace", "client").get(title=title)) for title in ("Website for a boat builder", "Labels for a new cider"))
    assert good.passes(LEAST) and not good.open
    assert doubtful.flags == ["Budget: Far below what it takes"] and not doubtful.passes(LEAST)
    assert dict(pair for _, pairs in answers_of(found.get(title=TITLE)) for pair in pairs) == SAID
