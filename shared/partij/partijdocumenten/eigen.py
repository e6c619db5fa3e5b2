"""Whether this service is who its own party says it is: its settings beside the own document.

The others believe the document. A service that listens elsewhere, or works with a key that is not
named there, would sign what nobody believes and be sent what it cannot open. It is not ready then,
and says why.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import httpx
from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bericht.certificaten import Certificaat
from shared.bericht.partijdocument import Partijdocument
from shared.logboek.notitie import Notitiesleutel, Soort
from shared.partij.partijdocumenten.geheugen import keten_uit
from shared.partij.partijdocumenten.ketens import geldend
from shared.partij.partijdocumenten.modellen import PartijdocumentRij
from shared.web.gezondheid import NietGereed
from shared.web.instellingen import Instellingen, lees_ed25519
from shared.web.meldingen import Invoerfout

_PLAATS = {"transport": "tls", "ondertekening": "ondertekening", "versleuteling": "versleuteling"}


@dataclass(frozen=True)
class EigenStand:
    """What the settings say. ``namen``: by role the x5t#S256 of the certificate in use."""

    adres: str
    namen: dict[str, str]
    getuige: str | None

    @classmethod
    def uit_instellingen(cls, instellingen: Instellingen) -> Self:
        """As the process began with it: a changed file counts from the next start on."""
        paren = {rol: getattr(instellingen, plaats) for rol, plaats in _PLAATS.items()}
        namen = {
            rol: Certificaat.uit_pem(paar.certificaat.read_bytes()).x5t_s256
            for rol, paar in paren.items()
            if paar is not None
        }
        eigen, vkey = instellingen.getuige, None
        if eigen is not None:
            sleutel = lees_ed25519(eigen.sleutel, "getuige.sleutel")
            vkey = Notitiesleutel(eigen.naam, sleutel, Soort.COSIGNATURE).vkey
        return cls(instellingen.server.publieke_url, namen, vkey)

    def verschillen(self, document: Partijdocument) -> Iterator[Invoerfout]:
        """Each setting that the document contradicts, with what it says. Pure."""
        if httpx.URL(self.adres) != httpx.URL(f"{document.endpoint}/v1"):
            zin = f"is {self.adres}; de anderen sturen naar {document.endpoint}/v1"
            yield Invoerfout("server.publieke_url", zin)
        for rol, genoemd in document.certificaten.per_rol().items():
            naam = self.namen.get(rol)
            if naam not in genoemd:
                zin = f"is {naam}; het document noemt voor {rol} alleen {', '.join(genoemd)}"
                yield Invoerfout(f"{_PLAATS[rol]}.certificaat", zin)
        if self.getuige != document.getuige:
            zin = f"is {self.getuige or 'er niet'}; het document noemt {document.getuige or 'geen'}"
            yield Invoerfout("getuige", zin)


def eis_eigen_document(sessie: Session, partij: str, stand: EigenStand) -> None:
    """Raise ``NietGereed`` when the own document that counts says otherwise than the settings.

    As long as none was seen there is nothing to contradict: nobody believes this party yet.
    """
    vraag = select(PartijdocumentRij).where(PartijdocumentRij.partij == partij)
    een = geldend(keten_uit(sessie.scalars(vraag.order_by(PartijdocumentRij.versie)).all()))
    if een is None:
        return
    fouten = tuple(stand.verschillen(een.schakel.document))
    if fouten:
        raise NietGereed(
            f"De instellingen zijn anders dan partijdocument {een.schakel.document.versie} van "
            f"{partij} zelf zegt. Zet ze terug, of publiceer eerst een volgend document.",
            fouten,
        )
