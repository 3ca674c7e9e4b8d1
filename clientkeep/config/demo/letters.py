"""What was written, said and promised between Tidewater Studio and its clients. Days count back from today."""

from .story import Story
from .talk import (
    answers_by_mail,
    confirms,
    keeps,
    logs,
    mails,
    promises,
    recaps,
    wonders,
    writes_in_the_portal,
)

SHOP = "Second shop: measurements"
SCHEDULE = "Photo schedule for the autumn"
QUOTE = "The quote for the web shop"
PAPER = "Care labels: which paper"
COVERS = "Autumn list covers"
# What Quinn wrote about the covers every other week, until one day it ended; and what was answered.
WITH_QUINN = {
    152: ("The list is final: four titles. The poetry one wants no picture at all.", "Then it gets the best paper instead."),
    141: ("The author of The Long Field asks for a darker green. May she?", "She may: two darker ones are attached to the thought."),
    131: ("Green approved. Blurbs come next week.", "We keep the backs open until then."),
    119: ("Here are the blurbs. The third is long, cut where you like.", "Cut after the second sentence; it ends better there."),
    108: ("The printer asks for the spine widths. Can you write to him directly?", "Done, with you in copy."),
    97: ("Spines settled, thank you. Our sales people love the second cover.", "So do we. It goes on our wall."),
    85: ("Could the fourth be ready for the catalogue in two weeks?", "In ten days, with the back still rough."),
    74: ("It looks splendid in the catalogue.", "Good to hear, Quinn. Proofs of all four follow."),
    63: ("Proofs came. I will go through them with the authors.", "Take your time; the printer waits until the end of the month."),
    52: ("Two authors said yes. The other two are slow, as ever.", "We begin with the two."),
    42: ("The second proof is with them now.", "Tell us when they are through, and we print."),
}


def acme(story: Story) -> None:
    """Steady, in both directions; a mail has come just now."""
    mails(story, 240, SHOP, "We signed the lease for a second shop. What do you need from us to begin with?", hour=10)
    answers_by_mail(story, 240, SHOP, "Congratulations, Mara. Measure the front window and the sign board, and tell us the day you open.", hour=12)
    mails(story, 236, SHOP, "Window 240 by 180 cm, board 300 by 60. We open in spring.", file=("measurements.txt", "Window 240 x 180 cm\nSign board 300 x 60 cm\n"))
    answers_by_mail(story, 236, SHOP, "Thank you, Mara. The drawings begin when the keys are yours.", hour=13)
    logs(story, 58, "meeting with Mara 50 min: the refresh moves to both shops at once, she sends the photographs by Friday, I quote the window frames")
    recaps(story, 58)
    confirms(story, 57)
    keeps(story, 54, "photographs")
    keeps(story, 52, "window frames")
    writes_in_the_portal(story, 22, "Invoice for the refresh", "Could the invoice carry our order number, PO 4502?")
    answers_by_mail(story, 22, "Invoice for the refresh", "Of course: it will carry PO 4502.", hour=14)
    promises(story, 9, "ours", "Send the paper samples for the second shop", 6)
    keeps(story, 4, "paper samples")
    promises(story, 6, "ours", "Show the sketches of the second shop", 10)
    wonders(story, 6, "Does the spring fair get a stand of its own this year?")
    mails(story, 0, "Sketches on Thursday", "Can we move the sketches to ten o'clock? My sister would like to see them, too.", hour=23)


def harbor(story: Story) -> None:
    """The client who waited too long for an answer, said so, and has been content since."""
    mails(story, 101, SCHEDULE, "When do you photograph in September? Three of us need to move patients for it.", hour=9)
    answers_by_mail(story, 97, SCHEDULE, "Sorry for the wait. The 14th, from eight to eleven, if that suits your morning.", hour=16)
    mails(story, 89, SCHEDULE, "The 14th suits. Thank you for ringing about the slow replies.", who=1)
    answers_by_mail(story, 89, SCHEDULE, "It is in the calendar, Leo. You have the list of rooms by Friday.", who=1, hour=11)
    logs(story, 61, "call with Leo Tran 15 min: photo day moves to the first Tuesday of each month, he sends the list of rooms by Friday", hour=16)
    keeps(story, 58, "list of rooms")
    logs(story, 13, "call with Nadia Osei yesterday 25 min: the new booking page goes live before the recall letters, Leo sends the team photos by Friday, I quote the booking page by Thursday")
    recaps(story, 13, hour=17)
    confirms(story, 12)
    keeps(story, 10, "booking page", hour=11)
    promises(story, 7, "theirs", "Send the texts for the recall letters", 4)
    wonders(story, 7, "Which treatments may the recall letters name?")


def bloom(story: Story) -> None:
    """She asks before she decides, and waits for an answer now."""
    mails(story, 40, "Pictures on dark paper", "I keep coming back to the photographs on dark paper. Would that work on a telephone, too?")
    answers_by_mail(story, 40, "Pictures on dark paper", "It does, Ines: two pages are attached to the idea. Look at them on yours.", hour=13)
    mails(story, 39, "Pictures on dark paper", "They glow. I am sold; what would it cost?")
    answers_by_mail(story, 39, "Pictures on dark paper", "A first figure comes with the sketch of the shop. Nothing to decide yet.", hour=11)
    logs(story, 16, "call with Ines 20 min: ok with forty products at the opening, I send the quote by Friday")
    recaps(story, 16)
    keeps(story, 9, "quote", hour=13)
    answers_by_mail(story, 9, QUOTE, "The quote is in your portal. Shall we go through it together on the phone?", hour=14)
    mails(story, 0, QUOTE, "Could we begin with the photographs and leave the launch week out at first? Then I can say yes.", hour=8)


def quill(story: Story) -> None:
    """A steady correspondent who has gone quiet."""
    for days_ago, (theirs, ours) in WITH_QUINN.items():
        mails(story, days_ago, COVERS, theirs)
        answers_by_mail(story, days_ago, COVERS, ours, hour=14)
    answers_by_mail(story, 25, COVERS, "How are the authors getting on with the second proof?", hour=10)


def larkin(story: Story) -> None:
    """Across eight hours of time difference, mostly in writing."""
    mails(story, 95, PAPER, "Which paper survives a wash at forty degrees? Our oak oil stains everything.", hour=8)
    answers_by_mail(story, 95, PAPER, "A spun one, uncoated. Samples of three leave today.", hour=11)
    mails(story, 84, PAPER, "The second of the three, please. It takes the oil kindly.", hour=8)
    answers_by_mail(story, 84, PAPER, "Ordered. The oak thanks you.", hour=11)
    logs(story, 68, "call with Harriet Larkin 30 min: ok with labels in two languages, she sends the French wording by Friday")
    recaps(story, 68)
    confirms(story, 66)
    keeps(story, 64, "French wording")
    mails(story, 20, "Labels arrived", "The labels arrived and are lovely. The brown is a touch warm; leave it, it suits the oak.", hour=8)
    answers_by_mail(story, 20, "Labels arrived", "Glad they did. The brown is noted for the next run.", hour=10)
    promises(story, 11, "ours", "Send the paper samples for the catalogue", 20)


def maple(story: Story) -> None:
    """A first talk, what the board wants to know, and a promise of ours that is late."""
    mails(story, 5, "What the board will ask", "The board asks who else you have drawn a crest for. Could you name two?", hour=13)
    answers_by_mail(story, 4, "What the board will ask", "Two schools, Priya, and one rowing club. Pictures follow with the estimate.", hour=10)
    promises(story, 4, "ours", "Send the estimate with pictures of two crests", 2)
