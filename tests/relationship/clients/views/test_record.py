"""The whole record, and its parts edited in place."""

import datetime as dt

import pytest

from clientkeep.relationship.clients.models import Client
from tests.relationship.clients.views.asking import at, text_of


def whole(page, client, **typed):
    form = page.get(at("edit", client)).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, False)} | typed


def test_saving_the_whole_record_goes_through_every_verb(cast, page):
    version = cast.acme.version
    typed = whole(page, cast.acme, version=version, city="Bend", stage="active", tags="retainer, Brand", hourly_rate="80.50", currency="EUR",
                  website="acme.example", phone="503 555 0134", next_step="Call", next_step_on="2027-01-05", tax_percent="19", terms_days="14")  # fmt: skip
    assert page.post(at("edit", cast.acme), typed).status_code == 302
    now = Client.objects.get(pk=cast.acme.pk)
    assert (now.city, now.stage, now.tags, now.hourly_rate, now.currency) == ("Bend", "active", ["retainer", "Brand"], 8050, "EUR")
    assert (now.website, now.phone, now.next_step_on) == ("https://acme.example", "+1 503-555-0134", dt.date(2027, 1, 5))
    assert (str(now.tax_percent), now.terms_days) == ("19", 14)


def test_who_saves_second_sees_both_versions(cast, page):
    seen = cast.acme.version
    cast.acme.change(cast.acting(cast.theo).actor, city="Salem Heights")
    answer = page.post(at("edit", cast.acme), whole(page, cast.acme, version=seen, city="Portland"))
    assert answer.status_code == 409
    assert "Salem Heights" in text_of(answer)
    assert "Portland" in text_of(answer)
    assert "by Theo Hart" in text_of(answer)
    assert Client.objects.get(pk=cast.acme.pk).city == "Salem Heights"
    again = whole(page, cast.acme, version=answer.context["version"], city="Portland")
    assert page.post(at("edit", cast.acme), again).status_code == 302
    assert Client.objects.get(pk=cast.acme.pk).city == "Portland"


@pytest.mark.parametrize(("name", "value"), [
    ("workspace", "1"), ("workspace_id", "1"), ("role", "owner"), ("id", "1"), ("archived_at", "2026-01-01"), ("owner", "1"), ("words", "x"), ("source", "x"),
])  # fmt: skip
def test_what_the_form_does_not_ask_is_refused(cast, page, name, value):
    answer = page.post(at("edit", cast.acme), whole(page, cast.acme, version=cast.acme.version, city="Bend", **{name: value}))
    assert answer.status_code == 422
    assert f"{name} is not a field of this form" in text_of(answer)
    assert Client.objects.get(pk=cast.acme.pk).city == "Salem"


@pytest.mark.parametrize(("name", "value"), [
    ("name", ""), ("email", "x"), ("website", "javascript:alert(1)"), ("hourly_rate", "1e400"), ("hourly_rate", "１２"), ("hourly_rate", "1_000"),
    ("hourly_rate", "NaN"), ("hourly_rate", "-5"), ("terms_days", "-1"), ("terms_days", "99999"), ("tax_percent", "Infinity"), ("tax_percent", "101"),
    ("country", "XX"), ("currency", "ABC"), ("time_zone", "Mars/Base"), ("language", "zzz"), ("stage", "won"), ("tier", "z"), ("contract_ends", "31.12.2026"),
    ("background", "x" * 20_001), ("next_step_on", "soon"),
])  # fmt: skip
def test_what_cannot_be_kept_is_said_at_its_field(cast, page, name, value):
    answer = page.post(at("edit", cast.acme), whole(page, cast.acme, version=cast.acme.version, **{name: value}))
    assert answer.status_code == 422
    assert answer.context["form"].errors[name]
    assert f'id="id_{name}_error"' in text_of(answer)


@pytest.mark.parametrize(("slug", "typed", "field", "kept"), [
    ("name", {"name": "Acme & Co"}, "name", "Acme & Co"), ("terms", {"terms_days": "7"}, "terms_days", 7), ("terms", {"terms_days": ""}, "terms_days", None),
    ("stage", {"stage": "paused"}, "stage", "paused"), ("tier", {"tier": "b"}, "tier", "b"), ("currency", {"currency": "JPY"}, "currency", "JPY"),
    ("tags", {"tags": "a, b"}, "tags", ["a", "b"]), ("next-step", {"next_step": "Call"}, "next_step", "Call"), ("rate", {"hourly_rate": "90"}, "hourly_rate", 9000),
    ("background", {"background": "Met at the fair"}, "background", "Met at the fair"), ("address", {"city": "Bend", "country": "US"}, "city", "Bend"),
    ("kind", {"is_company": ""}, "is_company", False), ("tax", {"tax_exempt": "on"}, "tax_exempt", True),
])  # fmt: skip
def test_a_part_is_edited_in_place(cast, page, slug, typed, field, kept):
    answer = page.post(at("part", cast.acme, slug), typed)
    assert answer.status_code == 302
    assert answer.url == f"{at('detail', cast.acme)}#part-{slug}"
    assert getattr(Client.objects.get(pk=cast.acme.pk), field) == kept


def test_in_place_by_htmx_swaps_only_the_part(cast, page):
    asked = {"HTTP_HX_REQUEST": "true"}
    form = text_of(page.get(at("part", cast.acme, "terms"), **asked))
    assert "data-inline-input" in form
    assert "<html" not in form
    kept = text_of(page.post(at("part", cast.acme, "terms"), {"terms_days": "7", "was": "30 days, as the firm"}, **asked))
    assert "7 days" in kept
    assert "<html" not in kept
    wrong = text_of(page.post(at("part", cast.acme, "terms"), {"terms_days": "seven"}, **asked))
    assert "seven" in wrong
    assert "Enter a whole number." in wrong
    left = text_of(page.get(at("part", cast.acme, "terms") + "?leave=1", **asked))
    assert "7 days" in left


def test_a_part_that_changed_meanwhile_is_a_conflict(cast, page):
    cast.acme.change(cast.by, terms_days=14)
    answer = page.post(at("part", cast.acme, "terms"), {"terms_days": "7", "was": "30 days, as the firm"})
    assert answer.status_code == 409
    assert "Somebody changed this meanwhile to “14 days”" in text_of(answer)
    assert Client.objects.get(pk=cast.acme.pk).terms_days == 14


def test_a_part_takes_its_own_fields_only(cast, page):
    answer = page.post(at("part", cast.acme, "terms"), {"terms_days": "7", "name": "Taken"})
    assert answer.status_code == 422
    assert Client.objects.get(pk=cast.acme.pk).terms_days is None
    assert page.get(at("part", cast.acme, "password")).status_code == 404
