"""Reading mails that anybody may have written (M1, M4, M5, D6)."""


import pytest

from clientkeep.relationship.conversations.mailboxes.reading import Unreadable, read
from tests.house.hostile import TEXTS, what_runs
from tests.mails import BROKEN, MACHINES, SHAPES, UNREADABLE, bounce, mail, raw
from tests.timing import measured


@pytest.mark.parametrize("content", UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_says_why(content):
    with pytest.raises(Unreadable) as why:
        read(content)
    assert len(str(why.value)) > 10


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_what_is_broken_is_read_as_far_as_it_goes(content):
    with measured() as took:
        found = read(content)
    assert found.sender == "jo@acme.example" and found.message_id.startswith("<b")
    assert "\x00" not in found.subject + found.text + found.whole and "\x1b" not in found.text
    assert all(not 0xD800 <= ord(sign) < 0xE000 for sign in found.subject + found.whole)
    assert took.seconds < 2


def test_a_mail_larger_than_the_limit_is_not_parsed():
    with pytest.raises(Unreadable, match="larger than 25 MB"):
        read(b"Subject: x\r\n\r\n" + b"x" * (25 * 1024 * 1024))


@pytest.mark.parametrize(
    "reply, new",
    [
        ("Fine.\n\nOn Tue, 3 Mar 2026 at 10:00, Olivia <o@north.example> wrote:\n> hello\n> there\n", "Fine."),
        ("Ja gern.\n\nAm 03.03.2026 um 10:00 schrieb Olivia <o@north.example>:\n> hallo", "Ja gern."),
        ("D'accord\n\nLe mar. 3 mars 2026 à 10:00, Olivia <o@north.example> a écrit :\n> bonjour", "D'accord"),
        ("Vale\n\nEl mar, 3 mar 2026 a las 10:00, Olivia (<o@north.example>) escribió:\n> hola", "Vale"),
        ("Va bene\n\nIl giorno mar 3 mar 2026 alle ore 10:00 Olivia <o@north.example> ha scritto:\n> ciao", "Va bene"),
        ("Prima\n\nOp di 3 mrt 2026 om 10:00 schreef Olivia <o@north.example>:\n> hoi", "Prima"),
        ("Ok\n\n-----Original Message-----\nFrom: Olivia\nSent: Tuesday\nTo: Jo\nSubject: Photos\n\nold", "Ok"),
        ("Ok\n\n________________________________\nFrom: Olivia <o@north.example>\nSent: Tuesday\nTo: Jo\nSubject: x\n\nold", "Ok"),
        ("One.\n\nTwo: three.\n\n-- \nJo March", "One.\n\nTwo: three.\n\n-- \nJo March"),
        ("> what you asked\nMy answer stands below.", "> what you asked\nMy answer stands below."),
        ("> nothing but a quote", "> nothing but a quote"),
    ],
)
def test_quotes_are_taken_off_and_the_whole_is_kept(reply, new):
    found = read(mail(text=reply))
    assert found.text == new
    assert found.whole == reply.strip()


@pytest.mark.parametrize("text", ["On " + "a " * 100_000, "\n" * 150_000 + "x", "On \n" * 50_000, "> " * 90_000, "From: a\nSent: b\n" * 9_000])
def test_no_text_makes_the_search_for_quotes_slow(text):
    with measured() as took:
        read(mail(text=text))
    assert took.seconds < 2


CANARIES = [
    *TEXTS, "<img src=http://t.example/pixel.gif?id=7 width=1 height=1>", "<div style='background:url(http://t.example/p)'>x</div>",
    "<body background=http://t.example/p>x", "<form action=http://t.example><input name=p><button>go</button></form>",
    "<a href='java\nscript:hostile()'>x</a>", "<a href='data:text/html,<script>hostile()</script>'>x</a>", "<base href=http://t.example>",
    "<meta http-equiv=refresh content='0;url=http://t.example'>", "<link rel=stylesheet href=http://t.example/x.css>",
    "<style>@import 'http://t.example/x.css'; body{background:url(http://t.example/y)}</style>", "<svg><script>hostile()</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=hostile()>", "<iframe src=http://t.example></iframe>", "<object data=x></object>",
    "<p style=\"position:fixed;top:0;width:expression(hostile())\">x</p>", "<video src=http://t.example/v poster=http://t.example/p></video>",
    "<noscript><p title=\"</noscript><img src=x onerror=hostile()>\">", "<div style='color:red;behavior:url(x)'>x</div>",
]  # fmt: skip


@pytest.mark.parametrize("canary", CANARIES)
def test_html_runs_nothing_and_asks_nobody(canary):
    html = read(mail(text="", html=f"<p>Good words.</p>{canary}<p>More.</p>")).html
    assert what_runs(html) == []
    lower = html.lower()
    for gone in ("t.example", "<img", "<form", "<input", "<iframe", "<base", "<meta", "<link", "<svg", "<video", "position", "expression"):
        assert gone not in lower.replace("&lt;", ""), gone
    assert "Good words." in html


def test_pictures_that_were_taken_out_are_told():
    assert read(mail(html="<img src=http://t.example/p.gif>")).notes
    assert not read(mail(html="<p>words</p>")).notes


def test_a_link_is_kept_and_leads_out_without_telling_where_from():
    html = read(mail(text="", html='<a href="https://acme.example/x" onclick="hostile()">here</a>')).html
    assert 'href="https://acme.example/x"' in html and "noopener noreferrer nofollow" in html and "onclick" not in html


def test_text_is_made_of_html_where_there_is_no_other():
    html = "<style>p{}</style><p>Hello <b>there</b>,</p><ul><li>one<li>two</ul><blockquote>old words</blockquote>"
    found = read(mail(text="", html=html))
    assert found.whole == "Hello there,\n\none\ntwo\n> old words"
    assert found.text == "Hello there,\n\none\ntwo"


def test_headers_hold_no_breaks_and_no_turning_signs():
    found = read(raw("From: =?utf-8?q?Jo=0D=0ABcc:_x?= <jo@acme.example>", "Subject: =?utf-8?q?a=0D=0ABcc:_evil=E2=80=AEgpj?="))
    assert "\n" not in found.sender_name and found.subject == "a Bcc: evilgpj"
    assert found.sender == "jo@acme.example"


def test_more_than_one_sender_is_told():
    found = read(raw("From: jo@acme.example, evil@evil.example", "Subject: x"))
    assert [address for _, address in found.senders] == ["jo@acme.example", "evil@evil.example"]


@pytest.mark.parametrize(
    "name", ['"jo@acme.example"', "=?utf-8?q?=3Cjo=40acme.example=3E?=", "=?utf-8?q?jo=40acme.example=2C?=", '"Jo <jo@acme.example>"']
)
def test_the_sender_is_the_address_and_not_the_name(name):
    found = read(raw(f"From: {name} <evil@evil.example>", "Subject: x"))
    assert [address for _, address in found.senders] == ["evil@evil.example"]


@pytest.mark.parametrize("headers", MACHINES.values(), ids=MACHINES)
def test_mail_of_machines_is_known(headers):
    assert read(mail(**headers)).machine


@pytest.mark.parametrize("subject", ["The photos", "Re: automatic door", "Your office is out of paper", "Antwort"])
def test_mail_of_people_is_not_taken_for_a_machines(subject):
    assert read(mail(subject=subject, auto_submitted="no")).machine == ""


@pytest.mark.parametrize("shape", SHAPES)
def test_bounces_of_many_shapes_name_their_letter(shape):
    found = read(bounce("<our-letter@north.example>", "jo@acme.example", shape)).bounce
    assert "<our-letter@north.example>" in found.letter_ids
    assert found.recipient in ("", "jo@acme.example")
    assert "5." in found.reason


def test_a_delay_is_no_bounce():
    found = read(bounce("<our-letter@north.example>", "jo@acme.example", "delayed"))
    assert found.bounce is None and found.machine


def test_a_reply_is_no_bounce():
    assert read(mail(subject="Undeliverable ideas", in_reply_to="<our-letter@north.example>")).bounce is None
