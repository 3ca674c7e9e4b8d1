"""What happens to a promise. Its state on any past day is read from these facts alone.

`day` is the business day on which the fact took effect, `due` the day then promised (ISO, or empty for none).
"""

from clientkeep.workspace.journal import declare

_KEYS = ("client", "side", "who", "text", "day", "due")

PromiseMade = declare("promise.made", "{who} promised: {text}{until}", "promise", sign="handshake", payload=(*_KEYS, "until"))
PromiseKept = declare("promise.kept", "{who} kept a promise: {text}", "promise", sign="check", payload=_KEYS)
PromiseMoved = declare(
    "promise.moved", "{actor} gave more time to {who}: {text}{until}{reason}", "promise", sign="calendar-clock",
    payload=(*_KEYS, "until", "reason", "because", "before"),
)  # fmt: skip
PromiseDropped = declare(
    "promise.dropped", "{actor} dropped a promise of {who}: {text}{reason}", "promise", sign="circle-slash",
    payload=(*_KEYS, "reason", "because"),
)  # fmt: skip
PromiseReopened = declare(
    "promise.reopened", "{actor} opened a promise of {who} again: {text}", "promise", sign="rotate-ccw", payload=_KEYS
)
PromiseReminded = declare(
    "promise.reminded", "{actor} reminded {who}: {text}", "promise", sign="send", payload=("client", "side", "who", "text")
)

OF_PROMISES = (PromiseMade, PromiseKept, PromiseMoved, PromiseDropped, PromiseReopened)
