"""Wie om inzage vroeg raakt niets kwijt aan een termijn, tot hij zijn antwoord heeft (11.1, a)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.pki import Pki
from tests.hulp.databank import NieuweDatabank
from tests.hulp.inloggen import Uitgever
from tests.integratie.partij.bewaarwerk import PARTIJEN, bewaardagen, leden, namen, onderhoud
from tests.integratie.partij.driehoek import DROMER, KNIKKER, STERRIN
from tests.integratie.partij.opstelling import wereld
from tests.integratie.partij.verzoekwerk import DRIE, Verzoeken


@pytest.fixture
def verzoeken(
    nieuwe_plek: NieuweDatabank, uitgever: Uitgever, pki: Pki, tmp_path: Path
) -> Iterator[Verzoeken]:
    with wereld(PARTIJEN, nieuwe_plek, uitgever, pki, tmp_path) as alles:
        yield Verzoeken.richt_in(alles)


def test_wie_inzage_vroeg_krijgt_die_ook_als_de_groep_intussen_sluit(
    verzoeken: Verzoeken,
) -> None:
    driehoek = verzoeken.driehoek
    driehoek.naar_netto(blijft=(STERRIN[0], DROMER[0]))
    driehoek.ruim_op()
    wie = verzoeken.persoon("gemeente")
    verzoek = verzoeken.neem_aan("gemeente", persoon=wie, omschrijving="Wat hebt u van mij?")["id"]
    verzoeken.vertel("gemeente", verzoek)
    driehoek.kantoor.naar_stap(7, status="afgesloten", eindcriterium="overlast_gestopt")
    driehoek.wereld.klok.vooruit(days=40)
    for _ in range(2):
        onderhoud(driehoek, "gemeente")
    assert leden(driehoek) == {STERRIN[0]}, "wie niets vroeg is weg"
    (dag,) = bewaardagen(driehoek).values()
    assert (dag["vertrektOp"], dag["reden"]["code"]) == (None, "inzage-persoon")
    assert "om inzage vroeg en die nog niet heeft" in dag["reden"]["zin"]
    assert verzoeken.lees("gemeente", verzoek)["omschrijving"] == "Wat hebt u van mij?"

    for code in DRIE:
        if code == "om":  # dat hem nooit kende, en dat zegt
            verzoeken.wie(code, verzoek)
        else:
            verzoeken.doe(code, verzoek, "_stelafschriftop")
        verzoeken.doe(code, verzoek, "_beslis", uitkomst="toegewezen")
    gekeken = verzoeken.kijk_na("gemeente", verzoek)
    assert gekeken["inhoud"]["ontvangen"], "ook wat een ander gaf is er nog"
    antwoord = verzoeken.klant("gemeente").haal(f"/rechtenverzoeken/{verzoek}/antwoord")
    assert "gemeente" in antwoord["ontvangers"], "ook wie antwoordt kreeg iets van een ander"
    verzoeken.doe("gemeente", verzoek, "_beantwoord")
    onderhoud(driehoek, "gemeente")
    assert leden(driehoek) == set()


def test_wat_een_ander_gaf_blijft_tot_wie_het_kreeg_zijn_deel_gaf_of_afwees(
    verzoeken: Verzoeken,
) -> None:
    driehoek = verzoeken.driehoek
    driehoek.deel_de_brutolijst()
    krijgt, krijgt_niet = verzoeken.bij("om", *STERRIN), verzoeken.bij("om", *KNIKKER)
    verzoek = verzoeken.neem_aan("politie", persoon=verzoeken.persoon("politie"))["id"]
    verzoeken.vertel("politie", verzoek)
    assert verzoeken.lees("om", verzoek)["persoon"] == krijgt
    afgewezen = verzoeken.neem_aan("om", persoon=krijgt_niet, vertegenwoordiger="ouder")["id"]
    driehoek.wereld.klok.vooruit(days=31)
    for _ in range(2):
        onderhoud(driehoek, "om")
        assert namen(driehoek, "om") == {STERRIN[0], KNIKKER[0]}

    verzoeken.doe(
        "om", afgewezen, "_beslis", uitkomst="afgewezen", gronden=["WJSG21_2_B"],
        motivering="Nodig en evenredig (verzonnen).", waaromNietDeels="Er is geen deel dat kan.",
    )  # fmt: skip
    pad = f"/rechtenverzoeken/{afgewezen}"
    verzoeken.tweede("om").maak(f"{pad}/_bevestig", {"akkoord": True}, 200)
    for code in ("gemeente", "politie"):
        verzoeken.doe(code, verzoek, "_beslis", uitkomst="toegewezen")
    verzoeken.doe("om", verzoek, "_beslis", uitkomst="toegewezen")
    onderhoud(driehoek, "om")
    assert STERRIN[0] in namen(driehoek, "om"), "toegewezen is nog niet gegeven"
    assert "rechtenverzoek-geven" in verzoeken.werk("om", verzoek)
    gedaan = {"gedaan": "gegeven"}
    nog_niet = verzoeken.doe("om", verzoek, "_uitgevoerd", 409, **gedaan)
    assert "laat het nakijken" in nog_niet["detail"]
    assert verzoeken.doe("om", verzoek, "_stelafschriftop")["inhoud"]["ontvangen"]
    verzoeken.kijk_na("om", verzoek)
    verzoeken.doe("om", verzoek, "_uitgevoerd", **gedaan)
    assert "rechtenverzoek-geven" not in verzoeken.werk("om", verzoek)
    onderhoud(driehoek, "om")
    assert STERRIN[0] not in namen(driehoek, "om")
