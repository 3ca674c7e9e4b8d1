"""Tags and filters for every page: signs, money, days, states, addresses of lists, and components with a body."""

import datetime as dt
from typing import Any

from django import template
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from clientkeep.foundation.money import Money
from clientkeep.foundation.ui import days, figures, icons, notices, wording
from clientkeep.foundation.ui.reading import reading

register = template.Library()
register.simple_tag(icons.icon, name="icon")
register.simple_tag(icons.named_icon, name="named_icon")
register.filter("undo_path", notices.undo_path)


@register.filter
def money(amount: Money | int | None, currency: str = "") -> str:
    """Write Money, or minor units with their currency: `{{ invoice.total|money }}`, `{{ row.minor|money:"EUR" }}`."""
    if amount is None or amount == "":
        return ""
    minor, code = (
        (amount.minor, amount.currency) if isinstance(amount, Money) else (int(amount), str(currency))
    )
    reader = reading()
    return figures.write_money(minor, code or reader.currency, reader.locale, reader.currency)


@register.filter
def amount(value: Money | None) -> str:
    """Write Money as an input shows it: no sign, no groups, the reader's decimal point."""
    return figures.write_number(value.minor, value.currency, reading().locale) if isinstance(value, Money) else ""


@register.filter
def currency_sign(currency: str) -> str:
    """Return the sign beside an amount input: "$" for the firm's own currency, the ISO code for others."""
    reader = reading()
    return figures.currency_sign(str(currency), reader.locale, reader.currency)


@register.simple_tag
def day(moment: dt.date | dt.datetime | None) -> str | SafeString:
    """Write "Tue 3 Mar" as a <time>, exact on hover; nothing for None."""
    if not moment:
        return ""
    reader = reading()
    words = days.write_day(days.local_date(moment, reader.zone), reader.today)
    return _time(moment, words)


@register.simple_tag
def relative(moment: dt.date | dt.datetime | None, due: bool = False) -> str | SafeString:
    """Write "in 4 days", "9 days ago"; with due=True a past day is "9 days late"."""
    if not moment:
        return ""
    reader = reading()
    return _time(moment, days.write_distance(days.local_date(moment, reader.zone), reader.today, due=due))


@register.simple_tag
def moment(at: dt.datetime | None) -> str | SafeString:
    """Write "Tue 3 Mar, 9:00" in the reader's zone, exact on hover; nothing for None."""
    if not at:
        return ""
    reader = reading()
    words = days.write_day(days.local_date(at, reader.zone), reader.today)
    return _time(at, f"{words}, {days.write_hour(at, reader.zone)}")


@register.filter
def day_name(moment: dt.date | dt.datetime) -> str:
    """Write "Tue 3 Mar" as bare text, for titles and labels."""
    reader = reading()
    return days.write_day(days.local_date(moment, reader.zone), reader.today)


def _time(moment: dt.date | dt.datetime, words: str) -> SafeString:
    exact = days.write_exact(moment, reading().zone)
    return format_html('<time datetime="{}" title="{}">{}</time>', moment.isoformat(), exact, words)


@register.simple_tag
def state(slug: str, label: str = "", meaning: str = "") -> SafeString:
    """Show a state as its sign and word. `meaning` is good, waiting, late, broken or quiet."""
    word = wording.state_word(str(slug), str(label), str(meaning))
    return format_html(
        '<span class="state state--{}">{}{}</span>', word.meaning, icons.icon(word.sign), word.label
    )


@register.simple_tag
def initials(name: str, size: str = "", firm: bool = False) -> SafeString:
    """Show a person's or firm's initials in a circle or square, hidden from screen readers: the name stands beside it."""
    shape = f" initials--{size}" if size else ""
    return format_html(
        '<span class="initials{}{}" aria-hidden="true">{}</span>',
        shape,
        " initials--firm" if firm else "",
        wording.initials_of(str(name)),
    )


@register.simple_tag(takes_context=True)
def address(context: template.Context, **changes: Any) -> str:
    """Return this list's query with some parts replaced, and the others kept: `{% address sort="due" page=None %}`.

    None or an empty text drops a part. Always starts with "?".
    """
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return "?" + query.urlencode()


@register.filter
def kind_of_field(field: BoundField) -> str:
    """Return how a bound field is laid out: checkbox, group (a fieldset of choices) or line."""
    if field.widget_type == "checkbox":
        return "checkbox"
    return "group" if field.use_fieldset else "line"


class SlotNode(template.Node):
    """A named part of a component's body; it is shown where the component puts it, not where it stands."""

    def __init__(self, name: str, nodelist: template.NodeList) -> None:
        self.name, self.nodelist = name, nodelist

    def render(self, context: template.Context) -> str:
        return ""


def _bare(markup: str) -> SafeString:
    # Rendered by the template engine, so escaped already; stripping would otherwise lose that mark.
    return mark_safe(markup.strip())  # noqa: S308


class ComponentNode(template.Node):
    def __init__(self, name: str, arguments: dict[str, Any], nodelist: template.NodeList) -> None:
        self.name, self.arguments, self.nodelist = name, arguments, nodelist
        self.slots = {node.name: node for node in nodelist if isinstance(node, SlotNode)}

    def render(self, context: template.Context) -> SafeString:
        inside = {name: value.resolve(context) for name, value in self.arguments.items()}
        inside |= {name: _bare(slot.nodelist.render(context)) for name, slot in self.slots.items()}
        return _render_part(context, self.name, {**inside, "body": _bare(self.nodelist.render(context))})


def _render_part(context: template.Context, name: str, inside: dict[str, Any]) -> SafeString:
    # A part sees what it is given and nothing else of the page: a page's `form` must not become a button's.
    for key in ("csrf_token", "request"):
        inside.setdefault(key, context.get(key))
    assert context.template is not None, "a part is rendered inside a template"
    found = context.template.engine.get_template(f"ui/components/{name}.html")
    return found.render(context.new(inside))


@register.simple_tag(takes_context=True)
def part(context: template.Context, part_name: str, **arguments: Any) -> SafeString:
    """Render one component without a body: `{% part "button" label="Send invoice" kind="primary" %}`."""
    return _render_part(context, part_name, arguments)


@register.tag
def component(parser: template.base.Parser, token: template.base.Token) -> ComponentNode:
    """`{% component "panel" title="People" %}…{% slot acts %}…{% endslot %}…{% endcomponent %}`.

    Renders ui/components/<name>.html with the arguments, each slot under its name, and the rest as `body`.
    """
    bits = token.split_contents()
    if len(bits) < 2 or bits[1][0] not in "\"'":
        raise template.TemplateSyntaxError('component needs a quoted name: {% component "panel" %}')
    arguments = template.base.token_kwargs(bits[2:], parser)
    nodelist = parser.parse(("endcomponent",))
    parser.delete_first_token()
    return ComponentNode(bits[1][1:-1], arguments, nodelist)


@register.tag
def slot(parser: template.base.Parser, token: template.base.Token) -> SlotNode:
    """A named part inside `{% component %}`."""
    name = token.split_contents()[1].strip("\"'")
    nodelist = parser.parse(("endslot",))
    parser.delete_first_token()
    return SlotNode(name, nodelist)
