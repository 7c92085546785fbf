"""Pieces that come as scans at the counter (扫描件): several photos of one piece are the pages of one document."""

from collections.abc import Sequence
from functools import partial

from tianping.intake.filing.actions.receiving import MaterialDraft
from tianping.kernel import files, uploads
from tianping.kernel.refusals import Refused, tried


def scanned(kind: str, name: str, chosen: Sequence[tuple[str, bytes]]) -> MaterialDraft:
    """One piece (起诉材料) of the files that were chosen for it, each with its name.

    Raises Refused for the first file that cannot go on file; where there are several, it is named.
    """
    taken: list[uploads.Accepted] = []
    for title, content in chosen:
        check = partial(uploads.check, content, title)
        refusal = tried(lambda check=check: taken.append(check()))
        if refusal is not None:
            raise Refused(f"“{title}”：{refusal}" if len(chosen) > 1 else str(refusal))
    made = taken[0] if len(taken) == 1 else uploads.merged([each.content for each in taken])
    kept = files.keep(made.content, made.media_type)
    return MaterialDraft(kind, name, kept.pk, kept.sha256, made.pages)
