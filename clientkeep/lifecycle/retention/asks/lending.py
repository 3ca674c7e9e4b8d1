"""Testimonials as words that a proposal shows: those that are published, under the names that may stand beside them."""

from clientkeep.lifecycle.agreements.proposals.lenders import LENDERS, Lender

from .model import Ask

_WHY = {
    "asked": "it was not given yet", "given": "it was given without consent to publish it", "consented": "it is not published",
    "declined": "whoever was asked would rather not", "withdrawn": "the consent was taken back",
}  # fmt: skip

LENDERS.add(
    "testimonials",
    Lender(
        "testimonials", "testimonial", "testimonials",
        rows=lambda workspace: Ask.objects.filter(workspace=workspace, kind="testimonial").select_related("contact", "client"),
        shown=lambda rows: rows.filter(state="published").order_by("-published_at", "-pk"),
        visible=lambda rows, acting: rows.visible_to(acting),
        title=lambda ask: ask.signed, hint=lambda ask: ask.text, words=lambda ask: {"text": ask.text},
        why=lambda ask: "it is gone" if ask is None else _WHY.get(ask.state, "it is not published"),
        list_url="asks:list", icon="message-square-quote",
        empty="A client who is glad is asked for a testimonial once. Once it is given with consent and published, it can stand in a proposal.",
    ),
)  # fmt: skip
