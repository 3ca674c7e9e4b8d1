"""Which client and which contacts a line means, from all its mentions together. Nobody is chosen by chance."""

from dataclasses import dataclass, field

from .draft import Assumption, Flag, Part
from .head import Frame
from .lexer import Tokens
from .names import Mention, Names
from .request import LogRequest


@dataclass
class Meeting:
    """Who was meant, and what stayed open."""

    client: str | None = None
    contacts: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    left: list[tuple[int, int]] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    assumed: list[Assumption] = field(default_factory=list)


def settle(request: LogRequest, tokens: Tokens, names: Names, frame: Frame) -> Meeting:
    """Settle who is meant: the client that fits every mention, or the page's; what does not fit is left over."""
    met = Meeting(client=request.client)
    mentions = frame.mentions or ([] if frame.unknown else _in_the_story(request, tokens, names, frame))
    if met.client is None:
        met.client = _common(mentions)
        if met.client and not any(met.client == name and not people for each in mentions for name, people in each.clients.items()):
            met.assumed.append(Assumption("client", met.client, "Who is named is on record there."))
    for mention in mentions:
        _place(tokens, met, mention)
    for start, end in frame.unknown:
        met.left.append((start, end))
        name = request.text[tokens[start].start : tokens[end - 1].end]
        field_name = "contact" if met.client else "client"
        _flag(tokens, met, start, end, field_name, f"{name} is not on record.")
    return met


def _common(mentions: list[Mention]) -> str | None:
    """The one client that fits every mention; where none fits all, the one that is named whole, or by its only reading."""
    if not mentions:
        return None
    shared = set.intersection(*(set(each.clients) for each in mentions))
    if len(shared) == 1:
        return shared.pop()
    if shared:
        return None
    alone = [each for each in mentions if len(each.clients) == 1]
    return next(iter(alone[0].clients)) if alone else None


def _place(tokens: Tokens, met: Meeting, mention: Mention) -> None:
    people = mention.clients.get(met.client) if met.client else None
    said = " ".join(token.text for token in tokens[mention.start : mention.end])
    if people is None:
        met.left.append((mention.start, mention.end))
        fits = ", ".join(sorted(mention.clients)[:4])
        _flag(tokens, met, mention.start, mention.end, "client", f"“{said}” fits {fits}.")
    elif len(people) > 1:
        met.left.append((mention.start, mention.end))
        _flag(tokens, met, mention.start, mention.end, "contact", f"“{said}” fits {', '.join(people)}.")
    else:
        label = people[0] if people else met.client
        met.parts.append(_part(tokens, mention, "contact" if people else "client", label))
        if people and people[0] not in met.contacts:
            met.contacts.append(people[0])


def _in_the_story(request: LogRequest, tokens: Tokens, names: Names, frame: Frame) -> list[Mention]:
    """The first name in the story that can mean one client alone; used where the frame names nobody."""
    if request.client is not None:
        return []
    at = 0
    while at < len(tokens):
        mention = names.at(tokens, at) if at not in frame.taken else None
        if mention is None:
            at += 1
            continue
        sure = mention.whole or mention.end - mention.start > 1 or (any(mention.clients.values()) and tokens[at].capital)
        if sure and len(mention.clients) == 1 and len(next(iter(mention.clients.values()))) < 2:
            return [mention]
        at = mention.end
    return []


def _part(tokens: Tokens, mention: Mention, name: str, label: str | None) -> Part:
    return Part(tokens[mention.start].start, tokens[mention.end - 1].end, name, label or "")


def _flag(tokens: Tokens, met: Meeting, start: int, end: int, name: str, message: str) -> None:
    met.flags.append(Flag(tokens[start].start, tokens[end - 1].end, name, message))
