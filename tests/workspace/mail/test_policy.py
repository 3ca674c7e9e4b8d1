"""A subject arrives as it was written: no space before it, none lost, whatever it is made of."""

import email.policy
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientkeep.workspace.mail.policy import POLICY

WORDS = ["Zoë", "(zoe@a-very-long-name-of-a-company-indeed-and-more.example)", "booked", "“First", "call”:", "07:00", "日本語", "=?x?=", "A" * 70, "-" * 66]


def wired(subject):
    message = EmailMessage(policy=POLICY)
    message["Subject"] = subject
    return message.as_bytes()


def arrived(subject):
    return str(message_from_bytes(wired(subject), policy=email.policy.default)["Subject"])


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
def test_a_subject_arrives_as_it_was_written(words):
    subject = " ".join(words)
    assert arrived(subject) == subject
    assert all(len(line) <= 78 for line in wired(subject).split(b"\r\n"))


@pytest.mark.parametrize(
    "subject",
    [
        "(zoe@a-very-long-domain-name-of-a-company-indeed.example) 07:00 Angeles)",
        "Zoë Blau (zoe@a-very-long-domain-name-of-a-company-indeed.example) booked “First call”: Tue 3 Mar 2026, 07:00 (Europe/Berlin)",
    ],
)
def test_the_notice_of_a_booking_begins_with_its_first_word_and_keeps_its_spaces(subject):
    assert arrived(subject) == subject
    plain = wired(subject).split(b"\r\n\r\n")[0].replace(b"\r\n", b"").decode()
    assert str(make_header(decode_header(plain.removeprefix("Subject: ")))) == subject
