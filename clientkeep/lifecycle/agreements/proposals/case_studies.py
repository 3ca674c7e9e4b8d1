"""Case studies as words that a proposal shows: the published ones, whose clients agreed to them."""

from clientkeep.lifecycle.sales.models import CaseStudy
from clientkeep.lifecycle.sales.showcase.rules import PARTS, lines_of

from .lenders import LENDERS, Lender

_WHY = {"withdrawn": "its client took the consent back", "refused": "its client would rather not", "asked": "its client has not answered yet"}


def _words(study: CaseStudy) -> dict[str, str]:
    """What its client agreed to, whole."""
    return {**{name: getattr(study, name) for name in ("shown_as", *PARTS)}, "outcomes": lines_of(study.outcomes)}


def _why(study: CaseStudy | None) -> str:
    if study is None or not study.client_id:
        return "it is not published"
    return _WHY.get(study.consent, "it is not published" if study.consent == "given" else "its client has not been asked about its words")


def _hint(study: CaseStudy) -> str:
    outcomes = "; ".join(f"{figure} {words}" for figure, words in study.outcomes)
    return ": ".join(filter(None, [study.shown_as, outcomes]))


LENDERS.add(
    "case_studies",
    Lender(
        "case_studies", "case study", "case studies",
        rows=lambda workspace: CaseStudy.objects.filter(workspace=workspace),
        shown=lambda rows: rows.public().order_by("-published_at", "-pk"),
        visible=lambda rows, acting: rows.visible_to(acting),
        title=lambda study: study.title, hint=_hint, words=_words, why=_why, list_url="showcase:list", icon="book-open",
        empty="A case study tells what was done for a client and what came of it. Once its client has agreed to the very words, it can stand in a proposal.",
    ),
)  # fmt: skip
