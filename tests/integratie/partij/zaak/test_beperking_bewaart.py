"""Wie om beperking vroeg raakt niets kwijt aan een termijn, tot de beperking eindigt (J8)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.pki import Pki
from shared.bestand.dossier.bewaring import eigen_dingen
from tests.hulp.databank import NieuweDatabank
from tests.hulp.inloggen import Uitgever
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.diensten.test_dossiers import ART13, GEBEURTENIS, STRAFVORDERLIJK
from tests.integratie.partij.bewaarwerk import (
    PARTIJEN,
    bewaardagen,
    leden,
    naar_dag,
    namen,
    onderhoud,
    resten,
)
from tests.integratie.partij.driehoek import DROMER, KNIKKER, STERRIN, Driehoek
from tests.integratie.partij.opstelling import wereld
from tests.integratie.partij.verzoekwerk import Verzoeken
from tests.integratie.partijdienst.bewaarvoorraad import akkoord

EIGEN = {
    "politie": ("politiegegevens", ART13, "WPG13"),
    "om": ("strafvorderlijke-gegevens", STRAFVORDERLIJK, "STRAFVORDERLIJK"),
    "gemeente": ("overlastgegevens", GEBEURTENIS, "B_OVERLAST"),
}
NAMEN = ("Mist Verdaagd", "Nevel Verdaagd", "Regen Verdaagd")
ALLES: dict[str, str] = {}


@pytest.fixture
def verzoeken(
    nieuwe_plek: NieuweDatabank, uitgever: Uitgever, pki: Pki, tmp_path: Path
) -> Iterator[Verzoeken]:
    with wereld(PARTIJEN, nieuwe_plek, uitgever, pki, tmp_path) as alles:
        yield Verzoeken.richt_in(alles)


def beperk(verzoeken: Verzoeken, code: str, wie: str, wat: dict[str, str] = ALLES) -> str:
    verzoek = verzoeken.neem_aan(code, persoon=wie, recht="beperking")["id"]
    pad = f"/personen/{wie}/beperkingen"
    return str(verzoeken.klant(code).maak(pad, {"verzoek": verzoek, **wat})["id"])


def hef_op(driehoek: Driehoek, code: str, beperking: str) -> None:
    """Wie dat jaren later doet is misschien een ander."""
    sub = f"opheffer.{nieuw_id()}@{code}.example"
    een, ander = (
        driehoek.bureau(code).medewerker(
            "privacyfunctionaris", f"{wie}.{sub}", geldigTot="2039-12-31"
        )[0]
        for wie in ("een", "ander")
    )
    vandaag = driehoek.wereld.klok().date().isoformat()
    pad = f"/beperkingen/{beperking}"
    een.maak(f"{pad}/_opheffen", {"verteldOp": vandaag}, 200)
    ander.maak(f"{pad}/_bevestigopheffen", {"akkoord": True}, 200)


@pytest.mark.parametrize("code", sorted(EIGEN))
def test_een_eigen_gegeven_blijft_zolang_de_beperking_geldt(
    verzoeken: Verzoeken, code: str
) -> None:
    driehoek = verzoeken.driehoek
    geheel, een, geen = (_met_gegeven(driehoek, code, naam) for naam in NAMEN)
    alleen_dit = {"gegevenssoort": EIGEN[code][2], "gegeven": een[1]}
    ander = {"gegevenssoort": "NAW", "gegeven": geen[0]}
    beperkingen = [
        beperk(verzoeken, code, geheel[0]),
        beperk(verzoeken, code, een[0], alleen_dit),
    ]
    van_iets_anders = beperk(verzoeken, code, geen[0], ander)
    dienst = driehoek.bureau(code).geheel.uitwisseling.dienst
    with dienst.transactie() as sessie:
        sessie.add(akkoord("overlastgegeven", dienst.klok()))
    naar_dag(driehoek, "2034-06-01")
    for _ in range(2):
        onderhoud(driehoek, code)
        assert _gegevens(driehoek, code) == {geheel[1], een[1]}
        assert set(NAMEN) <= namen(driehoek, code), "van wie iets is beperkt gaat niet heel"
    hef_op(driehoek, code, van_iets_anders)
    for beperking in beperkingen:
        hef_op(driehoek, code, beperking)
    onderhoud(driehoek, code)
    assert _gegevens(driehoek, code) == set()
    assert set(NAMEN) & namen(driehoek, code) <= {NAMEN[2]}


def _met_gegeven(driehoek: Driehoek, code: str, naam: str) -> tuple[str, str]:
    """Iemand in geen enkele aanpak over wie een partij zelf iets vastlegde; beide verwijzingen."""
    klant = driehoek.klant(code)[0]
    wie = str(klant.maak("/personen", {"naam": naam, "geboortedatum": "2009-05-06"})["id"])
    pad, invoer, _ = EIGEN[code]
    gegeven = str(klant.maak(f"/personen/{wie}/{pad}", invoer)["id"])
    if code == "om":
        termijn = {"categorie": "overtreding", "afgedaanOp": "2026-11-01"}
        termijnpad = f"/personen/{wie}/wjsg-termijnen/{gegeven}"
        assert klant.vraag("PUT", termijnpad, json=termijn).status_code == 200
    return wie, gegeven


def _gegevens(driehoek: Driehoek, code: str) -> set[str]:
    """Alle eigen gegevens die een partij nog heeft."""
    dienst = driehoek.bureau(code).geheel.uitwisseling.dienst
    with dienst.lezend() as sessie:
        return {ding.id for _, ding in eigen_dingen(sessie, dienst)}


def test_een_ontvangen_gegeven_blijft_ook_als_zijn_termijn_om_is(verzoeken: Verzoeken) -> None:
    driehoek = verzoeken.driehoek
    driehoek.deel_de_brutolijst()
    beperking = beperk(verzoeken, "om", verzoeken.bij("om", *STERRIN))
    driehoek.wereld.klok.vooruit(days=31)
    for code in PARTIJEN:
        onderhoud(driehoek, code)
    assert namen(driehoek, "om") == {STERRIN[0]}
    onderhoud(driehoek, "om")
    assert namen(driehoek, "om") == {STERRIN[0]}
    hef_op(driehoek, "om", beperking)
    onderhoud(driehoek, "om")
    assert namen(driehoek, "om") == set()
    assert resten(driehoek, "om") == (0, 0)


def test_wie_niet_op_de_nettolijst_staat_gaat_zodra_zijn_beperking_eindigt(
    verzoeken: Verzoeken,
) -> None:
    driehoek = verzoeken.driehoek
    driehoek.deel_de_brutolijst()
    beperking = beperk(verzoeken, "om", verzoeken.bij("om", *KNIKKER))
    driehoek.kantoor.naar_stap(3)
    lijst = str(driehoek.weeg_allen(STERRIN[0])["id"])
    assert driehoek.stel_vast(lijst).status_code == 200
    driehoek.ruim_op()
    assert KNIKKER[0] in namen(driehoek, "om")
    driehoek.wereld.klok.vooruit(days=40)
    werk = onderhoud(driehoek, "om")
    assert (werk["opruimingen"], KNIKKER[0] in namen(driehoek, "om")) == (0, True)
    hef_op(driehoek, "om", beperking)
    assert onderhoud(driehoek, "om")["opruimingen"] == 1
    assert KNIKKER[0] not in namen(driehoek, "om")


def test_na_het_sluiten_zegt_het_bestand_waarom_iemand_blijft(verzoeken: Verzoeken) -> None:
    driehoek = verzoeken.driehoek
    driehoek.naar_netto(blijft=(STERRIN[0], DROMER[0]))
    driehoek.ruim_op()
    wie = verzoeken.persoon("gemeente")
    beperking = beperk(verzoeken, "gemeente", wie)
    driehoek.kantoor.naar_stap(7, status="afgesloten", eindcriterium="overlast_gestopt")
    driehoek.wereld.klok.vooruit(days=1)
    for _ in range(2):
        onderhoud(driehoek, "gemeente")
        assert leden(driehoek) == {STERRIN[0]}
    (dag,) = bewaardagen(driehoek).values()
    assert (dag["vertrektOp"], dag["reden"]["code"]) == (None, "beperkt-persoon")
    assert dag["reden"]["zin"].startswith(
        "Wordt bewaard tot dat eindigt, omdat de betrokkene om beperking vroeg en die op "
        "23 november 2026 kreeg. Wordt vernietigd op 23 november 2026, omdat "
    )
    hef_op(driehoek, "gemeente", beperking)
    onderhoud(driehoek, "gemeente")
    assert leden(driehoek) == set()
