"""电子签章: the court's seal on a paper, made once and checked by whoever holds the certificate."""

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from tests.support.court import AT
from tianping.papers.documents.rendering.certificates import SealFiles, demonstration_seal
from tianping.papers.documents.rendering.signing import Sealer, check


def page() -> bytes:
    """A PDF of one empty page."""
    stream = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(stream)
    return stream.getvalue()


@pytest.fixture
def long_seal(tmp_path: Path) -> SealFiles:
    """A seal with the longest usual key, 4096 bits."""
    key = rsa.generate_private_key(65537, 4096)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "演示章")])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(AT.replace(year=2020))
        .not_valid_after(AT.replace(year=2050))
        .sign(key, hashes.SHA256())
    )
    files = SealFiles(tmp_path / "key.pem", tmp_path / "certificate.pem")
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    files.key.write_bytes(secret)
    files.certificate.write_bytes(certificate.public_bytes(pem))
    return files


@pytest.mark.django_db
def test_a_paper_is_signed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from pyhanko.sign.signers import SimpleSigner

    seal = demonstration_seal("镇原县人民法院")
    sealer, sign = Sealer(seal), SimpleSigner.async_sign
    signed: list[dict[str, Any]] = []

    async def counted(*arguments: Any, **named: Any) -> Any:
        signed.append(named)
        return await sign(*arguments, **named)

    monkeypatch.setattr(SimpleSigner, "async_sign", counted)
    sealed = sealer.sealed(page(), reason="民事判决书（演示）", place="镇原县人民法院")
    found = check(sealed, seal)
    assert len(signed) == 1
    assert found is not None
    assert found.good


@pytest.mark.django_db
def test_there_is_room_for_the_signature_of_a_longer_key(long_seal: SealFiles) -> None:
    found = check(Sealer(long_seal).sealed(page(), reason="民事判决书（演示）", place="镇原县人民法院"), long_seal)
    assert found is not None
    assert (found.intact, found.whole) == (True, True)
