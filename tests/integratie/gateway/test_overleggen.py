"""Een overleg is vooraf bekend; wat er gezegd wordt mag eerst en staat daarna vast."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
import pytest

from shared.bericht.identiteit import uuid7
from shared.bericht.tijd import utc_tekst
from tests.integratie.gateway.controle import bladen_van
from tests.integratie.gateway.gegevens import GROEP, MEDEWERKERS, onderdeel
from tests.integratie.gateway.opstelling import Opstelling

POLITIE, GEMEENTE, OM = (MEDEWERKERS[code][0] for code in ("politie", "gemeente", "om"))
VERSLAG = "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"
IN_OVERLEG = {
    "kanaal": "overleg",
    "overleg": {
        "soort": "structureel",
        "locatie": "gemeente",
        "deelnemersVoorafGeregistreerd": True,
    },
}


def _overleg(gateway: Opstelling, **anders: Any) -> dict[str, Any]:
    begin = gateway.klok() + timedelta(days=1)
    return {
        "partij": "gemeente",
        "groep": GROEP,
        "soort": "structureel",
        "locatie": "gemeente",
        "begin": utc_tekst(begin),
        "einde": utc_tekst(begin + timedelta(hours=1)),
        "deelnemers": [POLITIE, GEMEENTE],
        **anders,
    }


def _registreer(
    gateway: Opstelling, document: dict[str, Any], kenmerk: str = "", als: str = "gemeente"
) -> httpx.Response:
    kenmerk = kenmerk or uuid7(gateway.klok())
    return gateway.dien_in("PUT", f"/v1/overleggen/{kenmerk}", document, als)


def _gepland(gateway: Opstelling, **anders: Any) -> str:
    kenmerk = uuid7(gateway.klok())
    antwoord = _registreer(gateway, _overleg(gateway, **anders), kenmerk)
    assert antwoord.status_code == 200, antwoord.text
    return kenmerk


def _gedeeld(gateway: Opstelling, **anders: Any) -> str:
    """Een verstrekking over een mondeling kanaal die mag; het kenmerk."""
    antwoord = gateway.verstuur(gateway.verstrekking(gateway.vraag_informatie(), **anders))
    assert antwoord.status_code == 201, antwoord.text
    return str(antwoord.json()["id"])


def _bevestig(
    gateway: Opstelling, bericht: str, overleg: str | None, als: str = "politie", **anders: Any
) -> httpx.Response:
    document = {"bericht": bericht, "overleg": overleg, "verslag": VERSLAG, **anders}
    return gateway.dien_in("POST", "/v1/mondelinge-verstrekkingen", document, als)


def _paden(antwoord: httpx.Response) -> list[str]:
    assert antwoord.status_code == 400, antwoord.text
    return [fout["pad"] for fout in antwoord.json()["fouten"]]


def _onderzoek(gateway: Opstelling, **dagen: Any) -> None:
    antwoord = gateway.groepsbesluit("onderzoek", dagen, "om")
    assert antwoord.status_code == 201, antwoord.text


def test_wat_in_een_overleg_is_gezegd_staat_na_de_toetsing_in_het_log(gateway: Opstelling) -> None:
    overleg = _gepland(gateway)
    gateway.klok.vooruit(days=1, minutes=5)
    bericht = _gedeeld(gateway, **IN_OVERLEG)
    assert _bevestig(gateway, bericht, overleg).status_code == 201
    (blad,) = bladen_van(gateway, "mondeling")
    assert (blad["bericht"], blad["overleg"], blad["verslag"]) == (bericht, overleg, VERSLAG)
    for partij in ("politie", "gemeente"):
        (gezegd,) = gateway.haal(f"/v1/overleggen/{overleg}", als=partij).json()["gezegd"]
        assert (gezegd["afzender"], gezegd["ontvanger"]) == ("politie", "gemeente")


def test_nog_eens_bevestigen_verandert_niets(balie: Opstelling) -> None:
    overleg = _gepland(balie)
    balie.klok.vooruit(days=1)
    bericht = _gedeeld(balie, **IN_OVERLEG)
    eerste = _bevestig(balie, bericht, overleg).json()
    assert _bevestig(balie, bericht, overleg).json() == eerste
    assert _bevestig(balie, bericht, overleg, verslag="A" * 43).status_code == 409
    assert len(bladen_van(balie, "mondeling")) == 1


def test_aan_de_telefoon_hoort_geen_overleg(balie: Opstelling) -> None:
    bericht = _gedeeld(balie, kanaal="telefoon")
    assert _paden(_bevestig(balie, bericht, _gepland(balie))) == ["/overleg"]
    assert _bevestig(balie, bericht, None).status_code == 201


def test_wat_op_schrift_ging_is_niet_gezegd(balie: Opstelling) -> None:
    assert _paden(_bevestig(balie, _gedeeld(balie), None)) == ["/bericht"]
    assert bladen_van(balie, "mondeling") == []


def test_een_geweigerd_bericht_wordt_niet_alsnog_gezegd(balie: Opstelling) -> None:
    weigering = balie.verstuur(balie.verstrekking(None, kanaal="telefoon"))
    assert weigering.status_code == 403
    bericht = bladen_van(balie, "besluit")[-1]["kop"]["id"]
    assert _paden(_bevestig(balie, bericht, None)) == ["/bericht"]


def test_alleen_de_afzender_zegt_dat_het_is_gezegd(balie: Opstelling) -> None:
    bericht = _gedeeld(balie, kanaal="telefoon")
    assert _bevestig(balie, bericht, None, als="gemeente").status_code == 404
    assert _bevestig(balie, uuid7(balie.klok()), None).status_code == 404


@pytest.mark.parametrize("deelnemers", [[GEMEENTE, OM], [POLITIE, OM]])
def test_wie_niet_vooraf_bekend_was_zei_niets_in_dit_overleg(
    balie: Opstelling, deelnemers: list[str]
) -> None:
    _onderzoek(balie, van="2026-11-01")
    overleg = _gepland(balie, deelnemers=deelnemers)
    balie.klok.vooruit(days=1)
    bericht = _gedeeld(balie, **IN_OVERLEG)
    assert _paden(_bevestig(balie, bericht, overleg)) == ["/overleg"]
    assert _paden(_bevestig(balie, bericht, None)) == ["/overleg"]
    assert _paden(_bevestig(balie, bericht, uuid7(balie.klok()))) == ["/overleg"]


def test_zonder_onderzoek_staat_om_niet_op_de_lijst(balie: Opstelling) -> None:
    antwoord = _registreer(balie, _overleg(balie, deelnemers=[POLITIE, GEMEENTE, OM]))
    assert _paden(antwoord) == ["/deelnemers/2"]
    assert "strafrechtelijk onderzoek" in antwoord.json()["fouten"][0]["melding"]
    assert _gepland(balie, deelnemers=[POLITIE, GEMEENTE, OM], soort="driehoek")


def test_als_het_onderzoek_stopt_is_ook_de_agenda_dicht(gateway: Opstelling) -> None:
    _onderzoek(gateway, van="2026-11-01", tot="2026-11-24")
    overleg = _gepland(gateway, deelnemers=[POLITIE, GEMEENTE, OM])
    assert gateway.haal(f"/v1/overleggen/{overleg}", als="om").status_code == 200
    gateway.klok.vooruit(days=2)
    assert gateway.haal(f"/v1/overleggen/{overleg}", als="om").status_code == 404
    assert gateway.haal(f"/v1/overleggen?groep={GROEP}", als="om").json() == {"overleggen": []}
    assert gateway.haal(f"/v1/overleggen/{overleg}", als="politie").status_code == 200


def test_eindigt_het_onderzoek_eerder_dan_vervalt_de_uitnodiging_voor_daarna(
    gateway: Opstelling,
) -> None:
    _onderzoek(gateway, van="2026-11-01", tot="2026-12-31")
    begin = gateway.klok() + timedelta(days=10)
    dagen = {"begin": utc_tekst(begin), "einde": utc_tekst(begin + timedelta(hours=1))}
    morgen = _gepland(gateway, deelnemers=[POLITIE, GEMEENTE, OM])
    later = _gepland(gateway, deelnemers=[POLITIE, GEMEENTE, OM], **dagen)

    def uitnodigingen(partij: str) -> set[str]:
        lijst = gateway.haal(f"/v1/overleggen?groep={GROEP}", als=partij).json()["overleggen"]
        return {een["id"] for een in lijst}

    assert uitnodigingen("om") == uitnodigingen("politie") == {morgen, later}
    # De officier beëindigt het per overmorgen: tot en met die dag doet het OM nog mee.
    _onderzoek(gateway, van="2026-11-01", tot="2026-11-25")
    assert uitnodigingen("om") == {morgen}
    assert gateway.haal(f"/v1/overleggen/{later}", als="om").status_code == 404
    assert uitnodigingen("politie") == {morgen, later}
    # Wie het overleg nu wijzigt, haalt het OM van de lijst.
    met_om = _overleg(gateway, deelnemers=[POLITIE, GEMEENTE, OM], locatie="politie", **dagen)
    assert _paden(_registreer(gateway, met_om, later)) == ["/deelnemers/2"]
    zonder = {**met_om, "deelnemers": [POLITIE, GEMEENTE]}
    assert _registreer(gateway, zonder, later).status_code == 200
    gateway.klok.vooruit(days=3)
    assert uitnodigingen("om") == set()


def test_eindigt_het_onderzoek_midden_in_een_overleg_dan_hoort_het_om_daarna_niets(
    gateway: Opstelling,
) -> None:
    _onderzoek(gateway, van="2026-11-01", tot="2026-11-23")
    # Van half twaalf 's avonds tot een uur in de nacht, in Amsterdam.
    overleg = _gepland(
        gateway,
        deelnemers=[POLITIE, OM],
        begin="2026-11-23T22:30:00Z",
        einde="2026-11-24T00:00:00Z",
    )
    aan_om = {
        **IN_OVERLEG,
        "ontvanger": "om",
        "ontvangendeMedewerker": OM,
        "onderdelen": [onderdeel("NAW", grondslag="WPG16_1_A_2")],
    }
    gateway.klok.nu = gateway.klok.nu.replace(hour=22, minute=55)
    mag = gateway.verstuur(gateway.verstrekking(None, **aan_om))
    assert mag.status_code == 201, mag.text
    assert gateway.haal(f"/v1/overleggen/{overleg}", als="om").status_code == 200
    gateway.klok.vooruit(minutes=10)
    geweigerd = gateway.verstuur(gateway.verstrekking(None, **aan_om))
    codes = {reden["code"] for reden in geweigerd.json()["redenen"]}
    assert codes == {"OVERLEG_ZONDER_ONDERZOEK"}
    assert gateway.haal(f"/v1/overleggen/{overleg}", als="om").status_code == 404
    # Wat voor middernacht mocht en gezegd is, komt alsnog in het log en in het verslag.
    assert _bevestig(gateway, mag.json()["id"], overleg).status_code == 201
    gezegd = gateway.haal(f"/v1/overleggen/{overleg}", als="politie").json()["gezegd"]
    assert [een["bericht"] for een in gezegd] == [mag.json()["id"]]


def test_wie_niet_meedoet_ziet_het_overleg_niet(balie: Opstelling) -> None:
    overleg = _gepland(balie, soort="driehoek")
    assert balie.haal(f"/v1/overleggen/{overleg}", als="om").status_code == 404
    lijst = balie.haal(f"/v1/overleggen?groep={GROEP}", als="politie").json()["overleggen"]
    assert [een["id"] for een in lijst] == [overleg]


@pytest.mark.parametrize(
    ("anders", "pad"),
    [
        ({"locatie": "kroeg"}, "/locatie"),
        ({"begin": "2026-11-22T09:00:00Z", "einde": "2026-11-22T10:00:00Z"}, "/begin"),
        ({"einde": "2026-11-20T10:00:00Z"}, "/einde"),
        ({"einde": "2026-12-20T10:00:00Z"}, "/einde"),
        ({"groep": "0193aaaa-0000-7000-8000-0000000000ff"}, "/groep"),
        ({"deelnemers": [POLITIE, "0193aaaa-0000-7000-8000-0000000000ff"]}, "/deelnemers/1"),
        ({"deelnemers": [POLITIE, POLITIE]}, "/deelnemers"),
        ({"deelnemers": [POLITIE]}, "/deelnemers"),
        ({"soort": "borrel"}, "/soort"),
    ],
)
def test_een_overleg_dat_niet_klopt_wordt_niet_geregistreerd(
    balie: Opstelling, anders: dict[str, Any], pad: str
) -> None:
    assert pad in _paden(_registreer(balie, _overleg(balie, **anders)))
    lijst = balie.haal(f"/v1/overleggen?groep={GROEP}", als="gemeente").json()
    assert lijst == {"overleggen": []}


def test_alleen_de_organisator_en_alleen_vooraf(gateway: Opstelling) -> None:
    kenmerk = _gepland(gateway)
    ander = _overleg(gateway, locatie="politie")
    assert _registreer(gateway, ander, kenmerk, als="politie").status_code == 403
    van_politie = _overleg(gateway, partij="politie")
    assert _registreer(gateway, van_politie, kenmerk, als="politie").status_code == 403
    assert _registreer(gateway, ander, kenmerk).status_code == 200
    assert gateway.haal(f"/v1/overleggen/{kenmerk}").json()["locatie"] == "politie"
    gateway.klok.vooruit(days=1)
    te_laat = _registreer(gateway, _overleg(gateway, begin=ander["begin"]), kenmerk)
    assert te_laat.status_code == 409


def test_een_ander_ondertekent_niet_voor_de_organisator(balie: Opstelling) -> None:
    antwoord = balie.dien_in(
        "PUT", f"/v1/overleggen/{uuid7(balie.klok())}", _overleg(balie), "gemeente", "politie"
    )
    assert antwoord.status_code == 400


def test_in_een_afgelast_overleg_is_niets_gezegd(balie: Opstelling) -> None:
    kenmerk = _gepland(balie)
    assert _registreer(balie, _overleg(balie, afgelast=True), kenmerk).status_code == 200
    balie.klok.vooruit(days=1)
    bericht = _gedeeld(balie, **IN_OVERLEG)
    assert _paden(_bevestig(balie, bericht, kenmerk)) == ["/overleg"]
