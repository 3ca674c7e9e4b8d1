from django import forms

from clientkeep.foundation.ui.forms import Renderer
from clientkeep.foundation.ui.samples import SampleForm, filled_form


def test_a_field_has_its_label_its_help_and_its_error_wired_to_it():
    shown = filled_form()["name"].as_field_group()
    assert '<label class="field__label" for="id_name">Client&#x27;s name</label>' in shown
    assert 'aria-describedby="id_name_helptext id_name_error"' in shown
    assert 'aria-invalid="true"' in shown
    assert 'id="id_name_helptext"' in shown
    assert 'id="id_name_error"' in shown


def test_what_was_typed_is_still_there_beside_the_error():
    shown = filled_form()["email"].as_field_group()
    assert 'value="ana@"' in shown
    assert 'class="field__error"' in shown


def test_optional_fields_say_so_and_required_ones_do_not():
    form = SampleForm(renderer=Renderer())
    assert "optional" in form["rate"].as_field_group()
    assert "optional" not in form["name"].as_field_group()


def test_a_group_of_choices_is_a_fieldset_with_a_legend():
    shown = SampleForm(renderer=Renderer())["days"].as_field_group()
    assert shown.startswith('<fieldset class="field"')
    assert "<legend>Remind after" in shown


def test_radio_cards_show_each_reason_once():
    shown = SampleForm(renderer=Renderer())["pay"].as_field_group()
    assert shown.count("By card") == 1
    assert "Through your own Stripe account." in shown


def test_the_whole_form_shows_its_own_errors_above_the_fields():
    shown = str(filled_form())
    assert shown.index("Nothing was saved") < shown.index("field__label")


def test_help_and_errors_are_escaped():
    class Naughty(forms.Form):
        name = forms.CharField()

    form = Naughty({"name": "x"}, renderer=Renderer())
    form.is_valid()
    form.add_error("name", "<script>")
    assert "<script>" not in str(form)
    assert "&lt;script&gt;" in str(form)


def test_money_and_date_inputs():
    form = SampleForm({"amount": "2,400", "due": "2026-03-03"}, renderer=Renderer())
    assert 'inputmode="decimal"' in str(form["amount"])
    assert 'value="2,400"' in str(form["amount"])
    assert 'type="date"' in str(form["due"])
