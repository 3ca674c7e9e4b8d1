"""The words by which a line says what kind of contact it was, and who does what."""

CALL, MEETING, MAIL, MESSAGE, NOTE = "call", "meeting", "mail", "message", "note"
NOUN, VERB = "noun", "verb"

_KINDS = {
    (CALL, NOUN): "call|phone call|telephone call|video call|zoom call|zoom|skype call|skype|teams call|facetime|phonecall|"
    "voicemail|chat|by phone|on the phone|off the phone|over the phone|conference call|phone",
    (CALL, VERB): "called|rang|phoned|telephoned|tel|spoke|spoken|talked|ringing|rung|left a voicemail|left voicemail",
    (MEETING, NOUN): "meeting|mtg|teams meeting|zoom meeting|lunch|coffee|breakfast|dinner|visit|site visit|workshop|"
    "kickoff|kick-off|demo|presentation|session|appointment|viewing|walkthrough|consultation|in person",
    (MEETING, VERB): "met|visited|met up|saw",
    (MAIL, NOUN): "mail|email|e-mail|letter|mails|emails",
    (MAIL, VERB): "emailed|e-mailed|mailed|wrote|replied|answered",
    (MESSAGE, NOUN): "message|msg|text|sms|whatsapp|dm|slack|slack message|text message|whatsapp message|signal message",
    (MESSAGE, VERB): "texted|messaged|whatsapped|dmed|left a message|left message",
    (NOTE, NOUN): "note|memo|note to self",
}  # fmt: skip


def _by_first_word() -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    table: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for (kind, form), phrases in _KINDS.items():
        for phrase in phrases.split("|"):
            words = tuple(phrase.split())
            table.setdefault(words[0], []).append((words, kind, form))
    for choices in table.values():
        choices.sort(key=lambda each: -len(each[0]))
    return table


KIND_PHRASES = _by_first_word()
NOT_A_CALL = frozenset("back again them him her me us you it up for".split())
CONNECTORS = frozenset(
    "with w and at from to by on for the a an my our i we they he she just had have got get getting received sent send off "
    "please log logged um uh er so okay ok well quick short long brief again of via out this then was had did also and now".split()
)
JOINS_A_NAME = frozenset("with w to from and at for by of via".split())
STARTS_A_NAME = frozenset("with w to from".split())
TOPIC = frozenset("about re regarding concerning".split())
PRONOUNS_OF_THEM = frozenset(("they", "he", "she"))

_ACTIONS = (
    "send quote deliver pay call write check review prepare draft sign book order fix update provide share upload confirm "
    "come get give bring make build design finish approve decide return ship install invoice bill email mail ring phone "
    "forward print test pick collect set organise organize arrange schedule plan reply answer respond let tell transfer "
    "refund credit replace repair measure drop post publish remove add change correct rewrite translate edit cut clean "
    "paint take supply introduce visit show present research compare calculate estimate propose redo revise resend file "
    "submit register fill complete start begin hand pass put talk speak discuss choose select move cancel accept postpone "
    "decline reject follow look find text message try train teach plant bake cook cater shoot film record host move "
    "migrate back restore scan copy proof proofread lend rent lease pack store load unload drive fetch buy sell offer "
    "release extend renew pause resume adjust trim sand tile wire drill lay hang mount assemble weld sew press iron wash "
    "feed groom walk cover hire invite ask contact reach settle reimburse charge apply request block reserve keep announce "
    "launch open close switch swap sort help support handle run do meet wait chase clarify note list count source rework "
    "redesign create develop implement deploy debug tune service inspect examine treat prescribe vaccinate notify inform "
    "remind warn report summarise summarize explain bring-in hold"
)
ACTIONS = frozenset(_ACTIONS.split())


# What things do as well as people: "the logo will get a shadow" names nobody.
OF_THINGS = frozenset("get come make move start begin open close launch take help run cover meet hold show add change remove "
                      "follow wait reply keep fix update replace improve support print lay hang reach release cut put".split())  # fmt: skip


def third_person(verb: str) -> str:
    """ "send" → "sends", "fix" → "fixes", "carry" → "carries"."""
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        return verb + "es"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"


THIRD = {third_person(verb): verb for verb in ACTIONS}
IMPERATIVES = ACTIONS - frozenset("call mail email text message phone ring note ask wait help open close start run put cut do "
                                  "keep plan test record list count hold file back let chase plant film proof lay".split())  # fmt: skip
SETTLES = frozenset("move confirm approve accept cancel postpone decline reject".split())
HAPPENS = frozenset("open close start begin launch run move come".split())
STATES = frozenset("be have see like love need know want think prefer hope feel seem mind".split())
ADVERBS = frozenset("also then still now just kindly only first probably definitely surely soon gladly happily both".split())
MODALS = frozenset(("will", "'ll", "shall", "must"))
HEDGES = frozenset("maybe perhaps might could would wouldn't possibly hopefully hope hopes think thinks guess wish wishes "
                   "whether unsure if unless probably may".split())  # fmt: skip
CONDITIONS = frozenset(("if", "unless", "when", "once", "provided", "assuming"))
SOFT = frozenset((",", "and", "but", "so", "then", "that", "plus", "while", "says", "said", "say", "confirms", "confirmed"))

CHANGES = frozenset("moves shifts slips stays stay remains starts becomes chose approved postponed cancelled canceled "
                    "accepted rejected declined".split())  # fmt: skip
DONE = frozenset("approved cancelled canceled postponed moved delayed confirmed fixed agreed decided off dropped final settled "
                 "accepted rejected brought-forward scrapped closed extended shortened".split())  # fmt: skip
IS = frozenset("is are was were been gets get being 's".split())
