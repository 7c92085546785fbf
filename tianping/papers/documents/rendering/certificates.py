"""The demonstration certificate with which papers are sealed: made at first use, kept outside the code.

It says in its name that it is a demonstration and proves nothing about a real court.
"""

import datetime
import fcntl
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings

from tianping.kernel.courts import current_court

YEARS = 30
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class SealFiles:
    """Where the key and the certificate of a court's demonstration seal lie."""

    key: Path
    certificate: Path


def demonstration_seal(court_name: str) -> SealFiles:
    """The files of this court's demonstration seal; made once, whichever process is first."""
    folder = settings.SEAL_FOLDER / current_court()
    found = SealFiles(folder / "key.pem", folder / "certificate.pem")
    if not found.certificate.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not found.certificate.exists():
                _make(found, court_name)
    return found


def _make(seal: SealFiles, court_name: str) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, f"{court_name}（演示）"),
            x509.NameAttribute(NameOID.COMMON_NAME, "演示章 不具有法律效力"),
        ]
    )
    # A demonstration lives on a day of the past; its seal is as old as the oldest of them may be.
    begins = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + YEARS * 365 * _DAY)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    plain = serialization.NoEncryption()
    _write(seal.key, key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
    _write(seal.certificate, certificate.public_bytes(pem))


def _usage() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )


def _write(path: Path, content: bytes) -> None:
    draft = path.with_suffix(".part")
    draft.touch(mode=0o600)
    draft.write_bytes(content)
    draft.replace(path)
