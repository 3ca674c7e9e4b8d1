import datetime as dt

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from lucide import IconDoesNotExist

from clientkeep.foundation import clock
from clientkeep.foundation.money import Money
from clientkeep.foundation.ui.reading import Reading, reading_as


def write(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


@pytest.fixture(autouse=True)
def third_of_march():
    with clock.moved(dt.datetime(2026, 3, 3, 12, 0, tzinfo=dt.UTC)):
        yield


def test_money_from_money_and_from_minor_units():
    assert write("{{ total|money }}", total=Money(240000, "USD")) == "$2,400.00"
    assert write('{{ total|money:"EUR" }}', total=-100) == "−EUR\u00a01.00"
    assert write("{{ total|money }}", total=None) == ""


def test_money_is_read_as_the_reader_reads():
    with reading_as(Reading("de_DE", "EUR")):
        assert write("{{ total|money }} {{ total|amount }}", total=Money(240000, "EUR")) == "2.400,00\u00a0€ 2400,00"


def test_an_amount_of_nothing_is_shown_as_zero_and_a_missing_one_as_nothing():
    assert write("{{ total|amount }}", total=Money(0, "USD")) == "0.00"
    assert write("{{ total|amount }}", total=None) == ""


def test_a_day_says_the_exact_time_on_hover():
    moment = dt.datetime(2026, 3, 3, 9, 5, tzinfo=dt.UTC)
    with reading_as(Reading(zone="Europe/Berlin")):
        assert write("{% day m %}", m=moment) == (
            '<time datetime="2026-03-03T09:05:00+00:00" title="Tue 3 Mar 2026, 10:05 Europe/Berlin">Tue 3 Mar</time>'
        )
    assert write("{% day m %}{% relative m %}", m=None) == ""


def test_how_late_something_is():
    assert ">9 days late</time>" in write("{% relative d due=True %}", d=dt.date(2026, 2, 22))
    assert ">9 days ago</time>" in write("{% relative d %}", d=dt.date(2026, 2, 22))


def test_a_sign_is_hidden_from_screen_readers_and_a_lone_one_is_named():
    assert 'aria-hidden="true"' in write('{% icon "sun" %}')
    assert "icon--small" in write('{% icon "sun" "small" %}')
    assert '<span class="visually-hidden">Edit &amp; keep</span>' in write('{% named_icon "pencil" name %}', name="Edit & keep")


def test_a_misspelt_sign_is_found():
    with pytest.raises(IconDoesNotExist):
        write('{% icon "no-such-sign" %}')


def test_a_state_is_a_sign_and_a_word():
    shown = write('{% state "overdue" %}')
    assert shown.startswith('<span class="state state--late"><svg')
    assert shown.endswith("Overdue</span>")


def test_the_address_of_a_list_keeps_what_is_not_changed():
    request = RequestFactory().get("/invoices/", {"state": "unpaid", "sort": "due", "page": "3"})
    assert write('{% address sort="total" page=None as url %}{{ url|safe }}', request=request) == "?state=unpaid&sort=total"


def test_a_part_sees_only_what_it_is_given():
    assert "secret" not in write('{% part "button" label="Send" %}', form="secret", kind="secret")
    assert 'class="button button--primary"' in write('{% part "button" label="Send" kind="primary" %}')


def test_a_component_takes_a_body_and_slots_and_escapes_what_was_typed():
    shown = write(
        '{% component "panel" title=name %}<p>{{ name }}</p>{% slot acts %}<a href="#">Add</a>{% endslot %}{% endcomponent %}',
        name="<Bloom>",
    )
    assert "<p>&lt;Bloom&gt;</p>" in shown
    assert "&lt;Bloom&gt;</h2>" in shown.replace("  ", "")
    assert '<a href="#">Add</a>' in shown
    assert shown.index("Add") < shown.index("<p>")


def test_components_nest():
    shown = write('{% component "facts" %}{% component "fact" label="Owed" %}12{% endcomponent %}{% endcomponent %}')
    assert '<dl class="facts"><div class="fact"><dt class="fact__label">Owed</dt><dd class="fact__value">12</dd>' in shown


def test_a_component_without_a_name_is_refused():
    with pytest.raises(TemplateSyntaxError):
        write("{% component %}{% endcomponent %}")


def test_posting_parts_carry_the_form_token():
    assert 'value="token"' in write('{% part "post_button" url="/x/" label="Keep" %}', csrf_token="token")
