"""The payment page that Stripe hosts, small but real: a form that a browser fills and that leads back."""

from dataclasses import dataclass
from html import escape
from urllib.parse import parse_qs

from .book import Book, Thing
from .currencies import shown
from .payments import bank_debit_possible, expire_if_due, pay_by_bank, pay_by_card

_PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Checkout</title></head>
<body>
<main>
<h1>Pay {total}</h1>
{lines}
{problem}
<form method="post">
<p><label>Email <input name="email" type="email" required value="{email}"></label></p>
<fieldset><legend>Payment method</legend>
<p><label><input type="radio" name="method" value="card" checked> Card</label></p>
{bank}
</fieldset>
<p><label>Card number <input name="number" inputmode="numeric" autocomplete="cc-number"></label></p>
<p><label>Expiration <input name="expiry" autocomplete="cc-exp" placeholder="MM / YY"></label></p>
<p><label>CVC <input name="cvc" inputmode="numeric" autocomplete="cc-csc"></label></p>
<p><label>Cardholder name <input name="name" autocomplete="cc-name"></label></p>
<p><button type="submit">Pay {total}</button></p>
</form>
{back}
</main>
</body>
</html>
"""
_BANK = '<p><label><input type="radio" name="method" value="bank"> Bank debit (arrives days later)</label></p>'


@dataclass(frozen=True)
class Page:
    """What the browser gets: HTML, or a redirect to `location`."""

    status: int
    html: str = ""
    location: str = ""


def show(book: Book, session: Thing, problem: str = "", status: int = 200) -> Page:
    """The form, or the words for a session that is closed."""
    expire_if_due(book, session)
    if session["status"] != "open":
        words = {
            "complete": "You've already completed your payment.",
            "expired": "This checkout session has expired. Go back to the shop to start a new one.",
        }
        return Page(200, f"<!doctype html><title>Checkout</title><h1>{words[session['status']]}</h1>")
    lines = "".join(
        f"<p>{escape(row['description'])} × {row['quantity']}: {escape(shown(row['amount_total'], row['currency']))}</p>"
        for row in book.line_items[session["id"]]
    )
    back = f'<p><a href="{escape(session["cancel_url"])}">Back</a></p>' if session["cancel_url"] else ""
    html = _PAGE.format(
        total=escape(shown(session["amount_total"], session["currency"])),
        lines=lines,
        problem=f'<p role="alert">{escape(problem)}</p>' if problem else "",
        email=escape((session["customer_details"] or {}).get("email") or ""),
        bank=_BANK if bank_debit_possible(session) else "",
        back=back,
    )
    return Page(status, html)


def press_pay(book: Book, session: Thing, body: str) -> Page:
    """Take the form: pay and lead back to success_url, or show the refusal."""
    if session["status"] != "open":
        return show(book, session)
    form = {key: values[0] for key, values in parse_qs(body).items()}
    email, name = form.get("email", ""), form.get("name")
    if form.get("method") == "bank" and bank_debit_possible(session):
        pay_by_bank(book, session, email, name)
    else:
        number = "".join(c for c in form.get("number", "") if c.isdigit())
        if len(number) < 13:
            return show(book, session, "Your card number is incomplete.", 400)
        refusal = pay_by_card(book, session, number, email, name)
        if refusal is not None:
            return show(book, session, str(refusal), 402)
    return Page(303, location=session["success_url"].replace("{CHECKOUT_SESSION_ID}", session["id"]))
