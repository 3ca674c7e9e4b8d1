"""Fields of the firm's own, from settings to record."""


from django.urls import reverse

from clientkeep.relationship.clients.models import Client, CustomField
from tests.relationship.clients.views.asking import at, text_of


def test_fields_of_ones_own_from_settings_to_record(cast, page):
    assert page.post(reverse("clients:custom_fields"), {"label": "Industry"}).status_code == 302
    field = CustomField.objects.get()
    page.post(at("part", cast.acme, "custom"), {"custom_industry": "Coffee"})
    assert Client.objects.get(pk=cast.acme.pk).custom == {"industry": "Coffee"}
    assert "Coffee" in text_of(page.get(at("detail", cast.acme)))
    page.post(reverse("clients:custom_field", args=[field.pk]), {"label": "Trade"})
    assert "Trade" in text_of(page.get(at("detail", cast.acme)))
    page.post(reverse("clients:custom_field_remove", args=[field.pk]))
    assert "Coffee" not in text_of(page.get(at("detail", cast.acme)))
    assert Client.objects.get(pk=cast.acme.pk).custom == {"industry": "Coffee"}


def test_fields_of_another_firm_and_bad_names(cast, page, as_member):
    other = CustomField.add(cast.south, "Shoe size", cast.by)
    for name in ("custom_field", "custom_field_remove"):
        assert page.post(reverse(f"clients:{name}", args=[other.pk]), {"label": "Mine"}).status_code == 404
    assert page.post(reverse("clients:custom_fields"), {"label": " "}).status_code == 422
    page.post(reverse("clients:custom_fields"), {"label": "Industry"})
    assert page.post(reverse("clients:custom_fields"), {"label": "industry"}).status_code == 422
    assert as_member(cast.theo).post(reverse("clients:custom_fields"), {"label": "X"}).status_code == 403
    assert "Shoe size" not in text_of(as_member(cast.olivia).get(at("detail", cast.acme)))
