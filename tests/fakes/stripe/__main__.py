"""python -m tests.fakes.stripe --port 4242 --webhook http://127.0.0.1:8000/hooks/stripe/"""

import argparse
import threading

from . import CARDS, FakeStripe

parser = argparse.ArgumentParser(prog="python -m tests.fakes.stripe", description=__doc__)
parser.add_argument("--port", type=int, default=4242, help="port on 127.0.0.1")
parser.add_argument("--webhook", action="append", default=[], metavar="URL", help="send events here, signed")
asked = parser.parse_args()

with FakeStripe(asked.port, auto_deliver=True) as stripe:
    print(f"API base address  {stripe.base_url}\nTest key          {stripe.key}", flush=True)
    for url in asked.webhook:
        print(f"Signing secret    {stripe.add_endpoint(url)[1]}  for {url}", flush=True)
    print(f"Cards             {', '.join(f'{number} {name}' for name, number in CARDS.items())}", flush=True)
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        print("stopped")
