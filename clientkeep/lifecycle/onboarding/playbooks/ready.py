"""The playbooks that come with the product, one for each trade: a firm takes one as its own, and changes it as it likes."""

from .ready_steps import Step, agrees, asks, expects, kicks_off, letter, meets, task, welcome

DESIGN: list[Step] = [
    welcome("thank you for your trust. Over the next days you get a few small things from us, each in its turn, and none takes long.\nWe begin with your material and a meeting, and you see first sketches after that."),
    expects(),
    task("folder", "Set up the project folder and the board", 0),
    asks("material", "Send us your logo, fonts and pictures", 2, text="The original files if you have them. Whatever you have at hand is a good beginning."),
    asks("likes", "Name three designs that you like, and one that you do not", 3, text="A link to each, and a word on why."),
    agrees("review", "How we review designs", 2, "One person at your side gathers all remarks. We answer each round within two working days. Two rounds are included; further rounds are agreed before they begin."),
    kicks_off("kickoff", "Kickoff meeting", 1, "material", "Goals, audience, what success looks like, the dates of both sides."),
    letter("dates", "Dates in writing", 1, "Our dates for {client}", "Hello {contact},\n\nthank you for the meeting. Our next steps and dates stand in your portal, and we tell you before one of them moves.\n\n{link}", "kickoff"),
    task("sketch", "Begin the first sketches", 2, "kickoff"),
]
SOFTWARE: list[Step] = [
    welcome("we are glad to build this with you. To start quickly we need access, somebody who decides, and an hour together.\nEach of these comes to you as a small step in your portal."),
    expects(),
    task("repo", "Set up the repository, the board and the test environment", 1),
    asks("decider", "Name who decides about scope, and who stands in for them", 1),
    asks("access", "Give us access to hosting, domain and accounts", 3, text="Invite us as a user of our own wherever that is possible. Send no passwords by mail."),
    task("check", "Check each access", 1, "access"),
    agrees("changes", "How changes are handled", 2, "New wishes are welcome at any time. We write down what each costs in time and money, and begin once you have agreed in writing. What was agreed before stays as it is."),
    kicks_off("kickoff", "Kickoff meeting", 1, "decider", "Goals, the riskiest assumption, definition of done, rhythm of demos."),
    letter("plan", "First milestone in writing", 1, "Our first milestone", "Hello {contact},\n\nthank you for the kickoff. The first milestone and what we need until then stand in your portal.\n\n{link}", "kickoff"),
    task("risk", "Build a first version of the riskiest part", 3, "kickoff"),
]
CONSULTING: list[Step] = [
    welcome("thank you for asking me to help. Before we meet I would like to read what there is, so that our first hour is worth your time."),
    expects(),
    asks("documents", "Send the documents that I should know", 3, text="Plans, figures, earlier reports. Rather too many than too few."),
    asks("people", "Name the people whom I should speak with", 3),
    agrees("confidence", "How we treat what is confidential", 1, "What you send is read by the people who work on it and nobody else. We delete it when the work ends, unless you ask us to keep it."),
    task("read", "Read what they sent, and write down open questions", 2, "documents"),
    kicks_off("kickoff", "First working session", 1, "read", "The question behind the question, what has been tried, who has to agree, by when."),
    letter("summary", "What I understood", 1, "What I understood", "Hello {contact},\n\nthank you for the open talk. I have written down what I understood and how I would go on. If I got something wrong, tell me now.\n\n{link}", "kickoff"),
    task("interviews", "Arrange the interviews", 2, "people"),
]
ACCOUNTING: list[Step] = [
    welcome("we look forward to keeping your books. So that nothing gets lost in the change, we ask for a few papers and permissions, one after the other."),
    expects(),
    asks("identity", "Send proof of identity and of the company", 3, text="The law asks us for it before we may begin."),
    asks("previous", "Tell your previous accountant that we take over", 3),
    task("letter", "Write to the previous accountant for the hand-over", 1, "previous"),
    asks("mandate", "Give us authority at the tax office", 4, text="We have prepared the form. Sign it, and send it back."),
    asks("bank", "Let us read your bank statements", 5),
    agrees("deadlines", "What we need each month, and by when", 3, "You send receipts by the 10th. We file on time for all that arrived by then. What arrives later is filed with the next return, and late fees that come from it are yours."),
    task("opening", "Enter the opening balances and check them", 3, "letter"),
    task("vat", "Check the VAT registration abroad", 3, only={"field": "kind", "is": "company"}),
    meets("review", "First review together", 15, "opening"),
]
PHOTO: list[Step] = [
    welcome("I am happy to be there on your day. Until then I ask you for a few things, so that on the day itself you need not think of me at all."),
    expects(),
    asks("places", "Tell me the places and times of the day", 10, text="Where you get ready, where it begins, where you celebrate, and when the light is yours."),
    asks("people", "List the pictures with family that you want", 20, text="Who stands together in each. Ten groups take about half an hour."),
    agrees("rights", "What you may do with the pictures", 2, "You may print and share all pictures privately. I may show a selection in my portfolio only if you have agreed to that in writing."),
    kicks_off("talk", "Talk through the day", 2, "places"),
    task("scout", "Look at the places, and note the light", 5, "places"),
    letter("timetable", "The day in writing", 1, "Your day, hour by hour", "Hello {contact},\n\nthank you for the talk. The plan of the day stands in your portal. If something moves, write to me there.\n\n{link}", "talk"),
    task("gear", "Check cameras, batteries and the second photographer", 3, "talk"),
]
# key -> name, for whom it is, its steps
READY: dict[str, tuple[str, str, list[Step]]] = {
    "design": ("Design project", "For a design studio: material, kickoff, first sketches.", DESIGN),
    "software": ("Software project", "For a software agency: access, who decides, kickoff, first milestone.", SOFTWARE),
    "consulting": ("Consulting engagement", "For a consultant: documents, people, first session, what was understood.", CONSULTING),
    "accounting": ("New accounting client", "For an accountant: identity, hand-over, authority, opening balances.", ACCOUNTING),
    "photography": ("Wedding", "For a photographer: the day, the people, the rights.", PHOTO),
}
