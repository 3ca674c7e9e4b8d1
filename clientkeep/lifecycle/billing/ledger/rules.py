"""The accounts of the money book, and which entry each fact makes. Plain Python: amounts are minor units.

Debits are positive, credits negative; the rows of one entry sum to zero.
"""

RECEIVABLE = "receivable"
REVENUE = "revenue"
TAX = "tax_payable"
DEPOSITS = "client_deposits"
CREDIT = "client_credit"
OPENING = "opening_balance"
PAID_IN = {
    "card": "card_clearing",
    "stripe": "card_clearing",
    "bank_transfer": "bank",
    "cash": "cash",
    "check": "bank",
    "paypal": "bank",
    "other": "bank",
}

ACCOUNTS = {
    RECEIVABLE: "Owed by clients",
    REVENUE: "Revenue",
    TAX: "Tax payable",
    DEPOSITS: "Deposits received",
    CREDIT: "Credit of clients",
    OPENING: "Opening balances",
    "bank": "Bank",
    "cash": "Cash",
    "card_clearing": "Card clearing",
}

Rows = list[tuple[str, int]]


def on_issue(total: int, tax: int, deducted: int = 0, deducted_tax: int = 0, role: str = "") -> Rows:
    """An invoice: the client owes it; it is revenue and tax, a deposit, or an opening balance."""
    earned = {"deposit": DEPOSITS, "opening": OPENING}.get(role, REVENUE)
    rows = [(RECEIVABLE, total - deducted), (earned, -(total - tax)), (TAX, -tax)]
    if deducted:
        rows += [(DEPOSITS, deducted - deducted_tax), (TAX, deducted_tax)]
    return _kept(rows)


def on_credit_note(total: int, tax: int, role: str = "") -> Rows:
    """A credit note takes revenue and tax back, or is an opening credit; the client has it as credit."""
    given = OPENING if role == "opening" else REVENUE
    return _kept([(given, total - tax), (TAX, tax), (CREDIT, -total)])


def on_payment(amount: int, method: str) -> Rows:
    """Money came in: it is the client's credit until it is put on an invoice."""
    return _kept([(PAID_IN.get(method, "bank"), amount), (CREDIT, -amount)])


def on_allocation(amount: int) -> Rows:
    """Credit is put on an invoice."""
    return _kept([(CREDIT, amount), (RECEIVABLE, -amount)])


def on_refund(amount: int, method: str) -> Rows:
    """Money went back out of the client's credit."""
    return _kept([(CREDIT, amount), (PAID_IN.get(method, "bank"), -amount)])


def reverse(rows: Rows) -> Rows:
    """The entry that takes another one back."""
    return [(account, -amount) for account, amount in rows]


def _kept(rows: Rows) -> Rows:
    return [row for row in rows if row[1]]
