"""Een groep in stap 4 waarover de driehoek beslist, en een groep in stap 3: langs de API."""

from __future__ import annotations

from tests.e2e.kantoor import BURGEMEESTER, REGISSEUR
from tests.e2e.wereld import Wereld, Zaak
from tests.portaal.zaal import REGISSEUR as OPENER
from tests.portaal.zaal import Zaal

OFFICIER = "officier@om.example"
_JA = {"prioritering": "ja", "randvoorwaarden": ["maandelijks-overleg"]}


def leg_driehoek_voor(zaal: Zaal) -> str:
    """Een voorstel dat nog wacht op de anderen; de burgemeester heeft het al getekend."""
    with zaal.klant("om", OFFICIER) as klant:
        open_ = klant.haal("/besluitvoorstellen")["besluitvoorstellen"]
    if open_:
        return str(open_[0]["id"])
    wereld = Wereld(zaal.omgeving, zaal.inrichting)
    try:
        zaak = wereld.zaak(3)
        zaak.naar_stap(4)
        zaak.maak_klaar(4)
        return str(zaak.leg_voor(REGISSEUR, BURGEMEESTER, "prioritering", _JA, ())["id"])
    finally:
        wereld.sluit()


def zet_start_klaar(zaal: Zaal) -> str:
    """Een startbesluit dat op de burgemeester wacht."""
    with zaal.klant("gemeente", OPENER) as klant:
        groep = str(klant.stuur("/groepen", {})["groep"]["id"])
    wereld = Wereld(zaal.omgeving, zaal.inrichting)
    try:
        return str(Zaak(wereld, groep).zet_start_klaar()["id"])
    finally:
        wereld.sluit()
