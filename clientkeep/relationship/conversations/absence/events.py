"""The facts that this room announces."""

from clientkeep.workspace.journal import declare

AbsenceTold = declare(
    "absence.told", "{actor} told {contact} that {whom} is away from {first} to {last}", "mail", sign="plane",
    payload=("client", "contact", "whom", "first", "last"),
)  # fmt: skip
AbsenceAnswered = declare(
    "absence.answered", "{who} was told that {whom} is away until {last}", "mail", sign="plane",
    payload=("client", "who", "whom", "last"),
)  # fmt: skip
CoverBegan = declare(
    "cover.began", "{cover} covers {client} for {whom} until {last}", "change", sign="user-check",
    payload=("client", "cover", "whom", "last"),
)  # fmt: skip
CoverEnded = declare(
    "cover.ended", "{cover} has covered {client} for {whom}", "change", sign="user-check", payload=("client", "cover", "whom")
)
