import json

from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory

from clientkeep.foundation.ui.notices import say, say_now, undo_path


def a_request():
    request = RequestFactory().get("/")
    request.session = {}
    request._messages = FallbackStorage(request)
    return request


def test_a_notice_offers_to_undo_by_posting():
    request = a_request()
    say(request, "Invoice voided", undo="/invoices/1/voiding/undo/")
    shown = render_to_string("ui/components/notices.html", {"messages": request._messages})
    assert '<form method="post" action="/invoices/1/voiding/undo/"' in shown
    assert "Invoice voided" in shown


def test_a_plain_notice_offers_nothing():
    request = a_request()
    say(request, "Saved")
    assert [undo_path(message) for message in request._messages] == [""]


def test_a_swapped_part_tells_the_page():
    response = say_now(HttpResponse(), "Saved “Bloom”", undo="/undo/")
    assert json.loads(response["HX-Trigger"]) == {"ui:notice": {"text": "Saved “Bloom”", "undo": "/undo/"}}
