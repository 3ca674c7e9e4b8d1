"""What people are told of documents: the client's word on them."""

from clientkeep.workspace.notices.kinds import notice_kind

from .events import DocumentAccepted, DocumentDeclined, QuestionAsked

notice_kind("accepted", "A quote is accepted", (DocumentAccepted,), "documents.see", order=40)
notice_kind("declined", "A quote is declined", (DocumentDeclined,), "documents.see", urgent=True, order=41)
notice_kind("question", "A client asks about a document", (QuestionAsked,), "documents.see", order=42)
