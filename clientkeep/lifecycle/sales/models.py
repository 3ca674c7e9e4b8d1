"""What comes before the first agreement. The rooms' models are gathered here."""

from .booking.booking import Booking
from .booking.claim import Claim
from .booking.feed import BusyFeed, BusyTime
from .booking.key import BookingKey
from .booking.meeting_type import MeetingType
from .booking.subscription import CalendarLink
from .guides.note import GuideNote
from .guides.prompt import Prompt
from .inquiries.form import InquiryForm
from .inquiries.model import Inquiry
from .opportunities.model import Opportunity
from .pipeline.reason import LostReason
from .pipeline.source import Source, SourceCost
from .pipeline.stage import Stage
from .qualification.answer import Answer
from .qualification.assessment import Assessment
from .qualification.checklist import Checklist
from .qualification.criterion import Criterion
from .qualification.gate import Override
from .showcase.model import CaseStudy, StudyKey

__all__ = [
    "Answer",
    "Assessment",
    "Booking",
    "BookingKey",
    "BusyFeed",
    "BusyTime",
    "CalendarLink",
    "CaseStudy",
    "Checklist",
    "Claim",
    "Criterion",
    "GuideNote",
    "Inquiry",
    "InquiryForm",
    "LostReason",
    "MeetingType",
    "Opportunity",
    "Override",
    "Prompt",
    "Source",
    "SourceCost",
    "Stage",
    "StudyKey",
]
