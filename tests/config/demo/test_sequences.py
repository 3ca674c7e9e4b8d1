"""In the demo one sequence goes on, one stopped when she replied, one letter waits to be read."""

from clientkeep.config.demo import make
from clientkeep.lifecycle.retention.models import SequenceRun, SequenceStep


def test_the_demo_shows_each_way_a_sequence_can_stand(db):
    firm = make()
    runs = {run.client.name: run for run in SequenceRun.objects.filter(workspace=firm).select_related("client")}
    bloom = runs["Bloom & Co"]
    assert (bloom.state, bloom.because) == ("stopped", "Ines Moreau replied") and bloom.steps.get(position=1).state == "sent"
    going_on = runs["Larkin Ltd"]
    assert going_on.state == "running" and [step.state for step in going_on.steps.order_by("position")] == ["sent", "planned", "planned"]
    waiting = SequenceStep.objects.filter(workspace=firm).waiting().select_related("run__client", "run__contact").get()
    assert waiting.run.client.name == "Northwind Brewing" and str(waiting) == "It has been a while"
