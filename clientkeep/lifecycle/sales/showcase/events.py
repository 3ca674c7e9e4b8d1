"""The facts that this room announces, on the timeline of the client that a case study is about."""

from clientkeep.workspace.journal import declare

PAYLOAD = ("title",)
StudyWritten = declare("case_study.written", "{actor} wrote the case study “{title}”", "sales", sign="book-open", payload=PAYLOAD)
StudyChanged = declare("case_study.changed", "{actor} changed the case study “{title}”", "change", sign="pencil", payload=PAYLOAD)
ConsentAsked = declare("case_study.asked", "{actor} asked {contact} for consent to the case study “{title}”", "sales", sign="send", payload=(*PAYLOAD, "contact"))
ConsentGiven = declare("case_study.consented", "{actor} agreed that the case study “{title}” is shown", "sales", sign="circle-check", payload=PAYLOAD)
ConsentRefused = declare("case_study.refused", "{actor} would rather not have the case study “{title}” shown", "sales", sign="circle-slash", payload=PAYLOAD)
ConsentWithdrawn = declare("case_study.withdrawn", "{actor} took back the consent to the case study “{title}”", "sales", sign="circle-slash", payload=PAYLOAD)
StudyPublished = declare("case_study.published", "{actor} published the case study “{title}”", "sales", sign="globe", payload=PAYLOAD)
StudyHidden = declare("case_study.hidden", "{actor} took the case study “{title}” off the web", "sales", sign="eye-off", payload=PAYLOAD)
