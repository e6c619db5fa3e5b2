"""Locks a PDF: AES-256 (PDF 2.0, revision 6), metadata included.

``pikepdf`` is loaded when a document is made and not before: most processes never make one.
"""

from __future__ import annotations

import io
import secrets

OWNER_BYTES = 32


def beveilig(pdf: bytes, wachtwoord: str) -> bytes:
    """The same document, closed for who does not have the password.

    Whoever opens it may read, print and have it read aloud; copying out and changing is off. The
    password that would lift that is random and forgotten.
    """
    import pikepdf

    slot = pikepdf.Encryption(
        user=wachtwoord,
        owner=secrets.token_urlsafe(OWNER_BYTES),
        R=6,
        aes=True,
        metadata=True,
        allow=pikepdf.Permissions(
            accessibility=True,
            extract=False,
            modify_annotation=False,
            modify_assembly=False,
            modify_form=False,
            modify_other=False,
        ),
    )
    uit = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(uit, encryption=slot)
    return uit.getvalue()
