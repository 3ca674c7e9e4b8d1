"""Webhooks arrive signed over the raw body, and as badly ordered, doubled, lost or forged as a test asks."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import stripe

from tests.fakes.stripe import FakeStripe


class Ear:
    """An endpoint that keeps what it hears."""

    def __init__(self):
        self.heard = []
        self.status = 200
        ear = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                ear.heard.append((body, self.headers["Stripe-Signature"]))
                self.send_response(ear.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def events(self, secret):
        return [stripe.Webhook.construct_event(body, header, secret) for body, header in self.heard]

    def close(self):
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def ear():
    ear = Ear()
    yield ear
    ear.close()


@pytest.fixture
def secret(fake, ear):
    return fake.add_endpoint(ear.url)[1]


@pytest.fixture
def paid(fake, secret, open_session):
    return fake.pay(open_session().id)


def test_the_official_package_accepts_the_signature(fake, ear, secret, paid):
    done = fake.deliver()
    assert [d.status for d in done] == [200] * 5
    assert [e.id for e in ear.events(secret)] == [e["id"] for e in fake.events()]
    assert fake.deliver() == []


def test_nothing_is_sent_before_the_test_says_so(ear, paid):
    assert ear.heard == []


def test_events_can_be_doubled_reversed_and_shuffled(fake, ear, secret, paid):
    made = [e["id"] for e in fake.events()]
    fake.deliver(order="reversed", repeat=2)
    assert [e.id for e in ear.events(secret)] == [id for id in reversed(made) for _ in range(2)]
    ear.heard.clear()
    fake.deliver(fake.events(), order=7)
    shuffled = [e.id for e in ear.events(secret)]
    assert sorted(shuffled) == sorted(made) and shuffled != made


def test_a_fraction_can_be_lost_and_is_still_listed(fake, client, ear, secret, paid):
    fake.deliver(drop=0.5, seed=3)
    assert 0 < len(ear.heard) < 5
    lost = client.v1.events.list({"delivery_success": False}).data
    assert len(lost) + len(ear.heard) == len(client.v1.events.list().data) == 5


def test_a_forged_event_fails_the_check(fake, ear, secret, paid):
    fake.deliver(forged=True)
    with pytest.raises(stripe.SignatureVerificationError):
        ear.events(secret)


def test_an_old_event_fails_the_check(fake, ear, secret, paid):
    fake.deliver(age=301)
    with pytest.raises(stripe.SignatureVerificationError, match="tolerance"):
        ear.events(secret)


def test_a_rolled_secret_signs_beside_the_old_one(fake, ear, open_session):
    endpoint, old = fake.add_endpoint(ear.url)
    new = fake.roll_secret(endpoint)
    fake.pay(open_session().id)
    fake.deliver()
    assert len(ear.events(old)) == len(ear.events(new)) == 5


def test_an_endpoint_hears_only_what_it_asked_for(fake, ear, open_session):
    secret = fake.add_endpoint(ear.url, ("checkout.session.completed",))[1]
    fake.pay(open_session().id)
    fake.deliver()
    assert [e.type for e in ear.events(secret)] == ["checkout.session.completed"]


def test_a_refused_event_stays_pending(fake, client, ear, secret, paid):
    ear.status = 500
    fake.deliver()
    assert {e.pending_webhooks for e in client.v1.events.list().data} == {1}
    ear.status = 200
    fake.deliver(fake.events())
    assert {e.pending_webhooks for e in client.v1.events.list().data} == {0}


def test_events_leave_at_once_when_asked(ear):
    with FakeStripe(auto_deliver=True) as fake:
        secret = fake.add_endpoint(ear.url)[1]
        client = stripe.StripeClient(fake.key, base_addresses={"api": fake.base_url})
        price = {"currency": "usd", "unit_amount": 500, "product_data": {"name": "x"}}
        session = client.v1.checkout.sessions.create(
            {"mode": "payment", "success_url": "http://127.0.0.1:9/", "line_items": [{"price_data": price}]}
        )
        fake.pay(session.id)
        arrived = threading.Event()
        for _ in range(100):
            if len(ear.heard) == 5 or arrived.wait(0.05):
                break
        assert len(ear.events(secret)) == 5
