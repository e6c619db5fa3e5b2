"""Een oudere back-up terug: wie sindsdien is vernietigd komt niet mee (8.2, H11)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from deploy.pki import Pki
from shared.opslag.herstelmerk import NietNagespeeld
from shared.partij.gatewayfouten import GatewayFout
from shared.partijdienst.naspelen import speel_na
from shared.web.instellingen.instellingen import Instellingen
from tests.hulp.inloggen import Uitgever
from tests.integratie.partij.bewaarwerk import PARTIJEN, SLOT, namen
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.driehoek import DROMER, KNIKKER, STERRIN, Driehoek
from tests.integratie.partij.herstelwerk import backup, draaiend, stil, zet_terug
from tests.integratie.partij.kantoor import iemand
from tests.integratie.partij.opstelling import wereld
from tests.integratie.partij.verzoekwerk import Verzoeken
from tests.integratie.partij.zaak.test_beperking import beperk

FUNCTIES = {"politie": "analist", "om": "parketsecretaris"}


@pytest.fixture
def driehoek(uitgever: Uitgever, pki: Pki, tmp_path: Path) -> Iterator[Driehoek]:
    def nieuw(naam: str) -> str:
        return f"sqlite:///{tmp_path / naam}.sqlite"

    with wereld(PARTIJEN, nieuw, uitgever, pki, tmp_path) as alles:
        yield Driehoek.richt_in(alles)


@pytest.fixture
def plek(tmp_path: Path) -> Path:
    """Waar back-ups staan en waar wordt teruggezet: niet bij de hoofdsleutel."""
    buiten = tmp_path.parent / f"{tmp_path.name}-elders"
    buiten.mkdir()
    return buiten


def _namen(klant: Klant) -> set[str]:
    personen = klant.haal("/personen")["personen"]
    levend = [p["id"] for p in personen if p["vernietigdOp"] is None]
    return {klant.haal(f"/personen/{persoon}")["naam"] for persoon in levend}


def _speel_na(driehoek: Driehoek, code: str, instellingen: Instellingen) -> Mapping[str, int]:
    async def werk() -> Mapping[str, int]:
        async with stil(driehoek.wereld, PARTIJEN[code], instellingen) as geheel:
            return await speel_na(geheel, SLOT)

    return driehoek.wereld.doe(werk())


def test_wie_na_de_backup_is_vernietigd_komt_niet_terug_en_de_anderen_wel(
    driehoek: Driehoek, uitgever: Uitgever, plek: Path
) -> None:
    driehoek.deel_de_brutolijst()
    for code in ("politie", "om"):
        backup(driehoek, code, plek / code)
    driehoek.kantoor.naar_stap(3)
    # Sterrin kent de politie zelf: van hem gaat alleen wat de groep bracht, zonder zijn sleutel.
    lijst = str(driehoek.weeg_allen(DROMER[0])["id"])
    assert driehoek.stel_vast(lijst).status_code == 200
    driehoek.ruim_op()
    driehoek.bureau("politie").vernietig(driehoek.personen[f"politie:{KNIKKER[0]}"])
    stond = {code: namen(driehoek, code) for code in ("politie", "om")}
    assert stond == {"politie": {STERRIN[0], DROMER[0]}, "om": set()}
    van_groep = {code: _gegevens(driehoek.klant(code)[0], driehoek) for code in stond}
    assert len({betrokkene for betrokkene, _ in van_groep["politie"]}) == 1

    for code in ("politie", "om"):
        terug = zet_terug(driehoek, code, plek / code, plek)
        pem = driehoek.bureau(code).transport_pem
        start = draaiend(driehoek.wereld, PARTIJEN[code], terug, uitgever, pem)
        with pytest.raises(NietNagespeeld, match="Draai eerst: python -m services"), start:
            raise AssertionError("de dienst startte op een bestand dat niet is nagespeeld")
        gedaan = _speel_na(driehoek, code, terug)
        assert gedaan["personen"] >= 1
        with draaiend(driehoek.wereld, PARTIJEN[code], terug, uitgever, pem) as opnieuw:
            klant = opnieuw.klant(f"{FUNCTIES[code]}.vast@{code}.example")
            assert _namen(klant) == stond[code]
            assert _gegevens(klant, driehoek) == van_groep[code]


def _gegevens(klant: Klant, driehoek: Driehoek) -> set[tuple[str, str]]:
    """Wat hier van de groep is ontvangen: over wie, en wat."""
    pagina = klant.haal(f"/ontvangen-gegevens?groep={driehoek.groep}")
    return {(rij["betrokkene"], rij["gegevenssoort"]) for rij in pagina["ontvangenGegevens"]}


def test_wie_na_de_backup_is_beperkt_blijft_dat_en_zonder_de_gateway_start_er_niets(
    driehoek: Driehoek, uitgever: Uitgever, plek: Path
) -> None:
    bureau = driehoek.bureau("politie")
    verzoeken = Verzoeken(driehoek, {"politie": iemand(bureau, "privacyfunctionaris")})
    tweede = verzoeken.tweede("politie")
    wie, los = (driehoek.persoon("politie", (een, "2009-05-06")) for een in ("Schim", "Lont"))
    eerder = beperk(verzoeken, los)
    backup(driehoek, "politie", plek / "politie")
    sindsdien = beperk(verzoeken, wie)
    gevraagd = verzoeken.neem_aan("politie", omschrijving="Wie keek er naar mij?")
    verzoeken.hef_op("politie", eerder["id"])

    terug = zet_terug(driehoek, "politie", plek / "politie", plek)
    driehoek.wereld.gateway.weg = True
    with pytest.raises(GatewayFout):
        _speel_na(driehoek, "politie", terug)
    driehoek.wereld.gateway.weg = False
    assert _speel_na(driehoek, "politie", terug)
    assert _speel_na(driehoek, "politie", terug) == {}, "wat is nagespeeld, is nagespeeld"

    pem = bureau.transport_pem
    with draaiend(driehoek.wereld, PARTIJEN["politie"], terug, uitgever, pem) as opnieuw:
        analist = opnieuw.klant(f"{FUNCTIES['politie']}.vast@politie.example")
        assert analist.vraag("GET", f"/personen/{wie}").status_code == 403
        behandelaar = opnieuw.klant("privacyfunctionaris.vast@politie.example")
        assert behandelaar.haal(f"/personen/{wie}/beperkingen")["beperkingen"] == [sindsdien]
        (klaar,) = behandelaar.haal(f"/personen/{los}/beperkingen")["beperkingen"]
        assert klaar["opgehevenOp"], "wat is opgeheven komt niet terug"
        assert klaar == tweede.haal(f"/personen/{los}/beperkingen")["beperkingen"][0]
        assert analist.haal(f"/personen/{los}")["naam"] == "Lont"
        for eerst in (gevraagd, verzoeken.lees("politie", sindsdien["verzoek"])):
            pad = f"/rechtenverzoeken/{eerst['id']}"
            weer = behandelaar.haal(pad)
            assert "Vraag de betrokkene opnieuw" in weer["omschrijving"]
            for een in ("van", "eigen", "recht", "ontvangenOp", "stand", "persoon", "klok"):
                assert weer[een] == eerst[een], een
            assert weer["identiteit"] == eerst["identiteit"]
            assert [een["klokken"] for een in weer["delen"]] == [
                een["klokken"] for een in eerst["delen"]
            ]
            werk = behandelaar.haal("/werklijst?paginagrootte=200")["werk"]
            assert "rechtenverzoek-beslissen" in {een["soort"] for een in werk if een["pad"] == pad}
