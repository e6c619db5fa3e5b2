"""After a copy of the file was put back: destroying what was destroyed since, before it serves.

In goes that may each be repeated: by the kluis of now, that also remembers what holds until
somebody ends it; by what this party told in the log since the copy was made; and by the terms as
they stand today. Only then the mark goes; without
the gateway it stays, for what the log says is then not known (covenant 8.2; reading H11).
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select

from shared.bestand.onthouden.aanvullen import vul_aan
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.tabellen import PersoonRij
from shared.convenant.bladsoorten import Bladsoort
from shared.kluis.fouten import KluisFout
from shared.opslag.engine import lezend
from shared.opslag.herstelmerk import Herstelmerk, haal_merk_weg, lees_merk
from shared.overzicht.aansluiting.reeks import Reeks, lees_reeks
from shared.partij.dienst import Dienst
from shared.partij.fouten import PartijFout, Vernietigd
from shared.partijdienst.geheel import Geheel
from shared.partijdienst.oefenplek import oefenurl
from shared.partijdienst.onderhoud import draai_onderhoud
from shared.web.instellingen.onderdeelsoort import PartijInstellingen
from shared.zaak.opruimen.naspelen import ruim_vernietigden, speel_bericht_na

MET_DEZE_KLUIS: Final = "--met-deze-kluis"
KOPIEEN: Final = {
    "database.url": "bestand.kopie",
    "kluis.url": "kluis.kopie",
    "verwerkingenlog.url": "verwerkingen.kopie",
}
"""How the copy of a database is called, by the place of its url in the configuration."""


class GeheugenTeOud(PartijFout):
    """The kluis does not know of the copy, so it may be as old; the text says what is missing."""

    def __init__(self, kopie_van: datetime) -> None:
        super().__init__(
            f"Deze kluis weet niet van de kopie van {kopie_van:%d-%m-%Y %H:%M} (UTC): zij kan even "
            "oud zijn. Wie daarna beperking kreeg, en wie daarna iets vroeg, is dan niet bekend. "
            "Daarom start de dienst niet: die mensen stonden weer voor iedereen open. Zet de "
            "nieuwste kopie van de kluis terug en draai dit nog eens. Is er geen nieuwere, of "
            "weet u zeker dat dit de kluis van nu is? Laat dan eerst de privacyfunctionaris alle "
            f"besluiten en verzoeken van na die dag klaarleggen, en draai dit met {MET_DEZE_KLUIS}."
            " Laat hem die mensen weer beperken voordat een ander inlogt."
        )


async def speel_na(
    geheel: Geheel, slot: timedelta, *, met_deze_kluis: bool = False
) -> Mapping[str, int]:
    """All of it, and the mark away; what was done, in numbers. Nothing to do without a mark.

    Raises what the gateway and the proofs of its log raise, and ``GeheugenTeOud`` unless somebody
    says that he knows (``met_deze_kluis``): then the mark stays.
    """
    dienst = geheel.dienst
    merk = await asyncio.to_thread(_merk, dienst)
    if merk is None:
        return {}
    uitkomst = dict(await asyncio.to_thread(ruim_vernietigden, dienst))
    # After who is gone and before anything else: whose data are restricted is not destroyed either.
    uitkomst |= await asyncio.to_thread(_leg_terug, dienst, merk, met_deze_kluis)
    uitkomst["berichten"] = await _uit_het_log(geheel, merk)
    gedaan = await draai_onderhoud(geheel, slot)
    uitkomst["opruimingen"] = gedaan.get("opruimingen", 0)
    uitkomst["groepenOnbekend"] = gedaan.get("groepenOnbekend", 0)
    if not uitkomst["groepenOnbekend"]:
        await asyncio.to_thread(haal_merk_weg, dienst.engine)
    return uitkomst


def oefen(dienst: Dienst) -> Mapping[str, int]:
    """The part that needs no gateway, on copies; then everybody who is left is opened."""
    uitkomst = dict(ruim_vernietigden(dienst))
    uitkomst["teruggelegd"] = sum(vul_aan(dienst, uit_kopie=True).values())
    uitkomst |= {"leesbaar": 0, "onleesbaar": 0}
    with dienst.lezend() as sessie:
        register = PersonenRegister(sessie, dienst.kluis, dienst.klok)
        vraag = select(PersoonRij.id).where(PersoonRij.sleutel_id.is_not(None))
        for persoon_id in sessie.scalars(vraag).all():
            try:
                register.lees(persoon_id)
            except (KluisFout, Vernietigd):
                uitkomst["onleesbaar"] += 1
            else:
                uitkomst["leesbaar"] += 1
    return uitkomst


def op_kopieen(instellingen: PartijInstellingen, map_: Path) -> PartijInstellingen:
    """The same settings on the places of a drill in this folder, by the names of `KOPIEEN`."""
    return instellingen.model_copy(
        update={
            naam: tabel.model_copy(
                update={"url": oefenurl(tabel.url, map_ / KOPIEEN[f"{naam}.url"])}
            )
            for naam, tabel in (
                ("database", instellingen.database),
                ("kluis", instellingen.kluis),
                ("verwerkingenlog", instellingen.verwerkingenlog),
            )
        }
    )


def _leg_terug(dienst: Dienst, merk: Herstelmerk, met_deze_kluis: bool) -> Mapping[str, int]:
    """What is remembered is put back in any case; an older kluis may not know everything."""
    gedaan = vul_aan(dienst, uit_kopie=True)
    if not (met_deze_kluis or dienst.kluis.geheugen.kent_kopie(merk.kopie_van)):
        raise GeheugenTeOud(merk.kopie_van)
    return gedaan


def _merk(dienst: Dienst) -> Herstelmerk | None:
    with lezend(dienst.engine).connect() as verbinding:
        return lees_merk(verbinding)


async def _uit_het_log(geheel: Geheel, merk: Herstelmerk) -> int:
    """What this party said in the log that it destroyed since; how many messages that were."""
    vanaf, aantal = merk.log_vanaf, 0
    while True:
        reeks = await _haal(geheel, vanaf)
        for kop in _eigen_vernietigingen(reeks, geheel.dienst.partij.code):
            await asyncio.to_thread(speel_bericht_na, geheel.dienst, kop)
            aantal += 1
        if reeks.tot in (vanaf, reeks.checkpoint.grootte):
            return aantal
        vanaf = reeks.tot


async def _haal(geheel: Geheel, vanaf: int) -> Reeks:
    """A proven stretch, of a log that goes with what the copy knew of it."""
    getuigen = geheel.getuigen
    document = await geheel.uitwisseling.gateway.bladreeks(vanaf)
    reeks = lees_reeks(document, vanaf, getuigen.logsleutel)
    await getuigen.getuige.controleer(reeks.checkpoint, reeks.notitie)
    return reeks


def _eigen_vernietigingen(reeks: Reeks, partij: str) -> Iterator[Mapping[str, Any]]:
    for blad in reeks.bladen.values():
        if blad.soort is not Bladsoort.BESLUIT:
            continue
        kop: Any = blad.velden["kop"]
        if kop.get("afzender") == partij and kop.get("vernietigd") is not None:
            yield kop
