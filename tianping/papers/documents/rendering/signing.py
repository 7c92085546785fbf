"""Electronic signatures of issued decisions (电子签章): PAdES by the court's seal, and their check."""

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from tianping.papers.documents.rendering.certificates import SealFiles

if TYPE_CHECKING:
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

FIELD = "CourtSeal"
Done = TypeVar("Done")
# What a signature holds beside the certificate: the signed facts, and a value of up to 4096 bits.
BESIDE_THE_CERTIFICATE = 1024


@dataclass(frozen=True)
class SealCheck:
    """What a check of a sealed PDF found (核验结果).

    ``intact``: not one byte that was signed has changed. ``whole``: the signature covers all of the file.
    ``trusted``: it was made with this court's own seal.
    """

    intact: bool
    whole: bool
    trusted: bool
    by: str = ""

    @property
    def good(self) -> bool:
        """Whether the paper is as the court issued it."""
        return self.intact and self.whole and self.trusted


class Sealer:
    """The court's seal, taken out once for many papers."""

    def __init__(self, seal: SealFiles) -> None:
        from pyhanko.sign import signers

        signer = signers.SimpleSigner.load(str(seal.key), str(seal.certificate))
        if signer is None:
            raise ValueError(f"the seal in {seal.key.parent} cannot be read")
        self._signer = signer
        # Written as hexadecimal digits. Where nobody says it, pyHanko signs each paper twice to know its length.
        self._room = 2 * (seal.certificate.stat().st_size + BESIDE_THE_CERTIFICATE)

    def sealed(self, pdf: bytes, *, reason: str, place: str) -> bytes:
        """The PDF with a PAdES signature by the seal; its visible seal is part of the page already."""
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.sign import fields, signers

        facts = signers.PdfSignatureMetadata(
            field_name=FIELD,
            reason=reason,
            location=place,
            subfilter=fields.SigSeedSubFilter.PADES,
            md_algorithm="sha256",
        )
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        signer = signers.PdfSigner(facts, signer=self._signer)
        return _apart(lambda: signer.sign_pdf(writer, bytes_reserved=self._room).getvalue())


def check(pdf: bytes, seal: SealFiles) -> SealCheck | None:
    """Check the seal of a PDF against the court's own certificate; None where it bears none."""
    from pyhanko.pdf_utils.misc import PdfReadError
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation.errors import SignatureValidationError

    try:
        signatures = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
        return _checked(signatures[-1], seal) if signatures else None
    except (PdfReadError, SignatureValidationError, ValueError):
        # So broken that it cannot even be read as what was signed.
        return SealCheck(intact=False, whole=False, trusted=False)


def _checked(signature: "EmbeddedPdfSignature", seal: SealFiles) -> SealCheck:
    from pyhanko.sign import signers
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    signer = signers.SimpleSigner.load(str(seal.key), str(seal.certificate))
    roots = [signer.signing_cert] if signer is not None and signer.signing_cert is not None else []
    context = ValidationContext(trust_roots=roots, allow_fetching=False)
    status = _apart(lambda: validate_pdf_signature(signature, context))
    return SealCheck(
        intact=bool(status.intact),
        whole=status.coverage is not None and status.coverage.name == "ENTIRE_FILE",
        trusted=bool(status.trusted),
        by=status.signing_cert.subject.human_friendly,
    )


def _apart(work: Callable[[], Done]) -> Done:
    """Do it in a thread of its own: pyHanko runs an event loop, which a thread with a running one would refuse."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(work).result()
