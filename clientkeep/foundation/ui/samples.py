"""Plain values for the catalogue: every component in every state, without a database."""

import datetime as dt
from typing import Any

from django import forms

from clientkeep.foundation.money import Money

from .chart import Chart, Point
from .places import Place
from .reading import reading
from .widgets import AffixedInput, DateInput, MoneyInput, RadioCards


class SampleForm(forms.Form):
    """One field of each kind, bound with errors on the catalogue page."""

    name = forms.CharField(label="Client's name", help_text="As it stands on their invoices.")
    email = forms.EmailField(label="E-mail")
    amount = forms.CharField(label="Amount", widget=MoneyInput("$"))
    rate = forms.CharField(label="Tax rate", required=False, widget=AffixedInput(after="%"))
    due = forms.DateField(label="Due on", widget=DateInput())
    country = forms.ChoiceField(
        label="Country", choices=[("", "Choose"), ("us", "United States"), ("de", "Germany")]
    )
    notes = forms.CharField(label="Notes", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    pay = forms.ChoiceField(
        label="How do clients pay you?",
        choices=[("card", "By card"), ("bank", "By transfer")],
        widget=RadioCards(
            {"card": "Through your own Stripe account.", "bank": "Bank details on the invoice."}
        ),
    )
    days = forms.MultipleChoiceField(
        label="Remind after",
        required=False,
        choices=[("3", "3 days"), ("7", "7 days")],
        widget=forms.CheckboxSelectMultiple(),
    )
    copy = forms.BooleanField(
        label="Send me a copy", required=False, help_text="To the address you sign in with."
    )


def desk(current: str = "Today") -> dict[str, Any]:
    """Return what staff.html needs: the rail, its foot and the person."""
    places = [
        ("today", "Today", "sun", 5),
        ("clients", "Clients", "users", 0),
        ("sales", "Sales", "handshake", 0),
        ("agreements", "Agreements", "signature", 0),
        ("onboarding", "Onboarding", "door-open", 0),
        ("work", "Work", "list-checks", 0),
        ("inbox", "Inbox", "inbox", 2),
        ("money", "Money", "wallet", 0),
        ("keeping", "Keeping", "sprout", 0),
        ("insights", "Insights", "chart-line", 0),
    ]
    return {
        "firm_name": "Your studio",
        "rail": [
            Place(
                key,
                label,
                "#",
                icon,
                label == current,
                "r" if key == "insights" else key[0],
                count,
                key in ("sales", "insights"),
            )
            for key, label, icon, count in places
        ],
        "rail_foot": [Place("settings", "Settings", "#", "settings", letter="p")],
        "rail_person": {"name": "Ana Ruiz", "url": "#"},
        "compose_url": "#",
        "demo": {"text": "This is the demo firm.", "url": "#", "label": "Start your own firm"},
    }


def invoices() -> list[dict[str, Any]]:
    """Return a few rows for a list of documents."""
    today = reading().today
    rows = [
        ("INV-2026-0041", "Acme Studio", Money(264000, "USD"), 14, "sent"),
        ("INV-2026-0040", "Bloom & Co", Money(98050, "USD"), -9, "overdue"),
        ("INV-2026-0039", "Bloom & Co", Money(1250000, "EUR"), -31, "paid"),
        ("CN-2026-0003", "Acme Studio", Money(-12000, "USD"), -2, "issued"),
        ("INV-2026-0042", "Acme Studio", Money(45000, "JPY"), 1, "draft"),
    ]
    return [
        {
            "number": number,
            "client": client,
            "total": total,
            "due": today + dt.timedelta(days),
            "state": state,
        }
        for number, client, total, days, state in rows
    ]


def filled_form() -> SampleForm:
    """Return the sample form as somebody sent it: a name is missing, the address is wrong."""
    form = SampleForm(
        {
            "name": "",
            "email": "ana@",
            "amount": "2,400",
            "due": "2026-03-03",
            "country": "us",
            "pay": "card",
            "days": ["3"],
        }
    )
    form.is_valid()
    form.add_error(None, "Nothing was saved: two fields need a look.")
    return form


def catalogue() -> dict[str, Any]:
    """Return everything that the catalogue's pages show."""
    today = reading().today
    here = ["done", "done", "done", "here", "ahead", "ahead"]
    steps = ["Won", "Agreed", "Started", "Served", "Billed", "Kept"]
    return {
        "form": SampleForm(auto_id="empty_%s"),
        "filled": filled_form(),
        "invoices": invoices(),
        "sum": Money(361050, "USD"),
        "owed": Money(362050, "USD"),
        "overdue": Money(98050, "USD"),
        "today": today,
        "late": today - dt.timedelta(9),
        "soon": today + dt.timedelta(4),
        "far": today.replace(day=1) - dt.timedelta(430),
        "steps": [{"label": label, "where": where} for label, where in zip(steps, here, strict=True)],
        "chart": Chart("Days to payment", "Days", [Point(f"month {at}", days, f"{days} days") for at, days in enumerate((31, 24, 26, 19, 14, 16), 1)]),
        "states": ["draft", "sent", "paid", "overdue", "declined", "archived"],
        "countries": [("us", "United States"), ("de", "Germany")],
        "cards": [
            {"value": "card", "label": "By card", "help": "Through your own Stripe account."},
            {"value": "bank", "label": "By transfer", "help": "Bank details on the invoice."},
        ],
        "parts": [
            {"label": "Open", "url": "#", "count": 4, "current": True},
            {"label": "Paid", "url": "#", "count": 112},
            {"label": "All", "url": "#"},
        ],
        "crumbs": [
            {"label": "Clients", "url": "#"},
            {"label": "Acme Studio", "url": "#"},
            {"label": "Terms"},
        ],
        "choices": [
            {"label": "Any state", "url": "#"},
            {"label": "Unpaid", "url": "#", "current": True},
            {"label": "Paid", "url": "#"},
        ],
        "ages": [{"label": "Any age", "url": "#", "current": True}, {"label": "Over 30 days", "url": "#"}],
        "lines": [
            {
                "what": "Brand identity",
                "more": "Logo, colours, type, two rounds of changes",
                "quantity": "1",
                "price": Money(240000, "USD"),
                "total": Money(240000, "USD"),
            },
            {
                "what": "Revisions",
                "more": "",
                "quantity": "3 h",
                "price": Money(8000, "USD"),
                "total": Money(24000, "USD"),
            },
        ],
        "totals": [
            {"label": "Subtotal", "amount": "$2,640.00"},
            {"label": "Tax 0 %", "amount": "$0.00"},
            {"label": "Due", "amount": "$2,640.00", "total": True},
        ],
        "address": "12 Mill Lane\nPortland, OR 97201",
    }
