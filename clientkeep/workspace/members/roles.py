"""What each role may do: one table, from which the pages, the API and the tests are made."""

from django.db.models import TextChoices


class Role(TextChoices):
    OWNER = "owner", "Owner"
    ADMIN = "admin", "Admin"
    MEMBER = "member", "Member"
    ACCOUNTANT = "accountant", "Accountant"


O, A, M, C = Role.OWNER, Role.ADMIN, Role.MEMBER, Role.ACCOUNTANT

# act: (what it means in words, who may)
ACTS: dict[str, tuple[str, tuple[Role, ...]]] = {
    "clients.see": ("See clients, contacts and their timeline", (O, A, M, C)),
    "clients.edit": ("Add and change clients, contacts, notes and files", (O, A, M)),
    "clients.archive": ("Archive clients and bring them back", (O, A)),
    "clients.assign": ("Choose who owns a client and which members see it", (O, A)),
    "clients.import": ("Import clients and undo an import", (O, A)),
    "clients.export": ("Download lists of clients", (O, A, C)),
    "documents.see": ("See quotes, invoices and other documents", (O, A, M, C)),
    "documents.draft": ("Write and change drafts", (O, A, M)),
    "documents.issue": ("Issue and send documents", (O, A, M)),
    "documents.void": ("Void documents and write credit notes", (O, A)),
    "gates.override": ("Let work start before what was agreed for it holds, with a reason", (O, A)),
    "documents.export": ("Download lists of documents", (O, A, C)),
    "credentials.see": ("See which credentials of clients are kept and who looked at them, not what they hold", (O, A, M)),
    "credentials.ask": ("Ask clients for credentials and destroy them", (O, A, M)),
    "credentials.show": ("Be shown what a client's credential holds, with a reason that the client reads", (O, A, M)),
    "payments.see": ("See payments and what is owed", (O, A, M, C)),
    "payments.book": ("Book payments and match them", (O, A, C)),
    "payments.refund": ("Record refunds and take back bookings", (O, A)),
    "ledger.see": ("See the money book", (O, A, C)),
    "outbox.see": ("Read letters in the outbox", (O, A, M)),
    "outbox.decide": ("Send, hold or drop letters", (O, A, M)),
    "inbox.see": ("Read the conversations with clients", (O, A, M)),
    "inbox.answer": ("Say that a conversation needs no answer, and move its messages", (O, A, M)),
    "inbox.tray": ("Choose what becomes of mail from people who are on no record", (O, A, M)),
    "mailboxes.own": ("Have one's own mailbox read, and file one's own mail", (O, A, M)),
    "settings.see": ("See the firm's settings", (O, A)),
    "settings.edit": ("Change the firm's settings", (O, A)),
    "settings.money": ("Change mail server, payment keys and numbering", (O,)),
    "members.manage": ("Invite people, change their roles, end their access", (O, A)),
    "members.own": ("Make and remove owners", (O,)),
    "account.own": ("Change one's own name, e-mail, password and ways to sign in", (O, A, M, C)),
    "tokens.own": ("Make API tokens for oneself", (O, A, M, C)),
    "audit.see": ("Read the whole journal and verify it", (O, A)),
}

ROLES: dict[Role, frozenset[str]] = {
    role: frozenset(act for act, (_, who) in ACTS.items() if role in who) for role in Role
}
