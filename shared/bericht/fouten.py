"""Every way in which a message, signature or certificate can be refused.

```
BerichtFout                     anything this room refuses; `.melding` is one Dutch sentence
├── OngeldigeJson               bytes are not the one JSON text they claim to be
├── OngeldigBericht             a document does not have the shape of the profile; `.fouten`: all
│   └── PartijdocumentOngeldig  what a party says about itself has no good form, or does not follow
├── CertificaatOngeldig         unreadable, untrusted, expired, wrong key, wrong use, wrong OIN
│   └── CertificaatIngetrokken  its issuer took it back
├── HandtekeningOngeldig        a signature (sender, gateway, receipt) does not hold
│   └── TekentijdOngeldig       it holds, but not at a time at which this can have been signed
├── VersleutelingOngeldig       content does not open; never says at which step
├── InhoudKomtNietOvereen       content opened but is not what the kop declared; `.verschillen`
└── SleutelOngeldig             a key of our own is unusable: a fault of the installation
```

None of these knows HTTP: the edge owns the one table from error to status. No sentence repeats
a value out of decrypted content, because sentences end up in receipts and logs; what is named
there are pseudonyms, kinds and paths.
"""

from __future__ import annotations

Fouten = tuple[tuple[str, str], ...]
"""Pairs of (JSON Pointer or header name, Dutch sentence)."""


class BerichtFout(Exception):
    """Root of the tree. `melding`: one Dutch sentence for the person on the other side."""

    def __init__(self, melding: str) -> None:
        super().__init__(melding)
        self.melding = melding


class OngeldigeJson(BerichtFout):
    """The bytes are not strict JSON (RFC 8259, I-JSON) or fall outside the limits."""


class OngeldigBericht(BerichtFout):
    """A document does not have the shape the profile asks; every fault is listed.

    `fouten`: pairs of (path, sentence). The path is a JSON Pointer into the document, or a
    header's name when the fault is in a header.
    """

    def __init__(self, fouten: Fouten) -> None:
        if not fouten:
            raise ValueError("Een ongeldig bericht noemt ten minste één fout.")
        super().__init__("; ".join(f"{pad or 'bericht'}: {melding}" for pad, melding in fouten))
        self.fouten = fouten


class PartijdocumentOngeldig(OngeldigBericht):
    """What a party says about itself has not the right form, or does not build on what it said."""


class CertificaatOngeldig(BerichtFout):
    """A certificate cannot be read, is not trusted, or may not be used for this."""


class CertificaatIngetrokken(CertificaatOngeldig):
    """Its issuer took the certificate back, before it was used."""


class HandtekeningOngeldig(BerichtFout):
    """A signature does not hold, or does not have the form of the profile."""


class TekentijdOngeldig(HandtekeningOngeldig):
    """A signature from the future, or older than what it signs."""


class VersleutelingOngeldig(BerichtFout):
    """Encrypted content does not open. One sentence for every cause, so nobody learns a step."""

    MELDING = "De versleutelde inhoud is niet te openen met een sleutel van deze ontvanger."

    def __init__(self) -> None:
        super().__init__(self.MELDING)


class InhoudKomtNietOvereen(BerichtFout):
    """What was delivered is not what the kop declared.

    `verschillen`: one sentence each. `code`: what a receipt says about it, of the covenant file.
    """

    def __init__(self, verschillen: tuple[str, ...], code: str = "INHOUD_WIJKT_AF") -> None:
        if not verschillen:
            raise ValueError("Een verschil tussen kop en inhoud noemt ten minste één verschil.")
        super().__init__(" ".join(verschillen))
        self.verschillen = verschillen
        self.code = code


class SleutelOngeldig(BerichtFout):
    """A key file of our own does not load or does not belong to its certificate."""
