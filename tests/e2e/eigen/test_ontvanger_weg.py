"""Wie er even niet is, krijgt het later: één keer, en de afzender ziet intussen dat het wacht."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.bewijs import alles_tot_nu, bladen_van, haal_bundel
from tests.e2e.kantoor import ANALIST, REGISSEUR, RUST, deel, wacht_tot
from tests.e2e.storing import bevroren, buitenstaander, zonder
from tests.e2e.verloop import NAAR_GEMEENTE
from tests.e2e.wereld import Wereld, Zaak

KRAP_VENSTER_SECONDEN = 2


@pytest.fixture(scope="module")
def zaak(proefwereld: Wereld) -> Zaak:
    """A group in step 3: no request is needed, so nothing else than the process is missing."""
    return proefwereld.zaak(stap=3)


@pytest.fixture(scope="module")
def opdracht(proefwereld: Wereld, zaak: Zaak) -> dict[str, Any]:
    """An order that may be carried out. It names the step, so that nobody needs to be asked."""
    persoon = proefwereld.persoon(ANALIST, "Wachtje Geduldig", adres="Wachtlaan 9")
    zaak.lid(ANALIST, persoon)
    return zaak.opdracht(REGISSEUR, [deel(persoon, "NAW", NAAR_GEMEENTE)], stap=3)


def _stuur(zaak: Zaak, opdracht: dict[str, Any]) -> dict[str, Any]:
    stand: dict[str, Any] = zaak.wereld.als(ANALIST).stuur("/verstrekkingen", opdracht)
    return stand


def _wacht_op_pogingen(zaak: Zaak, bericht: str, aantal: int) -> dict[str, Any]:
    """The message, still under way after so many attempts."""

    def genoeg() -> dict[str, Any] | None:
        stand: dict[str, Any] = zaak.wereld.als(ANALIST).haal(f"/verstrekkingen/{bericht}")
        assert stand["status"] not in RUST, stand
        return stand if stand["pogingen"] >= aantal else None

    stand: dict[str, Any] = wacht_tot(genoeg, f"{aantal} pogingen")
    return stand


def _eis_een_keer_aangekomen(zaak: Zaak, bericht: str) -> dict[str, Any]:
    stand = zaak.wacht_op(ANALIST, bericht)
    assert stand["status"] == "afgeleverd", stand
    assert len(zaak.ontvangen(REGISSEUR, bericht)) == 1
    return stand


def test_ontvanger_weg_dan_wacht_het_en_komt_het_een_keer_aan(
    zaak: Zaak, opdracht: dict[str, Any], tmp_path: Path
) -> None:
    with zonder(zaak.wereld, "gemeente"):
        toegezegd = _stuur(zaak, opdracht)
        assert toegezegd["status"] not in RUST
        stand = _wacht_op_pogingen(zaak, toegezegd["id"], 3)
        assert stand["volgendePoging"] is not None
        assert "niet bereikbaar" in stand["laatsteFout"]
    _eis_een_keer_aangekomen(zaak, toegezegd["id"])
    bundel = haal_bundel(zaak.wereld, {"bericht": toegezegd["id"]}, tmp_path / "bericht.zip")
    bladen = [blad["gelezen"] for blad in bladen_van(bundel)]
    gebeurd = [(blad["soort"], blad.get("status")) for blad in bladen]
    # Na een 503 is er niets gegeven: over elke poging is beslist zoals het op dat moment stond.
    assert gebeurd[:2] == [("besluit", None), ("bevestiging", "onbereikbaar")]
    assert set(gebeurd[2:-1]) == {("besluit", None)}
    assert gebeurd[-1] == ("bevestiging", "aanvaard")
    besluiten = [blad["besluit"]["besluit"] for blad in bladen if blad["soort"] == "besluit"]
    assert set(besluiten) == {"toegestaan"}


def test_ontvanger_weg_is_voor_een_vreemde_afzender_503_met_wanneer_weer(
    proefwereld: Wereld, tmp_path: Path
) -> None:
    with buitenstaander(proefwereld, tmp_path) as buiten:
        groep = buiten.nieuwe_groep()
        bericht = buiten.verstrekking(groep)
        with zonder(proefwereld, "gemeente"):
            antwoord = buiten.stuur(bericht)
            assert antwoord.status_code == 503, antwoord.text
            assert int(antwoord.headers["retry-after"]) > 0
            assert antwoord.headers["content-type"].startswith("application/problem+json")
        eerste = buiten.stuur(bericht)
        assert eerste.status_code == 201, eerste.text
        assert buiten.stuur(bericht).json() == eerste.json()


def test_gateway_weg_dan_wacht_het_en_komt_het_een_keer_aan(
    zaak: Zaak, opdracht: dict[str, Any]
) -> None:
    with zonder(zaak.wereld, "gateway"):
        toegezegd = _stuur(zaak, opdracht)
        assert toegezegd["status"] not in RUST
        stand = _wacht_op_pogingen(zaak, toegezegd["id"], 3)
        assert stand["bladnummer"] is None
    _eis_een_keer_aangekomen(zaak, toegezegd["id"])


def test_ook_een_herstart_van_de_afzender_raakt_niets_kwijt(
    zaak: Zaak, opdracht: dict[str, Any]
) -> None:
    with zonder(zaak.wereld, "gateway"):
        toegezegd = _stuur(zaak, opdracht)
        with zonder(zaak.wereld, "politie"):
            pass
        _wacht_op_pogingen(zaak, toegezegd["id"], toegezegd["pogingen"] + 1)
    _eis_een_keer_aangekomen(zaak, toegezegd["id"])


def test_te_oud_geworden_bericht_wordt_opnieuw_verzegeld_en_komt_een_keer_aan(
    zaak: Zaak, opdracht: dict[str, Any], proefwereld: Wereld
) -> None:
    """Wat te lang lag wordt onder hetzelfde kenmerk opnieuw ondertekend, met de tijd van nu."""
    # Eerst één bericht, zodat de afzender het certificaat van de ontvanger weer kent en verzegelt.
    zaak.verstrek(ANALIST, opdracht)
    with _krap_venster(proefwereld):
        toegezegd = _stuur(zaak, opdracht)
        klant = proefwereld.als(ANALIST)
        eerst = klant.haal(f"/verstrekkingen/{toegezegd['id']}/inhoud")["kop"]
        verlopen = datetime.fromisoformat(eerst["tijdstip"]) + timedelta(
            seconds=KRAP_VENSTER_SECONDEN + 0.5
        )
        time.sleep(max(0.0, (verlopen - datetime.now(verlopen.tzinfo)).total_seconds()))
    stand = _eis_een_keer_aangekomen(zaak, toegezegd["id"])
    later = klant.haal(f"/verstrekkingen/{stand['id']}/inhoud")["kop"]
    assert later["id"] == eerst["id"]
    assert datetime.fromisoformat(later["tijdstip"]) > verlopen
    assert later["inhoudCommitment"] != eerst["inhoudCommitment"], "met een vers zout"


@contextmanager
def _krap_venster(wereld: Wereld) -> Iterator[None]:
    """The gateway away; when it is back it takes only messages of the last seconds.

    After the test it would refuse whoever is a little slow, so the next one restores it.
    """
    config = wereld.omgeving.paden.config("gateway")
    tekst = config.read_text(encoding="utf-8")
    krap = tekst.replace(
        "[limieten]\n", f"[limieten]\ntijdvenster_seconden = {KRAP_VENSTER_SECONDEN}\n"
    )
    assert krap != tekst
    try:
        with zonder(wereld, "gateway"):
            config.write_text(krap, encoding="utf-8")
            yield
    finally:
        config.write_text(tekst, encoding="utf-8")


@pytest.fixture(autouse=True, scope="module")
def _weer_als_altijd(proefwereld: Wereld) -> Iterator[None]:
    yield
    with zonder(proefwereld, "gateway"):
        pass


@pytest.mark.parametrize("wie", ["gemeente", "gateway"])
def test_wie_bevriest_en_later_verder_gaat_maakt_niets_dubbel(
    zaak: Zaak, opdracht: dict[str, Any], wie: str
) -> None:
    """Het antwoord kwam te laat: de afzender vroeg het al opnieuw, en het telt toch één keer."""
    with bevroren(zaak.wereld, wie):
        toegezegd = _stuur(zaak, opdracht)
        _wacht_op_pogingen(zaak, toegezegd["id"], 2)
    _eis_een_keer_aangekomen(zaak, toegezegd["id"])


def test_een_rij_die_niet_meer_opengaat_houdt_de_andere_berichten_niet_op(
    zaak: Zaak, opdracht: dict[str, Any]
) -> None:
    """Iemand heeft aan de databank gezeten; dat bericht ligt zichtbaar stil."""
    with zonder(zaak.wereld, "gateway"):
        kapot, heel = _stuur(zaak, opdracht), _stuur(zaak, opdracht)
        _breek_zegel(zaak.wereld, kapot["id"])
    _eis_een_keer_aangekomen(zaak, heel["id"])
    stand = zaak.wacht_op(ANALIST, kapot["id"])
    assert stand["status"] == "dood"
    assert stand["laatsteFout"]
    assert zaak.ontvangen(REGISSEUR, kapot["id"]) == []


def _breek_zegel(wereld: Wereld, bericht: str) -> None:
    databank = wereld.omgeving.paden.databank("politie")
    with closing(sqlite3.connect(databank, timeout=30)) as verbinding, verbinding:
        veranderd = verbinding.execute(
            "UPDATE uitgaand SET geheim = zeroblob(64) WHERE bericht_id = ?", [bericht]
        )
    assert veranderd.rowcount == 1


def test_alles_bij_elkaar_klopt_het_log(proefwereld: Wereld, tmp_path: Path) -> None:
    bladen = bladen_van(haal_bundel(proefwereld, alles_tot_nu(), tmp_path / "alles.zip"))
    assert [blad["bladnummer"] for blad in bladen] == list(range(len(bladen)))
