"""A connection to the tree: one POST at a time, and the plain fact when nobody answered."""

import http.client


class Gone(Exception):
    """Nobody answered, or the answer broke off: what became of the act is unknown."""


class Line:
    """Kept open between calls, opened anew after it broke."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.open: http.client.HTTPConnection | None = None

    def post(self, path: str, body: str, headers: dict[str, str]) -> tuple[int, http.client.HTTPMessage, bytes]:
        """Return status, headers and body. Raises Gone."""
        self.open = self.open or http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            self.open.request("POST", path, body, headers)
            answer = self.open.getresponse()
            return answer.status, answer.headers, answer.read()
        except (OSError, http.client.HTTPException) as problem:
            self.close()
            raise Gone(repr(problem)) from None

    def close(self) -> None:
        if self.open:
            self.open.close()
            self.open = None
