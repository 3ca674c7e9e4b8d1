"""SealKey: the key and certificate with which a firm's signed files are sealed. Made at first use, or the firm's own."""

import datetime as dt

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.foundation.sealing import seal, unseal
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from ..events import SealKeyChanged

YEARS = 20
LARGEST = 64 * 1024


class SealKey(models.Model):
    """One pair; the newest of a firm seals, and the earlier ones stay known, since their seals stay good."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    key_sealed = models.TextField(help_text="PKCS#8 as PEM, encrypted with the installation's key")
    certificate = models.TextField(help_text="X.509 as PEM")
    fingerprint = models.CharField(max_length=64, db_index=True, help_text="SHA-256 of the certificate")
    named = models.CharField(max_length=200)
    own = models.BooleanField(default=False, help_text="The firm brought it; otherwise it was made here")
    ends_at = models.DateTimeField()
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["workspace", "-made_at"], name="seal_key_newest")]

    @classmethod
    def of(cls, workspace: Workspace) -> "SealKey":
        """The pair that seals now, made where there is none."""
        with transaction.atomic():
            Workspace.objects.select_for_update().get(pk=workspace.pk)
            return cls.newest(workspace) or cls._kept(workspace, *_made_for(workspace.legal_name or workspace.name), own=False)

    @classmethod
    def newest(cls, workspace: Workspace) -> "SealKey | None":
        return cls.objects.filter(workspace=workspace).order_by("-made_at").first()

    @classmethod
    def bring(cls, workspace: Workspace, packed: bytes, password: str, by: Actor) -> "SealKey":
        """Seal with the firm's own certificate from now on, given as PKCS#12. Raises Invalid with `file` or `password`."""
        key, certificate = _unpacked(packed, password)
        with transaction.atomic():
            kept = cls._kept(workspace, key, certificate, own=True)
            record(SealKeyChanged, workspace_id=workspace.pk, by=by, about=workspace, named=kept.named)
        return kept

    @property
    def key(self) -> bytes:
        """The private key as PEM."""
        return unseal(self.key_sealed).encode()

    @classmethod
    def _kept(cls, workspace: Workspace, key: object, certificate: object, own: bool) -> "SealKey":
        from cryptography.hazmat.primitives import hashes, serialization
        from cryptography.x509.oid import NameOID

        pem = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ).decode()
        names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        return cls.objects.create(
            workspace=workspace, key_sealed=seal(pem), certificate=certificate.public_bytes(serialization.Encoding.PEM).decode(),
            fingerprint=certificate.fingerprint(hashes.SHA256()).hex(), named=str(names[0].value if names else workspace.name)[:200],
            own=own, ends_at=certificate.not_valid_after_utc,
        )  # fmt: skip


def _made_for(name: str) -> tuple[object, object]:
    """A fresh RSA-3072 pair with a certificate that it signed itself."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.x509.oid import NameOID

    key, now = rsa.generate_private_key(65537, 3072), clock.now()
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{name[:50]} (seal)")])
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    made = x509.CertificateBuilder().subject_name(called).issuer_name(called).public_key(key.public_key())
    made = made.serial_number(x509.random_serial_number()).not_valid_before(now - dt.timedelta(days=1))
    made = made.not_valid_after(now + dt.timedelta(days=365 * YEARS))
    made = made.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True).add_extension(usage, critical=True)
    return key, made.sign(key, hashes.SHA256())


def _unpacked(packed: bytes, password: str) -> tuple[object, object]:
    from cryptography.hazmat.primitives.asymmetric import ec, rsa
    from cryptography.hazmat.primitives.serialization import pkcs12

    if not packed or len(packed) > LARGEST:
        raise Invalid("Choose the PKCS#12 file (.p12 or .pfx) of your certificate.", "file")
    try:
        key, certificate, _ = pkcs12.load_key_and_certificates(packed, password.encode() or None)
    except (ValueError, TypeError):
        raise Invalid("This file does not open with this password. Check both.", "password") from None
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) or certificate is None:
        raise Invalid("The file must hold an RSA or elliptic-curve key with its certificate.", "file")
    if isinstance(key, rsa.RSAPrivateKey) and key.key_size < 2048:
        raise Invalid("The key is shorter than 2048 bits. Use a stronger one.", "file")
    if not certificate.not_valid_before_utc <= clock.now() < certificate.not_valid_after_utc:
        raise Invalid("The certificate is not valid today. Use one that is.", "file")
    return key, certificate
