"""Whether this service is who its own party says it is: its settings beside the own document.

The others believe the document. A service that listens elsewhere, or works with a key that is not
named there, would sign what nobody believes and be sent what it cannot open. It is not ready then,
says why, and takes nothing in: what waits is not lost, and what was refused is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

import httpx
from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bericht.fouten import CertificaatOngeldig
from shared.bericht.partijen.partijdocument import Partijdocument, certificaten_van
from shared.bericht.sleutels.certificaten import Certificaat, Vertrouwenslijst
from shared.bericht.sleutels.sleutels import BestandsOntsleutelaar
from shared.bericht.sleutels.versleuteling import is_voor
from shared.logboek.notitie import Notitiesleutel, Soort
from shared.opslag.draad import in_draad
from shared.opslag.sessies import SessieMaker, transactie
from shared.tijd.klok import Klok
from shared.verzenden.fouten import InnameWacht
from shared.verzenden.partijdocumenten.geheugen import keten_uit
from shared.verzenden.partijdocumenten.ketens import Bekend, geldend
from shared.verzenden.partijdocumenten.partijenboek import Partijenboek
from shared.verzenden.partijdocumenten.tabellen import PartijdocumentRij
from shared.web.instellingen.instellingen import Instellingen, lees_ed25519
from shared.web.instellingen.onderdeelsoort import PartijInstellingen
from shared.web.meldingen import Invoerfout
from shared.web.proces.gezondheid import NietGereed

_PLAATS = {"transport": "tls", "ondertekening": "ondertekening", "versleuteling": "versleuteling"}
_EERSTE_TELT = "versleuteling"
"""Whoever sends takes the first; of the other roles any one that is named will do."""

Genoemd = Mapping[str, Sequence[str]]
"""By role the x5t#S256 of what the document names and can be used now, the first one first."""


@dataclass(frozen=True)
class EigenStand:
    """What the settings say. ``namen``: by role the x5t#S256 of the certificates in use."""

    adres: str
    namen: dict[str, tuple[str, ...]]
    getuige: str | None

    @classmethod
    def uit_instellingen(cls, instellingen: Instellingen) -> Self:
        """As the process began with it: a changed file counts from the next start on."""
        versleuteling = instellingen.versleuteling
        paren = {
            "transport": (instellingen.tls,),
            "ondertekening": (instellingen.ondertekening,),
            "versleuteling": () if versleuteling is None else versleuteling.paren,
        }
        namen = {
            rol: tuple(Certificaat.uit_pem(een.certificaat.read_bytes()).x5t_s256 for een in van)
            for rol, van in paren.items()
        }
        eigen, vkey = instellingen.getuige, None
        if eigen is not None:
            sleutel = lees_ed25519(eigen.sleutel, "getuige.sleutel")
            vkey = Notitiesleutel(eigen.naam, sleutel, Soort.COSIGNATURE).vkey
        return cls(instellingen.server.publieke_url, namen, vkey)

    def verschillen(self, document: Partijdocument, genoemd: Genoemd) -> Iterator[Invoerfout]:
        """Each setting that the document contradicts, with what it says. Pure."""
        if httpx.URL(self.adres) != httpx.URL(f"{document.endpoint}/v1"):
            zin = f"is {self.adres}; de anderen sturen naar {document.endpoint}/v1"
            yield Invoerfout("server.publieke_url", zin)
        yield from self.sleutelverschillen(genoemd)
        if self.getuige != document.getuige:
            zin = f"is {self.getuige or 'er niet'}; het document noemt {document.getuige or 'geen'}"
            yield Invoerfout("getuige", zin)

    def sleutelverschillen(self, genoemd: Genoemd) -> Iterator[Invoerfout]:
        """Each role for which the others go by a certificate that is not in use here. Pure."""
        for rol, namen in genoemd.items():
            eigen = self.namen[rol]
            telt = namen[:1] if rol == _EERSTE_TELT else namen
            if set(telt) & set(eigen):
                continue
            zin = f"is {', '.join(eigen)}; het document noemt voor {rol} alleen {', '.join(namen)}"
            if rol == _EERSTE_TELT:
                zin = (
                    f"is {', '.join(eigen)}; de anderen versleutelen met {namen[0]}, dat het "
                    "document als eerste noemt"
                )
            yield Invoerfout(f"{_PLAATS[rol]}.certificaat", zin)


def ontsleutelaar_van(instellingen: Instellingen) -> BestandsOntsleutelaar:
    """Over every encryption pair of the settings: a message says itself which one opens it."""
    versleuteling = instellingen.vereis(PartijInstellingen).versleuteling
    eerste, *andere = (
        (paar.sleutel.read_bytes(), paar.certificaat.read_bytes()) for paar in versleuteling.paren
    )
    return BestandsOntsleutelaar.uit_pem(*eerste, *andere)


@dataclass(frozen=True)
class Eigenwacht:
    """Holds the settings of this service beside what its own party signed.

    As long as no document was seen there is nothing to contradict: nobody believes this party yet.
    """

    lezen: SessieMaker
    partij: str
    stand: EigenStand
    vertrouwen: Vertrouwenslijst
    boek: Partijenboek
    klok: Klok

    def eis_gereed(self) -> None:
        """Raise ``NietGereed`` when the document that counts says otherwise than the settings."""
        with transactie(self.lezen) as sessie:
            een = geldend(keten_uit(self._rijen(sessie)))
        if een is None:
            return
        document = een.schakel.document
        genoemd = _bruikbaar(een, self.vertrouwen, self.klok())
        fouten = tuple(self.stand.verschillen(document, genoemd))
        if fouten:
            raise NietGereed(
                f"De instellingen zijn anders dan partijdocument {document.versie} van "
                f"{self.partij} zelf zegt. Zet ze terug, of publiceer eerst een volgend document.",
                fouten,
            )

    def eis_sleutels(self) -> None:
        """Raise ``InnameWacht`` as long as the others go by keys that are not in use here.

        A receipt would be signed with a key nobody believes, or refuse what only we cannot open.
        """
        eigen = self.boek.bekend(self.partij)
        if eigen is None:
            return
        genoemd = {rol: [een.x5t_s256 for een in van] for rol, van in eigen.certificaten.items()}
        if any(self.stand.sleutelverschillen(genoemd)):
            raise InnameWacht(
                "Deze dienst werkt nu met andere certificaten dan haar partij in haar document "
                "noemt. Zij neemt niets in tot dat klopt; stuur het later opnieuw."
            )

    async def eis_niet_voor_ons(self, jwe: str) -> None:
        """Raise ``InnameWacht`` when unreadable content was sealed for a certificate that the own
        documents name, now or earlier, and of which there is no key here."""
        naam = is_voor(jwe)
        if naam is None or naam in self.stand.namen[_EERSTE_TELT]:
            return
        if not await in_draad(self._noemde, naam):
            # The sender may have seen a newer document of ours than we have.
            await self.boek.zoek(self.partij, opnieuw=True)
            if not await in_draad(self._noemde, naam):
                return
        raise InnameWacht(
            f"De inhoud is versleuteld met certificaat {naam}. Deze partij noemt of noemde dat "
            "zelf, maar de sleutel staat niet in de instellingen van deze dienst. Stuur het later "
            "opnieuw."
        )

    def _noemde(self, naam: str) -> bool:
        with transactie(self.lezen) as sessie:
            keten = keten_uit(self._rijen(sessie))
        return any(
            naam in een.schakel.document.certificaten.per_rol()[_EERSTE_TELT] for een in keten
        )

    def _rijen(self, sessie: Session) -> Sequence[PartijdocumentRij]:
        vraag = select(PartijdocumentRij).where(PartijdocumentRij.partij == self.partij)
        return sessie.scalars(vraag.order_by(PartijdocumentRij.versie)).all()


def _bruikbaar(een: Bekend, vertrouwen: Vertrouwenslijst, nu: datetime) -> Genoemd:
    """What others can use now. With nothing usable left: whatever is named."""
    document = een.schakel.document
    try:
        rollen = certificaten_van(document, een.certificaten, vertrouwen, nu)
    except CertificaatOngeldig:
        return document.certificaten.per_rol()
    return {rol: [certificaat.x5t_s256 for certificaat in van] for rol, van in rollen.items()}
