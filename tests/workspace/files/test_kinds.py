"""What a file is, by its bytes; and that nothing which can run leaves under its own type."""

import pytest

from clientkeep.workspace.files.kinds import OPAQUE, content_type_of, served_type
from tests.workspace.files.pictures import picture


@pytest.mark.parametrize(
    "content, name, expected",
    [
        (picture("PNG"), "x", "image/png"),
        (picture("JPEG"), "x.txt", "image/jpeg"),
        (b"%PDF-1.7\n", "x", "application/pdf"),
        (b"a,b\n1,2\n", "x.csv", "text/csv"),
        (b"a,b\n1,2\n", "x", "text/plain"),
        ("a;b\n".encode("utf-16"), "x.csv", "text/csv"),
        (b"\x00\x01\x02\x03", "x.txt", OPAQUE),
        (b"<svg onload=alert(1)>", "x.png", "image/svg+xml"),
        (b"\xef\xbb\xbf  <!DOCTYPE html><p>", "x.txt", "text/html"),
        (b"<?xml version='1.0'?><x/>", "x.txt", "text/html"),
        ("<script>alert(1)</script>".encode("utf-16"), "x.csv", "text/html"),
    ],
)
def test_the_bytes_decide(content, name, expected):
    assert content_type_of(content, name) == expected


@pytest.mark.parametrize(
    "kind", ["text/html", "image/svg+xml", "text/xml", "application/xml", "application/xhtml+xml", "text/javascript",
             "application/x-shockwave-flash", "application/javascript", "", "multipart/mixed"],
)  # fmt: skip
def test_types_that_a_browser_might_run_leave_as_bare_bytes(kind):
    """U2."""
    assert served_type(kind) == OPAQUE
