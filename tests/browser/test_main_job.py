"""The main job, whole and real: from the file of the old tool to the paid receipt.

Real parts: the process tree of `clientkeep serve`, an SMTP server on loopback, Chromium, and a server on loopback
that speaks Stripe's protocol. The pictures of the README are taken on the way.
"""

import os
import re
import socket
import tempfile
import time
from pathlib import Path

import pytest

from tests.fakes.smtp import postbox
from tests.fakes.stripe import FakeStripe
from tests.installation import Installation

# The README's pictures are taken anew with CLIENTKEEP_PICTURES=docs/pictures; else they go where tests go.
PICTURES = Path(os.environ.get("CLIENTKEEP_PICTURES") or tempfile.mkdtemp())
SENTENCE = "Invoice Acme Studio $2,400 for brand identity plus 3 hours of revisions at $80, due in 14 days"
PUBLIC = "clients.north.example"
FILE = """Organization,First Name,Last Name,Email,Phone,Street,City,Province/State,Country,Postal Code,Notes
Acme Studio,Jo,March,jo@acme.example,+1 503 555 0118,210 NW Couch Street,Portland,OR,United States,97209,Prefers mail
Bloom & Co,Ben,Flores,ben@bloom.example,,5 Flower Market,Eugene,OR,United States,97401,
Harbor Dental,Nadia,Osei,nadia@harbor.example,,77 Pier Avenue,Seaside,OR,United States,97138,
"""


@pytest.fixture
def post():
    with postbox() as box:
        yield box


@pytest.fixture
def stripe(monkeypatch):
    """The provider, for which the public name leads to this machine too."""
    ask = socket.getaddrinfo
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda host, *more, **named: ask("127.0.0.1" if host == PUBLIC else host, *more, **named)
    )
    with FakeStripe(auto_deliver=True) as fake:
        yield fake


@pytest.fixture
def installation(tmp_path, post, stripe):
    made = Installation(
        tmp_path / "data", CLIENTKEEP_STRIPE_API_BASE=stripe.base_url, CLIENTKEEP_SMTP_PORTS=str(post.port)
    )
    assert made.run("static").returncode == 0
    made.migrate()
    made.serve()
    yield made
    made.close()


@pytest.fixture
def browser(installation, chromium):
    """A browser for which the public name leads to this machine, as a proxy would."""
    engine = chromium.browser_type
    rules = f"--host-resolver-rules=MAP {PUBLIC} 127.0.0.1"
    started = engine.launch(executable_path=_path(), args=["--no-sandbox", rules])
    yield started
    started.close()


def _path() -> str | None:
    import shutil

    return os.environ.get("CLIENTKEEP_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


@pytest.mark.browser
def test_from_the_csv_file_to_the_paid_receipt(installation, browser, post, stripe, tmp_path):
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    home = f"http://localhost:{installation.port}"

    open_the_firm(page, home)
    bring_the_clients(page, home, tmp_path)
    set_the_post(page, home, post.port, installation.port)
    take_cards(page, home, stripe, installation)
    number = write_and_send(page, home)
    letter = await_letter(post, number)
    assert [part.get_filename() for part in letter.iter_attachments()] == [f"{number}.pdf"]

    phone = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    pay_by_card(phone, link_in(letter), number)
    receipt = await_letter(post, "R-", "receipt")
    assert next(part.get_filename() for part in receipt.iter_attachments()).startswith("R-")

    everything_is_told(page, home, number)
    assert installation.run("check").returncode == 0
    assert (
        sorted(kept.recipients[0] for kept in post.letters if b"application/pdf" in kept.content)
        == ["jo@acme.example"] * 2
    )


def open_the_firm(page, home: str) -> None:
    page.goto(home + "/start/")
    page.get_by_label("firm", exact=False).first.fill("North Studio")
    page.get_by_label("Your name").fill("Olivia North")
    page.get_by_label("e-mail", exact=False).first.fill("olivia@north.example")
    if page.locator("input[type=password]").count():
        page.locator("input[type=password]").first.fill("correct horse battery")
    page.locator("main button.button--primary").click()
    for _ in range(4):
        if "/start/" not in page.url:
            break
        page.locator("main button.button--primary").first.click()


def bring_the_clients(page, home: str, folder: Path) -> None:
    file = folder / "freshbooks_clients.csv"
    file.write_text(FILE)
    page.goto(home + "/import/")
    page.set_input_files("input[type=file]", str(file))
    if page.url.rstrip("/").endswith("/import"):
        page.get_by_role("button", name="Rehearse").click()
    page.wait_for_url(re.compile("/import/[0-9a-f-]{36}/"))
    if page.url.endswith("/columns/"):
        page.get_by_role("button", name="Rehearse").click()
    page.get_by_role("button", name=re.compile("^Import")).first.wait_for(timeout=15000)
    page.get_by_text("Acme Studio").first.wait_for()
    page.screenshot(path=PICTURES / "import.png")
    page.get_by_role("button", name=re.compile("^Import")).first.click()
    page.get_by_text("can be undone until").wait_for()


def set_the_post(page, home: str, port: int, own_port: int) -> None:
    page.goto(home + "/settings/public-address/")
    page.locator("main input[type=url], main input[type=text]").first.fill("http://127.0.0.1:8000")
    page.locator("main form button.button--primary").first.click()
    page.get_by_text("reached only from this machine").first.wait_for()
    page.locator("main input[type=url], main input[type=text]").first.fill(f"http://{PUBLIC}:{own_port}")
    page.locator("main form button.button--primary").first.click()
    page.goto(home + "/settings/mail/")
    page.locator("[name=host]").fill("127.0.0.1")
    page.locator("[name=port]").select_option(str(port))
    page.get_by_role("radio", name="None").check()
    page.locator("[name=from_email]").fill("hello@north.example")
    page.locator("main form button.button--primary").first.click()


def take_cards(page, home: str, stripe, installation) -> None:
    page.goto(home + "/settings/payments/")
    page.locator("[name=secret_key]").fill(stripe.key)
    page.get_by_role("button", name="Keep the key").click()
    page.get_by_text("Test mode.").wait_for()


def write_and_send(page, home: str) -> str:
    page.goto(home + "/")
    page.keyboard.press("Control+k")
    page.keyboard.type(SENTENCE)
    page.get_by_text("Draft invoice for").wait_for()
    page.screenshot(path=PICTURES / "sentence.png")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/documents/.*/edit/"))
    price = page.locator("[data-col=price], [name$=price]").nth(1)
    price.fill("85")
    page.get_by_text("$2,655.00").first.wait_for()
    page.screenshot(path=PICTURES / "draft.png")
    page.get_by_role("button", name="Check and send").click()
    page.wait_for_url(re.compile("/sending/"))
    answer_what_is_asked(page)
    page.get_by_text("The letter as it will arrive").or_(page.locator("#letter")).first.wait_for()
    page.screenshot(path=PICTURES / "sending.png")
    page.get_by_role("button", name="Issue and send").click()
    page.wait_for_url(re.compile("/documents/[0-9a-f-]{36}/$"))
    page.get_by_text(re.compile(r"INV-\d{4}-\d{4}")).first.wait_for(state="attached")
    return re.search(r"INV-\d{4}-\d{4}", page.title() + page.content())[0]


def answer_what_is_asked(page) -> None:
    """The firm's own facts, asked beside the paper before the first document goes out."""
    for label, words in (("Street", "1 Main Street"), ("City", "Portland"), ("Postal code", "97201"), ("Region", "OR")):
        field = page.get_by_label(label, exact=False)
        if field.count():
            field.first.fill(words)
    exempt = page.locator("[name=tax_status][value=exempt]")
    if exempt.count():
        exempt.first.check()
    bank = page.locator("[name=bank_details]")
    if bank.count():
        bank.fill("First Bank, account 123 456")
    page.get_by_role("button", name="Keep and go on").click()


def await_letter(post, *words: str):
    end = time.monotonic() + 20
    while time.monotonic() < end:
        for kept in list(post.letters):
            if any(word in str(kept.message["Subject"]) for word in words):
                return kept.message
        time.sleep(0.1)
    raise AssertionError([str(kept.message["Subject"]) for kept in post.letters])


def link_in(letter) -> str:
    text = letter.get_body(("plain",)).get_content()
    return re.search(rf"http://{PUBLIC}:\d+/p/\S+", text)[0]


def pay_by_card(phone, link: str, number: str) -> None:
    phone.goto(link)
    phone.get_by_role("heading", name=f"Invoice {number}").wait_for()
    phone.screenshot(path=PICTURES / "portal.png")
    phone.get_by_role("button", name="Pay $2,655.00").click()
    phone.get_by_label("Email").fill("jo@acme.example")
    phone.get_by_label("Card number").fill("4242 4242 4242 4242")
    phone.get_by_label("Expiration").fill("12 / 34")
    phone.get_by_label("CVC").fill("123")
    phone.get_by_label("Cardholder name").fill("Jo March")
    phone.get_by_role("button", name="Pay").click()
    phone.get_by_role("heading", name="Thank you").wait_for()
    phone.screenshot(path=PICTURES / "paid.png")


def everything_is_told(page, home: str, number: str) -> None:
    page.goto(home + "/")
    assert number not in page.locator("main").inner_text()
    page.get_by_role("link", name="Acme Studio").first.click()
    story = page.locator("main").inner_text()
    page.screenshot(path=PICTURES / "client.png")
    for told in (
        "drafted an invoice",
        f"Invoice {number} issued",
        "$2,655.00 received by card",
        "is paid in full",
        "Receipt R-",
    ):
        assert told in story, (told, story)
