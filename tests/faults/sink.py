"""Where the letters go: outside of the kill set, each receipt on the disk before the server hears 250."""

import asyncio
import json
import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aiosmtpd.controller import Controller

from tests.fakes.smtp import Kept, Postbox
from tests.installation import free_port


class Sink(Postbox):
    """A postbox that writes down what it takes. It takes its time, so that kills find letters half-way."""

    def __init__(self, path: Path, port: int, seed: int, slowest: float = 0.03) -> None:
        super().__init__(port=port)
        self.file, self.chance, self.slowest = path.open("a"), random.Random(seed), slowest

    async def handle_DATA(self, server, session, envelope):
        message = Kept(envelope.mail_from, list(envelope.rcpt_tos), envelope.content).message
        await asyncio.sleep(self.chance.random() * self.slowest)
        for recipient in envelope.rcpt_tos:
            self.file.write(json.dumps({"id": message["Message-ID"], "to": recipient}) + "\n")
        self.file.flush()
        os.fsync(self.file.fileno())
        await asyncio.sleep(self.chance.random() * self.slowest)
        return "250 OK"


@contextmanager
def sink(path: Path, seed: int) -> Iterator[Sink]:
    """Run the sink on a free port of 127.0.0.1."""
    box = Sink(path, free_port(), seed)
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()
        box.file.close()


def receipts(path: Path) -> list[dict[str, str]]:
    """What the sink has taken, letter by letter."""
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
