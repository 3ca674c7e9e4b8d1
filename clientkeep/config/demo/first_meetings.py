"""What was said at the first meeting with a dairy that wants a brand."""

from clientkeep.lifecycle.sales.guides.writing import write
from clientkeep.lifecycle.sales.models import Opportunity, Prompt

from .firm import Firm
from .story import Story

TITLE = "Brand for a cheese dairy"
SAID = {
    "What made you look for somebody now?": "Two shops in Portland want the cheese, and asked for a label that one can read from the other side of the counter.",
    "What happens if nothing changes?": "They stay at the market on Saturdays, and the second herd does not pay.",
    "What will be different once it is done?": "Three cheeses with one face, and a name that people ask for.",
    "By when does it have to be there, and why then?": "Before the fair at the end of April: the buyers come once a year.",
    "What could stop it?": "Tess's brother owns half of it and likes the old cow.",
    "What does good look like to you? Name an example.": "The salt from Jacobsen: plain, and nobody else looks like it.",
    "What must not happen in any case?": "No cartoon cow.",
    "What do you expect to hold in your hands?": "A mark, three labels that the printer can use, a sign for the market stand.",
    "What do you bring yourselves: texts, pictures, people?": "Photographs of the valley, and Tess writes the texts.",
}


def first_meetings(story: Story) -> None:
    """The talk was two days ago."""
    story.on(2, lambda: _talk(story.firm), 11)


def _talk(firm: Firm) -> None:
    found = Opportunity.objects.select_related("client", "workspace").get(workspace=firm.workspace, title=TITLE)
    write(found, firm.june, {each: SAID[each.words] for each in Prompt.of(firm.workspace) if each.words in SAID})
