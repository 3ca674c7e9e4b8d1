"""How long something takes, told apart from what the tests themselves cost."""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass
class Took:
    """The processor's seconds, once the block is left."""

    seconds: float = 0.0


@contextmanager
def measured() -> Iterator[Took]:
    """Measure a block. The garbage collector waits: over the heap of thousands of tests it takes a second by itself."""
    took, was_on = Took(), gc.isenabled()
    gc.disable()
    began = time.process_time()
    try:
        yield took
    finally:
        took.seconds = time.process_time() - began
        if was_on:
            gc.enable()
