"""read(): one line of plain words into one log draft."""

import datetime as dt

from .draft import Assumption, Flag, Leftover, LogDraft, Part
from .head import Frame, HeadReader
from .lexer import Tokens, lex
from .names import Names
from .people import Meeting, settle
from .request import LogRequest
from .story import Story, StoryReader
from .times import PARTS_OF_DAY


def read(request: LogRequest) -> LogDraft:
    """Read one line. Deterministic, without clock, network or database; any text is read without an error."""
    tokens = Tokens(lex(request.text))
    names = Names(request)
    frame = HeadReader(request, tokens, names).read()
    _leave_what_is_to_come(request, tokens, frame)
    met = settle(request, tokens, names, frame)
    story = StoryReader(request, tokens, names, met.client, met.contacts).read(frame.taken)
    return _draft(request, tokens, frame, met, story)


def _draft(request: LogRequest, tokens: Tokens, frame: Frame, met: Meeting, story: Story) -> LogDraft:
    draft = LogDraft(frame.kind or "note", request.today, _text(request, tokens, frame, met))
    draft.client, draft.contacts = met.client, met.contacts
    draft.minutes, draft.direction = frame.minutes, frame.direction
    draft.decisions, draft.promises, draft.questions = story.decisions, story.promises, story.questions
    draft.next_step = story.next_step
    draft.assumed = [*_assumed(request, frame), *met.assumed]
    draft.assumed += _when(request, frame, draft)
    draft.assumed += story.assumed
    draft.parts = sorted([*_frame_parts(tokens, frame, met), *story.parts], key=lambda part: (part.start, -part.end))
    draft.leftovers = _leftovers(request, tokens, [*frame.left, *met.left])
    draft.flags = sorted([*frame.flags, *met.flags, *story.flags], key=lambda flag: flag.start)
    return draft


def _assumed(request: LogRequest, frame: Frame) -> list[Assumption]:
    found = []
    if frame.kind is None:
        found.append(Assumption("kind", "note", "No call, meeting, mail or message is named."))
    if frame.day is None and not _is_bare_note(frame):
        found.append(Assumption("happened_on", request.today.isoformat(), "No day is written."))
    return found


def _is_bare_note(frame: Frame) -> bool:
    return frame.kind in (None, "note") and frame.time is None


def _leave_what_is_to_come(request: LogRequest, tokens: Tokens, frame: Frame) -> None:
    """A time of today that has not come is left over: what is to come is no entry."""
    day = frame.day.date if frame.day and frame.day.date else request.today
    if frame.time is None or dt.datetime.combine(day, frame.time.at) <= request.now.replace(tzinfo=None):
        return
    start, end = frame.time.start, frame.time.end
    frame.left.append((start, end))
    frame.flags.append(Flag(tokens[start].start, tokens[end - 1].end, "happened_at", "That time has not come."))
    frame.parts = [part for part in frame.parts if part.field != "happened_at"]
    frame.time = None


def _when(request: LogRequest, frame: Frame, draft: LogDraft) -> list[Assumption]:
    """Set the day and time; a part of the day stands for an hour, which is named as assumed."""
    if frame.day and frame.day.date:
        draft.happened_on = frame.day.date
    if frame.time:
        draft.happened_at = frame.time.at
        return [Assumption("happened_at", f"{frame.time.at:%H:%M}", frame.time.because)] if frame.time.because else []
    if not (frame.day and frame.day.part):
        return []
    hour = dt.time(PARTS_OF_DAY[frame.day.part])
    if dt.datetime.combine(draft.happened_on, hour) > request.now.replace(tzinfo=None):
        return []
    draft.happened_at = hour
    return [Assumption("happened_at", f"{hour:%H:%M}", f"“{frame.day.part}” names no hour.")]


def _frame_parts(tokens: Tokens, frame: Frame, met: Meeting) -> list[Part]:
    return [*frame.parts, *met.parts]


def _leftovers(request: LogRequest, tokens: Tokens, runs: list[tuple[int, int]]) -> list[Leftover]:
    """Runs that stand side by side, or are joined by a small word, are told as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(set(runs)):
        if joined and start <= joined[-1][1] + 1 and tokens.low(joined[-1][1]) in ("from", "at", "of", "and", tokens.low(start)):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    places = [(tokens[start].start, tokens[end - 1].end) for start, end in joined]
    return [Leftover(start, end, request.text[start:end]) for start, end in places]


def _text(request: LogRequest, tokens: Tokens, frame: Frame, met: Meeting) -> str:
    """The story without its frame; the whole line where the frame is no plain beginning or was not understood whole."""
    whole = request.text.strip()
    spot = 0
    while spot in frame.taken:
        spot += 1
    plain = len(frame.taken) == spot and not frame.left and not met.left and not frame.topic
    if not plain:
        return whole
    while spot < len(tokens) and tokens.kind(spot) in ("punct", "nl") and tokens.low(spot) not in ("(", "“", '"'):
        spot += 1
    return request.text[tokens[spot].start :].strip() if spot < len(tokens) else whole



