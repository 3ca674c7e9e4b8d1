"""A real Dovecot on loopback, with any user, Maildir in a temporary folder, TLS and STARTTLS of its own certificate."""

import contextlib
import datetime as dt
import getpass
import grp
import imaplib
import os
import pwd
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PASSWORD = "a-password-of-the-mailbox"
_CONFIG = """\
protocols = imap
listen = 127.0.0.1
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
default_internal_user = {internal}
default_login_user = {login}
default_internal_group = {group}
mail_location = maildir:{home}/mail/%n
mail_uid = {uid}
mail_gid = {gid}
first_valid_uid = 0
first_valid_gid = 0
ssl = yes
ssl_cert = <{home}/certificate.pem
ssl_key = <{home}/key.pem
disable_plaintext_auth = yes
auth_mechanisms = plain login
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
  }}
}}
service imap {{
  process_limit = 50
}}
namespace inbox {{
  inbox = yes
  mailbox Sent {{
    auto = create
    special_use = \\Sent
  }}
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}/mail/%n
}}
"""


@dataclass
class Dovecot:
    """A running server. `certificate` is the path of what its clients must trust."""

    home: Path
    port: int
    tls_port: int

    @property
    def certificate(self) -> str:
        return str(self.home / "certificate.pem")

    def add(self, user: str) -> str:
        """Name a mailbox: any user comes in with the one password, to a mailbox made at that moment."""
        return user

    def put(self, user: str, *mails: bytes, folder: str = "INBOX", at: dt.datetime | None = None) -> None:
        """Lay mails into a folder, in this order."""
        when = imaplib.Time2Internaldate(at) if at else None
        with self.talk(user) as talk:
            for mail in mails:
                state, said = talk.append(folder, None, when, mail)
                assert state == "OK", said

    def lay(self, user: str, mails: list[bytes]) -> None:
        """Lay thousands of mails into the inbox at once, as files."""
        self.put(user, b"Subject: first\r\n\r\nfirst\r\n")
        self.empty(user)
        place = self.home / "mail" / user / "new"
        for number, mail in enumerate(mails):
            (place / f"{1_700_000_000 + number}.M{number}P1.test").write_bytes(mail)

    def empty(self, user: str, folder: str = "INBOX") -> None:
        """Take everything out of a folder."""
        with self.talk(user) as talk:
            talk.select(folder)
            talk.store("1:*", "+FLAGS", "\\Deleted")
            talk.expunge()

    def renumber(self, user: str) -> None:
        """Give all mails new UIDs under another UIDVALIDITY, as a server does whose index was lost."""
        for name in ("dovecot-uidlist", "dovecot-uidvalidity"):
            (self.home / "mail" / user / name).unlink(missing_ok=True)
        for path in (self.home / "mail" / user).glob("dovecot.index*"):
            path.unlink()
        for path in (self.home / "mail" / user).glob("dovecot-uidvalidity.*"):
            path.unlink()
        time.sleep(1.1)  # the new number is the second in which it is given

    @contextlib.contextmanager
    def talk(self, user: str) -> Iterator[imaplib.IMAP4_SSL]:
        context = ssl.create_default_context(cafile=self.certificate)
        talk = imaplib.IMAP4_SSL("localhost", self.tls_port, ssl_context=context, timeout=20)
        try:
            talk.login(self.add(user), PASSWORD)
            yield talk
        finally:
            with contextlib.suppress(imaplib.IMAP4.error, OSError):
                talk.logout()


@contextlib.contextmanager
def dovecot() -> Iterator[Dovecot]:
    """Run the server in the foreground as whoever runs the tests, on two free ports of 127.0.0.1."""
    program = shutil.which("dovecot") or "/usr/sbin/dovecot"
    assert Path(program).exists(), "Dovecot is needed: apt-get install dovecot-imapd (bin/test does it as root)."
    home = Path(tempfile.mkdtemp(prefix="dovecot-"))
    server = Dovecot(home, *_free_ports())
    _write_certificate(home)
    for name in ("run", "state", "mail"):
        (home / name).mkdir()
    home.chmod(0o755)
    if os.getuid() == 0:
        shutil.chown(home / "mail", "dovecot", "dovecot")
    config = home / "dovecot.conf"
    config.write_text(_CONFIG.format(**_users(), password=PASSWORD, home=home, port=server.port, tls_port=server.tls_port))
    running = subprocess.Popen([program, "-F", "-c", str(config)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        _wait_for(server, running)
        yield server
    finally:
        running.terminate()
        running.wait(20)
        shutil.rmtree(home, ignore_errors=True)


def _users() -> dict[str, object]:
    """Who runs its parts: as root the users that its package made (nothing of it will be root), else oneself."""
    if os.getuid() == 0:
        made = pwd.getpwnam("dovecot")
        return {"uid": made.pw_uid, "gid": made.pw_gid, "internal": "dovecot", "login": "dovenull", "group": "dovecot"}
    own = {"uid": os.getuid(), "gid": os.getgid()}
    name = getpass.getuser()
    return {**own, "internal": name, "login": name, "group": grp.getgrgid(os.getgid()).gr_name}


def _wait_for(server: Dovecot, running: subprocess.Popen) -> None:
    for _ in range(100):
        assert running.poll() is None, running.stdout.read().decode()
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", server.port), 5) as line:
            line.settimeout(5)
            if line.recv(100).startswith(b"* OK"):
                return
        time.sleep(0.1)
    raise AssertionError((server.home / "log").read_text())


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]


def _write_certificate(home: Path) -> None:
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
        .not_valid_after(now + dt.timedelta(days=400))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (home / "certificate.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (home / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
