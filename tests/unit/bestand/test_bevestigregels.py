"""Wie een functie bevestigt zegt het convenantbestand; zwijgt het, dan geldt de strenge kant."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from shared.bestand.bevestigen.begrippen import Betrokken, Bevestigregels, Kandidaat
from shared.bestand.toegang.autorisaties import Autorisatiegegevens
from shared.convenant.regels.laden import laad_convenant, standaard_convenant

VANDAAG = date(2026, 11, 23)
REGEL = '[partijen.politie.functies.wijkagent]\ntitel = "wijkagent"\n'


def _regels(bevestigd_door: str | None) -> Bevestigregels:
    bron = standaard_convenant().bron.decode()
    assert REGEL in bron
    if bevestigd_door is not None:
        bron = bron.replace(REGEL, f"{REGEL}bevestigdDoor = {bevestigd_door}\n")
    return Bevestigregels(laad_convenant(bron.encode()).functies["politie"])


@pytest.mark.parametrize(
    ("rij", "door"),
    [
        (None, {"teamchef", "privacyfunctionaris"}),
        ('["privacyfunctionaris"]', {"privacyfunctionaris"}),
        # Wie het recht niet heeft, krijgt het niet door genoemd te worden.
        ('["analist"]', set()),
        ("[]", set()),
    ],
)
def test_wie_bevestigt_staat_bij_de_functie(rij: str | None, door: set[str]) -> None:
    regels = _regels(rij)
    assert regels.door("wijkagent") == door
    assert regels.vrij("wijkagent") == (rij == "[]")
    wat = Betrokken(("i", "vrager"), ("i", "collega"), None, "wijkagent", ontneemt=False)
    for functie in regels.functies:
        wie = Kandidaat("x", ("i", "ander"), functie, genoemd=True)
        assert (regels.waarom_niet(wat, wie, begin=False) is None) == (functie in door)


def test_zonder_regel_vraagt_elke_functie_een_tweede() -> None:
    for partij, functies in standaard_convenant().functies.items():
        if partij == "*":
            continue
        regels = Bevestigregels(functies)
        for functie in functies:
            assert not regels.vrij(functie)
            assert regels.door(functie)
            assert not any(regels.beheert(een) for een in regels.door(functie))


def test_wie_minder_functies_bevestigt_vervangt_niet() -> None:
    """De teamchef bevestigt hier alles behalve de wijkagent: daarvoor is een ander nodig."""
    regels = _regels('["privacyfunctionaris"]')
    nu = Autorisatiegegevens(
        uitgever="i", sub="s", naam="Mare Verzonnenstein", functie="privacyfunctionaris",
        aangewezen=True, geautoriseerd=True, geheimhouding=VANDAAG, vog=VANDAAG,
        geldig_tot=VANDAAG + timedelta(days=9), groepen=None,
    )  # fmt: skip
    korter = replace(nu, geldig_tot=VANDAAG)
    verliest = regels.verliest(nu, korter, VANDAAG)
    assert "wijkagent" in verliest
    assert regels.verliest(korter, nu, VANDAAG) == set()
    assert regels.verliest(nu, replace(nu, functie="teamchef"), VANDAAG) == {"wijkagent"}
    assert not regels.dekken({"teamchef"}, verliest)
    assert regels.dekken({"teamchef"}, verliest - {"wijkagent"})
    assert regels.dekken({"teamchef", "privacyfunctionaris"}, verliest)
