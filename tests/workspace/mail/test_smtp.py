"""The conversation with a mail server: certificates are checked, and what it says is never trusted as words of ours."""

import datetime as dt
import ssl

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from clientkeep.workspace.mail import smtp
from clientkeep.workspace.mail.models import MailServer
from tests.fakes.smtp import postbox


@pytest.fixture
def own_certificate(tmp_path) -> tuple[ssl.SSLContext, str]:
    """A server's TLS context for 127.0.0.1, signed by nobody, and the path of its certificate."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem, secret = tmp_path / "certificate.pem", tmp_path / "key.pem"
    pem.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, secret)
    return context, str(pem)


def talk_to(port: int, security: str = "starttls") -> None:
    server = MailServer(host="localhost", port=port, security=security, from_email="a@b.example")
    with smtp.conversation(server) as talk:
        smtp.envelope(talk, "a@b.example", "c@d.example")
        smtp.data(talk, b"Subject: x\r\n\r\nx\r\n")


def test_a_certificate_signed_by_nobody_is_refused(own_certificate):
    refused = pytest.raises(smtp.Unreachable, match="certificate that cannot be trusted")
    with postbox(tls_context=own_certificate[0]) as box, refused:
        talk_to(box.port)
    assert box.letters == []


def test_a_trusted_certificate_is_taken_and_the_letter_goes_encrypted(own_certificate, monkeypatch):
    context, pem = own_certificate
    monkeypatch.setenv("SSL_CERT_FILE", pem)
    with postbox(tls_context=context, require_starttls=True) as box:
        talk_to(box.port)
    assert len(box.letters) == 1


def test_tls_from_the_first_byte_to_a_server_that_speaks_none_is_named():
    with postbox() as box, pytest.raises(smtp.Unreachable, match="does not speak TLS"):
        talk_to(box.port, "tls")


@pytest.mark.parametrize(
    "said, shown",
    [
        (b"fine words", "fine words"),
        (b"<b>bold</b>", "‹b›bold‹/b›"),
        (b"a\r\nb\x1b[31m\x00c", "a  b [31m c"),
        ("später".encode(), "sp  ter"),
        (b"x" * 300, "x" * 100),
    ],
)
def test_what_a_server_says_is_shortened_to_plain_characters(said, shown):
    assert smtp.printable(said) == shown


def test_a_line_of_one_dot_does_not_end_the_letter():
    with postbox() as box:
        server = MailServer(host="127.0.0.1", port=box.port, security="none", from_email="a@b.example")
        with smtp.conversation(server) as talk:
            smtp.envelope(talk, "a@b.example", "c@d.example")
            smtp.data(talk, b"Subject: x\r\n\r\n.\r\nRCPT TO:<evil@evil.example>\r\n..\r\nend")
    assert box.letters[0].content.endswith(b"\r\n.\r\nRCPT TO:<evil@evil.example>\r\n..\r\nend\r\n")
    assert box.letters[0].recipients == ["c@d.example"]
