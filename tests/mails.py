"""Mails for the tests, honest and hostile, made here: our own data."""

from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

from clientkeep.foundation.ids import new_id


def mail(
    sender: str = "Jo March <jo@acme.example>", to: str = "hello@north.example", subject: str = "The photos",
    text: str = "Here they are.", html: str = "", files: list[tuple[str, str, bytes]] | None = None, **headers: Any,
) -> bytes:
    """A well-made mail. Headers by name with underscores: `in_reply_to="<a@b>"`; `message_id=""` leaves it out."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = sender, to, subject
    own_id = headers.pop("message_id", f"<{new_id()}@acme.example>")
    message["Date"] = headers.pop("date", "Tue, 03 Mar 2026 10:00:00 +0000")
    if own_id:
        message["Message-ID"] = own_id
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    if text:
        message.set_content(text)
    if html:
        (message.add_alternative if text else message.set_content)(html, subtype="html")
    for name, kind, content in files or []:
        main, _, sub = kind.partition("/")
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()


def raw(*lines: str, body: str = "Hello.") -> bytes:
    """A mail line by line, as broken as one likes."""
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode("utf-8", "surrogateescape")


_HEAD = ("From: Jo March <jo@acme.example>", "To: hello@north.example", "Date: Tue, 03 Mar 2026 10:00:00 +0000")


def _deep(levels: int) -> bytes:
    lines = [*_HEAD, "Subject: deep", "Message-ID: <deep@acme.example>", "MIME-Version: 1.0"]
    text = "\r\n".join(lines)
    for level in range(levels):
        text += f'\r\nContent-Type: multipart/mixed; boundary="b{level}"\r\n\r\n--b{level}'
    return (text + "\r\nContent-Type: text/plain\r\n\r\ninside\r\n").encode()


def _many(parts: int) -> bytes:
    head = [*_HEAD, "Subject: many", "Message-ID: <many@acme.example>", 'Content-Type: multipart/mixed; boundary="b"']
    body = "".join(f"--b\r\nContent-Type: text/plain\r\n\r\npart {number}\r\n" for number in range(parts))
    return raw(*head, body=body + "--b--\r\n")


# What cannot be read at all, and is set aside.
UNREADABLE = {
    "nested 30,000 deep": _deep(3_000), "nested 100 deep": _deep(100), "500 parts": _many(500), "no headers": b"\r\n\r\nno headers",
    "nothing": b"", "noise": bytes(range(256)) * 40,
}  # fmt: skip
# What is broken, and yet can be read.
BROKEN = {
    "unknown charset": raw(*_HEAD, "Subject: x", "Message-ID: <b1@acme.example>", "Content-Type: text/plain; charset=klingon"),
    "a codec that is no charset": raw(*_HEAD, "Subject: x", "Message-ID: <b2@acme.example>", "Content-Type: text/plain; charset=zlib"),
    "a slow codec": raw(*_HEAD, "Subject: x", "Message-ID: <b3@acme.example>", "Content-Type: text/plain; charset=punycode", body="a" * 200_000 + "-é"),
    "bad base64": raw(*_HEAD, "Subject: x", "Message-ID: <b4@acme.example>", "Content-Transfer-Encoding: base64", body="!!!not base64!!!aGk"),
    "bad encoded word": raw(*_HEAD, "Subject: =?utf-8?b?////=?= =?x-unknown?q?=ZZ?=", "Message-ID: <b5@acme.example>"),
    "unknown encoding": raw(*_HEAD, "Subject: x", "Message-ID: <b6@acme.example>", "Content-Transfer-Encoding: x-rot13"),
    "no boundary": raw(*_HEAD, "Subject: x", "Message-ID: <b7@acme.example>", "Content-Type: multipart/mixed"),
    "a boundary that never ends": raw(*_HEAD, "Subject: x", "Message-ID: <b8@acme.example>", 'Content-Type: multipart/mixed; boundary="z"', body="--z\r\nContent-Type: text/plain\r\n\r\nhello"),
    "broken content type": raw(*_HEAD, "Subject: x", "Message-ID: <b9@acme.example>", "Content-Type: ;;;=;"),
    "broken date": raw(*_HEAD[:2], "Date: 99 Foo 99999 99:99:99 +9999", "Subject: x", "Message-ID: <b10@acme.example>"),
    "date far ahead": raw(*_HEAD[:2], "Date: Tue, 03 Mar 2099 10:00:00 +0000", "Subject: x", "Message-ID: <b11@acme.example>"),
    "bytes in headers": b"From: Jo March <jo@acme.example>\r\nTo: hello@north.example\r\nSubject: \xff\xfe\x80 caf\xe9\r\nMessage-ID: <b12@acme.example>\r\n\r\nHello.",
    "header parameters that trip": raw(*_HEAD, "Subject: x", "Message-ID: <b13@acme.example>", "Content-Disposition: attachment; filename*=utf-8'x", "Content-Type: text/plain; name*0*=bad'%ZZ"),
    "address that trips": raw("From: Jo March <jo@acme.example>", "To: undisclosed-recipients:;, <@a,@b:c>, \"", "Subject: x", "Message-ID: <b14@acme.example>"),
    "no text at all": raw(*_HEAD, "Subject: x", "Message-ID: <b15@acme.example>", body=""),
    "a line of a million signs": raw(*_HEAD, "Subject: x", "Message-ID: <b16@acme.example>", body="W" * 1_000_000),
    "a folded header without end": raw(*_HEAD, "Subject: x" + "\r\n y" * 20_000, "Message-ID: <b17@acme.example>"),
    "nul bytes": raw(*_HEAD, "Subject: a\x00b", "Message-ID: <b18@acme.example>", body="a\x00b\x1b[31m"),
    "surrogates": raw(*_HEAD, "Subject: x", "Message-ID: <b19@acme.example>", "Content-Type: text/plain; charset=utf-16", body="\udcd8\udcff"),
}  # fmt: skip


def bounce(letter_id: str, recipient: str, shape: str) -> bytes:
    """A letter that came back, as servers of several kinds tell it."""
    return _BOUNCES[shape](letter_id, recipient)


def _report(sender: str, subject: str, words: str, recipient: str, original: str, kind: str, action: str = "failed") -> bytes:
    body = (
        f"--r\r\nContent-Type: text/plain\r\n\r\n{words}\r\n"
        f"--r\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
        f"Final-Recipient: rfc822; {recipient}\r\nAction: {action}\r\nStatus: 5.1.1\r\n"
        f"Diagnostic-Code: smtp; 550 5.1.1 <{recipient}>: user unknown\r\n\r\n"
        f"--r\r\nContent-Type: {kind}\r\n\r\n{original}\r\n--r--\r\n"
    )
    return raw(
        f"From: {sender}", "To: hello@north.example", f"Subject: {subject}", "Auto-Submitted: auto-replied",
        f"Message-ID: <{new_id()}@mx.example>", "MIME-Version: 1.0",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="r"', body=body,
    )  # fmt: skip


def _original(letter_id: str, recipient: str) -> str:
    return f"From: hello@north.example\r\nTo: {recipient}\r\nSubject: Invoice\r\nMessage-ID: {letter_id}\r\n\r\nHello."


_BOUNCES = {
    "postfix": lambda own, to: _report("MAILER-DAEMON@mx.example", "Undelivered Mail Returned to Sender", "This is the mail system.", to, _original(own, to), "message/rfc822"),
    "headers only": lambda own, to: _report("MAILER-DAEMON@mx.example", "Delivery Status Notification (Failure)", "Sorry.", to, _original(own, to), "text/rfc822-headers"),
    "exchange": lambda own, to: _report("microsoftexchange329e71ec88ae4615bbc36ab6ce41109e@acme.example", "Unzustellbar: Invoice", "Fehler bei der Nachrichtenzustellung", to, _original(own, to), "message/rfc822"),
    "gmail": lambda own, to: _report("Mail Delivery Subsystem <mailer-daemon@googlemail.com>", "Delivery Status Notification (Failure)", "Address not found", to, _original(own, to), "message/rfc822"),
    "delayed": lambda own, to: _report("MAILER-DAEMON@mx.example", "Delayed Mail (still being retried)", "Still trying.", to, _original(own, to), "message/rfc822", "delayed"),
    "qmail": lambda own, to: raw("From: MAILER-DAEMON@mx.example", "To: hello@north.example", "Subject: failure notice", f"Message-ID: <{new_id()}@mx.example>", body=f"Hi. This is the qmail-send program.\r\n<{to}>:\r\n550 5.1.1 no such user\r\n\r\n--- Below this line is a copy of the message.\r\n\r\n{_original(own, to)}"),
    "exim": lambda own, to: raw("From: Mail Delivery System <Mailer-Daemon@mx.example>", "To: hello@north.example", f"X-Failed-Recipients: {to}", "Subject: Mail delivery failed: returning message to sender", f"Message-ID: <{new_id()}@mx.example>", f"References: {own}", body="The following address failed: 550 5.7.1 refused"),
}  # fmt: skip
SHAPES = [shape for shape in _BOUNCES if shape != "delayed"]

MACHINES = {
    "RFC 3834": {"auto_submitted": "auto-replied"}, "generated": {"auto_submitted": "auto-generated (rejected)"},
    "precedence": {"precedence": "auto_reply"}, "bulk": {"precedence": "bulk"}, "list": {"list_id": "<a.list.example>"},
    "x-autoreply": {"x_autoreply": "yes"}, "null path": {"return_path": "<>"}, "english": {"subject": "Automatic reply: The photos"},
    "german": {"subject": "Automatische Antwort: Fotos"}, "absent": {"subject": "Abwesenheitsnotiz: Re: Fotos"},
    "french": {"subject": "Réponse automatique : photos"}, "spanish": {"subject": "Respuesta automática: fotos"},
    "dutch": {"subject": "Automatisch antwoord: foto's"}, "out": {"subject": "Out of office: back on Monday"},
}  # fmt: skip
