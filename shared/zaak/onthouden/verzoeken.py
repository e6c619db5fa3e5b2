"""A request that is open comes back with an older copy of the file as open, without its words."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from shared.bestand.onthouden.beeld import persoonssleutel
from shared.partij.onthouden.bron import GEEN, Beeld, Onthoudbron, Thuis
from shared.partij.zegel import klok_van, kluis_van, verzegel_json
from shared.zaak.rechten import bekenden, opslag
from shared.zaak.rechten.begrippen import Verzoekgebeurtenis, Verzoekstand
from shared.zaak.rechten.tabellen import RechtenverzoekRij

TEKST_WEG: Final = (
    "De tekst van dit verzoek ging verloren toen het bestand werd teruggezet, en wat er daarna mee "
    "is gedaan ook. Vraag de betrokkene opnieuw wat hij precies wil. De termijn loopt door vanaf "
    "de dag waarop het verzoek kwam."
)
_ZO: Final = ("id", "van", "eigen", "recht", "persoon_id", "sleutel_id")
_WIE: Final = ("identiteit", "vertegenwoordiger")


def _beeld(rij: Any) -> Beeld | None:  # noqa: ANN401 - a row, or its columns
    if rij.stand != Verzoekstand.OPEN:
        return None
    op = rij.identiteit_op
    return {naam: getattr(rij, naam) for naam in (*_ZO, *_WIE)} | {
        "ontvangen_op": rij.ontvangen_op.isoformat(),
        "identiteit_op": None if op is None else op.isoformat(),
        "gemaakt_op": rij.gemaakt_op.isoformat(),
    }


def _sleutel(sessie: Session, rij: Any) -> str | None:  # noqa: ANN401 - a row, or its columns
    if rij.persoon_id is None:
        return rij.sleutel_id or GEEN
    return persoonssleutel(sessie, rij.persoon_id)


def _leg_terug(sessie: Session, thuis: Thuis, beeld: Beeld) -> bool:
    """With its parts and clocks as on the first day; who he is has to be said again where the copy
    does not know him."""
    if sessie.get(RechtenverzoekRij, beeld["id"]) is not None:
        return False
    persoon = beeld["persoon_id"]
    sleutel = beeld["sleutel_id"] if persoon is None else persoonssleutel(sessie, persoon)
    kwijt = persoon is not None and sleutel is None
    wie = {} if kwijt else {naam: beeld[naam] for naam in _WIE}
    op = None if kwijt else beeld["identiteit_op"]
    nu = klok_van(sessie)()
    rij = RechtenverzoekRij(
        **{naam: beeld[naam] for naam in ("id", "van", "eigen", "recht")},
        **wie,
        identiteit_op=op and date.fromisoformat(op),
        ontvangen_op=date.fromisoformat(beeld["ontvangen_op"]),
        stand=Verzoekstand.OPEN,
        versie=0,
        persoon_id=None if kwijt else persoon,
        gemaakt_op=datetime.fromisoformat(beeld["gemaakt_op"]),
        gewijzigd_op=nu,
    )
    _zeg_wat_weg_is(sessie, rij, sleutel)
    sessie.add(rij)
    sessie.flush()
    opslag.leg_delen_aan(sessie, thuis.regels, rij)
    bekenden.onthoud_ontvangers(sessie, thuis.regels, thuis.partij, rij, nu)
    soort = Verzoekgebeurtenis.AANGENOMEN if rij.eigen else Verzoekgebeurtenis.ONTVANGEN
    wat = {"teruggelegd": True}
    opslag.noteer(sessie, rij, soort, partij=thuis.partij, door=None, nu=nu, wat=wat)
    return True


def _zeg_wat_weg_is(sessie: Session, rij: RechtenverzoekRij, sleutel: str | None) -> None:
    """Where what was asked stood; of what another party took the words were never here."""
    if not rij.eigen:
        rij.sleutel_id = sleutel
        return
    kluis = kluis_van(sessie)
    rij.sleutel_id = sleutel or kluis.maak_sleutel()
    inhoud = {"omschrijving": TEKST_WEG}
    rij.zegel = verzegel_json(kluis, rij.sleutel_id, opslag.plaats_van(rij.id), inhoud)


OPEN_VERZOEKEN = Onthoudbron(RechtenverzoekRij, _beeld, _sleutel, _leg_terug)
