"""What was newly written in a reply, without the mail that it quotes. The whole is kept beside it by the caller."""

from collections.abc import Callable

LANGUAGES = ["en", "de", "cs", "da", "es", "fr", "it", "ja", "ko", "nl", "pl", "sv", "zh"]
# What the search for quotes looks at: its patterns take quadratic time on hostile text.
LOOKED_AT, LINE = 200, 200


def newly_written(text: str) -> str:
    """Return the part above the quoted mail; the whole text where nothing is quoted, or nothing stands above it."""
    lines = text.split("\n")
    kept = _without_trailing_quotes(lines[: _end_of_reply(lines)])
    new = "\n".join(kept).strip()
    return new or text.strip()


def _end_of_reply(lines: list[str]) -> int:
    """How many lines belong to the newest reply, by the headers that mail programs put above what they quote."""
    numbers, looked_at = _short(lines)
    replies = _replies("\n".join(looked_at))
    if len(replies) < 2:
        return len(lines)
    length = replies[0].count("\n")
    # The parser takes outer empty lines off; the next reply begins with its header, which is found from here on.
    first = next((line.strip() for line in replies[1].split("\n") if line.strip()), "")
    for place in range(length, len(looked_at)):
        if first and looked_at[place].strip().startswith(first[:40]):
            return numbers[place]
    return len(lines)


def _short(lines: list[str]) -> tuple[list[int], list[str]]:
    numbers, short, was_empty = [], [], False
    for number, line in enumerate(lines):
        is_empty = not line.strip()
        if is_empty and was_empty:
            continue
        was_empty = is_empty
        numbers.append(number)
        short.append(line[:LINE].replace("\xa0", " "))
        if len(short) == LOOKED_AT:
            break
    return numbers, short


def _replies(text: str) -> list[str]:
    from mailparser_reply import EmailReplyParser

    try:
        return [reply.content for reply in EmailReplyParser(languages=list(LANGUAGES)).read(text).replies]
    except Exception:  # whatever its patterns trip over, a mail is shown whole rather than not at all
        return []


def _without_trailing_quotes(lines: list[str]) -> list[str]:
    """Without the quoted lines at the end, the line that introduces them in whatever language, and a rule above them."""
    end = _end_before(lines, len(lines), lambda line: line.startswith(">"))
    if any(line.lstrip().startswith(">") for line in lines[end:]):
        introduced = " ".join(lines[max(0, end - 2) : end]).strip()
        if end and introduced[-1:] in (":", "：") and "@" in introduced:
            end -= 1 if "@" in lines[end - 1] and not lines[end - 1].startswith("<") else 2
    return lines[: _end_before(lines, max(end, 0), lambda line: len(line) > 4 and not line.strip("_-=* "))]


def _end_before(lines: list[str], end: int, is_left_out: Callable[[str], bool]) -> int:
    while end and (not lines[end - 1].strip() or is_left_out(lines[end - 1].strip())):
        end -= 1
    return end
