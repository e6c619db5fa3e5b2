"""Wat er bij het OM bij komt voor zijn eigen schermen: langs de API."""

from __future__ import annotations

from tests.portaal.zaal import PARKETSECRETARIS, Zaal

_GEGEVEN = {
    "aard": "feit", "derdenVerwijderd": True, "herleidingAnderenVoorkomen": True,
    "jdsBevraagd": False, "geenSepotOfVrijspraak": True, "zaaknummer": "10/000000-26",
    "omschrijving": "Een verzonnen zaak.",
}  # fmt: skip


def zonder_termijn(zaal: Zaal) -> str:
    """Een eigen gegeven waar nog geen termijn van de Wjsg bij staat."""
    persoon = zaal.leg_iemand_vast("om", PARKETSECRETARIS)
    with zaal.klant("om", PARKETSECRETARIS) as klant:
        gegevens = klant.haal("/wjsg-zonder-termijn")["gegevens"]
        if not gegevens:
            pad = f"/personen/{persoon}/strafvorderlijke-gegevens"
            return str(klant.stuur(pad, _GEGEVEN)["id"])
    return str(gegevens[0]["id"])
