"""Ready-made clauses in plain English, to begin a library with. They are a start for a firm's own words, no legal advice."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ReadyClause:
    """A clause that a firm adds by a click."""

    slug: str
    group: str
    title: str
    body: str


READY = (
    ReadyClause(
        "scope", "work", "What the price covers",
        "{firm} does what is listed under the deliverables, and nothing else is included in the price of {price}. "
        "If {client} wants something more, {firm} says in writing what it costs and what it does to the dates, and begins with it once {client} has agreed in writing.",
    ),
    ReadyClause(
        "client-part", "work", "What {client} does",
        "{client} names one person who decides, gives {firm} the texts, pictures and access that the work needs, and answers a question within 5 working days. "
        "For each working day that an answer is late, the dates move by one working day.",
    ),
    ReadyClause(
        "acceptance", "work", "When a part counts as accepted",
        "{client} looks at each part within 10 working days of its delivery and either accepts it or says in writing what differs from what was agreed. "
        "{firm} puts that right at no cost. A part on which nothing is said within these 10 working days counts as accepted.",
    ),
    ReadyClause(
        "payment", "payment", "Payment",
        "{client} pays {deposit} on acceptance; work begins once it has arrived. Every other invoice is paid within 14 days of its date. "
        "Fees of banks are paid by the side that sends the money.",
    ),
    ReadyClause(
        "late-payment", "payment", "Late payment",
        "If an invoice is more than 14 days late, {firm} may stop the work after telling {client} in writing, and take it up again when the invoice is paid. "
        "The dates move by the days for which the work stood still. Interest is owed at the rate that the law sets for late payment between businesses.",
    ),
    ReadyClause(
        "revisions", "changes", "Revisions and changes",
        "The revisions that are included are named with each deliverable. A revision is one list of changes to what was shown. "
        "A further revision, or a change of what was agreed before, is offered at a price and begins once {client} has agreed in writing.",
    ),
    ReadyClause(
        "ownership", "ownership", "Who owns the result",
        "When {client} has paid the whole price, {client} owns what {firm} made and delivered for it, and may use and change it without limit of time or place. "
        "{firm} keeps its drafts that were not chosen, its tools and what it had before. Fonts, pictures and software of others come with the licences of those others.",
    ),
    ReadyClause(
        "showing", "ownership", "Showing the work",
        "{firm} may show the finished work as a reference, with the name of {client}, once {client} has published it. {client} may say no to this in writing.",
    ),
    ReadyClause(
        "confidentiality", "confidentiality", "Confidentiality",
        "Each side keeps to itself what it learns about the other that is not public, uses it only for this work, and shows it only to people who need it for the work and are bound in the same way. "
        "This holds for 3 years after the work has ended. It does not hold for what the law requires one to tell.",
    ),
    ReadyClause(
        "liability", "liability", "Liability",
        "{firm} works with care and puts right what is wrong with its work when {client} says so within 6 months of the delivery. "
        "Altogether {firm} owes no more than the price that was agreed, {price}. Nothing here limits what the law does not let anybody limit.",
    ),
    ReadyClause(
        "ending", "termination", "Ending it early",
        "Either side may end this in writing with a notice of 14 days, and at once if the other side breaks it and does not put that right within 10 days of being told. "
        "{client} pays for what was done up to the end, and {firm} hands that over. A deposit is counted against it.",
    ),
    ReadyClause(
        "law", "other", "Law, and the whole agreement",
        "The law of {law} applies. This paper, with what is listed in it, is all that both sides have agreed on. A change of it is agreed in writing, and a signature or an acceptance on the page of {firm} is in writing. "
        "If one clause does not hold, the others do.",
    ),
)  # fmt: skip
