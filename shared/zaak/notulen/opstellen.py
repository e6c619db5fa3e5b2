"""What goes into the report of a meeting, and into what a party says of it. Pure.

Who was there and what was said there come from the gateway's register and are never typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.convenant.begrippen import Convenantregels
from shared.convenant.poorten.deelname import beletsel_op_dag
from shared.convenant.termijnen import datum_nl
from shared.partij.fouten import Conflict, OngeldigeInvoer
from shared.tijd.kenmerk import uuid7
from shared.tijd.klok import Klok
from shared.web.meldingen import Invoerfout
from shared.zaak.notulen.begrippen import Notulen, Regelsoort, kenmerk_van
from shared.zaak.notulen.vormen import Notuleninvoer, Regelinvoer
from shared.zaak.overleg.vormen import OverlegUit


@dataclass(frozen=True)
class Tafel:
    """A meeting with who was registered for it. ``mensen``: their party, in order.

    ``toestand``: the group as the gateway has it today.
    """

    overleg: OverlegUit
    groep: str
    mensen: Mapping[str, str]
    toestand: Mapping[str, Any]
    regels: Convenantregels

    @property
    def verslag(self) -> str:
        """The mark of its report."""
        return kenmerk_van(self.overleg.id, self.groep)

    def eis_geweest(self, nu: datetime) -> None:
        """Raises ``Conflict`` before it begins, with words still open, or when it was off."""
        if self.overleg.begin > nu:
            raise Conflict("Dit overleg moet nog beginnen.")
        if self.overleg.afgelast:
            raise Conflict("Dit overleg is afgelast; er is geen verslag.")
        if self.overleg.open:
            wie = dict.fromkeys(self.regels.titel_van(een.afzender) for een in self.overleg.open)
            raise Conflict(f"Nog niet van alles is verteld of het is gezegd: {', '.join(wie)}.")

    def beletsel(self, partij: str, nu: datetime) -> str | None:
        """Why this party may know nothing of the meeting today; None: it may."""
        return beletsel_op_dag(self.regels, partij, self.overleg.soort, self.toestand, datum_nl(nu))

    def ontvangers(self, eigen: str, erbij: Sequence[str], nu: datetime) -> list[str]:
        """The other parties that were there and may know of it today. Raises ``Conflict``."""
        ander = [een for een in dict.fromkeys(erbij) if een != eigen]
        mogen = [een for een in ander if self.beletsel(een, nu) is None]
        if not mogen:
            raise Conflict(_NIEMAND if not ander else str(self.beletsel(ander[0], nu)))
        return mogen


_NIEMAND = "Er was niemand van een andere partij bij dit overleg; er is niemand om het te geven."


def inhoud_van(
    tafel: Tafel, invoer: Notuleninvoer, eerder: Notulen | None, klok: Klok
) -> dict[str, Any]:
    """The content of the next version. Raises ``OngeldigeInvoer`` with every fault."""
    fouten = list(_fouten(tafel, invoer, eerder))
    if fouten:
        raise OngeldigeInvoer(fouten)
    overleg = tafel.overleg
    return {
        "verslag": tafel.verslag,
        "overleg": overleg.id,
        "soort": overleg.soort,
        "dag": datum_nl(overleg.begin).isoformat(),
        "aanwezig": [
            {"deelnemer": wie, "partij": partij}
            for wie, partij in tafel.mensen.items()
            if wie not in invoer.afwezig
        ],
        "gezegd": list(_gezegd(tafel)),
        "regels": [_regel(een, klok) for een in invoer.regels],
    }


def reactie_van(
    notulen: Notulen,
    partij: str,
    *,
    akkoord: bool | None = None,
    toelichting: str | None = None,
    gedaan: str | None = None,
) -> dict[str, Any]:
    """What this party says of the latest version, with what it said before of what it did."""
    eerder = notulen.reacties.get(partij)
    klaar = set() if eerder is None else set(eerder.gedaan)
    over, getekend = notulen.versie, notulen.tekenkenmerk
    if gedaan is not None and eerder is not None:
        over, getekend = eerder.versie, eerder.tekenkenmerk
        akkoord, toelichting = eerder.akkoord, eerder.toelichting
    inhoud: dict[str, Any] = {
        "verslag": notulen.verslag,
        "overleg": notulen.overleg,
        "over": over,
        "getekend": getekend,
        "akkoord": akkoord,
        "toelichting": toelichting,
        "gedaan": sorted(klaar | ({gedaan} if gedaan else set())),
    }
    return {naam: waarde for naam, waarde in inhoud.items() if waarde is not None}


def _gezegd(tafel: Tafel) -> Iterator[dict[str, Any]]:
    """By its mark, who said it and who heard it: at a table everybody of another party."""
    partijen = list(dict.fromkeys(tafel.mensen.values()))
    for een in tafel.overleg.uitingen:
        if een.gezegd is not None and een.groep == tafel.groep:
            aan = [partij for partij in partijen if partij != een.afzender]
            yield {"uiting": een.uiting, "afzender": een.afzender, "aan": aan}


def _regel(een: Regelinvoer, klok: Klok) -> dict[str, Any]:
    regel: dict[str, Any] = {
        "regel": een.regel or uuid7(klok()),
        "soort": een.soort,
        "tekst": een.tekst,
        "door": een.door,
        "eigenaar": een.eigenaar,
        "uiterlijk": None if een.uiterlijk is None else een.uiterlijk.isoformat(),
    }
    return {naam: waarde for naam, waarde in regel.items() if waarde is not None}


def _fouten(tafel: Tafel, invoer: Notuleninvoer, eerder: Notulen | None) -> Iterator[Invoerfout]:
    for nummer, wie in enumerate(invoer.afwezig):
        if wie not in tafel.mensen:
            yield Invoerfout(f"/afwezig/{nummer}", "was niet als deelnemer aangemeld")
    erbij = {wie: van for wie, van in tafel.mensen.items() if wie not in invoer.afwezig}
    bekend = set() if eerder is None else {regel["regel"] for regel in eerder.regels}
    genoemd: set[str] = set()
    for nummer, regel in enumerate(invoer.regels):
        yield from _regelfouten(regel, f"/regels/{nummer}", erbij, tafel.regels)
        if regel.regel is not None and regel.regel not in bekend:
            zin = "is geen regel van de vorige versie; laat het weg voor een nieuwe regel"
            yield Invoerfout(f"/regels/{nummer}/regel", zin)
        elif regel.regel in genoemd:
            yield Invoerfout(f"/regels/{nummer}/regel", "staat er al; een regel staat er één keer")
        genoemd |= {regel.regel} if regel.regel else set()


def _regelfouten(
    regel: Regelinvoer, pad: str, erbij: Mapping[str, str], regels: Convenantregels
) -> Iterator[Invoerfout]:
    if regel.door not in erbij:
        yield Invoerfout(f"{pad}/door", "was er niet bij; noem de deelnemer die het zei")
    partijen = _in_volgorde(regels, erbij)
    if regel.soort == Regelsoort.AFSPRAAK and regel.eigenaar is None:
        yield Invoerfout(f"{pad}/eigenaar", "ontbreekt; een afspraak is van een partij")
    if regel.soort == Regelsoort.AFSPRAAK and regel.uiterlijk is None:
        yield Invoerfout(f"{pad}/uiterlijk", "ontbreekt; een afspraak heeft een laatste dag")
    if regel.soort == Regelsoort.BESPROKEN and (regel.eigenaar or regel.uiterlijk):
        yield Invoerfout(
            f"{pad}/soort", "heeft geen eigenaar en geen dag: anders is het een afspraak"
        )
    if regel.eigenaar is not None and regel.eigenaar not in partijen:
        yield Invoerfout(f"{pad}/eigenaar", f"was er niet bij; wel: {', '.join(partijen)}")


def _in_volgorde(regels: Convenantregels, erbij: Mapping[str, str]) -> Sequence[str]:
    aanwezig = set(erbij.values())
    return [code for code in regels.partijen if code in aanwezig]
