"""Na het zeggen: wat ervan is verteld, wat er dan wordt afgeleverd, en wat vervalt."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from shared.bericht.tijd import utc_tekst
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.tafel import GEMEENTE, Tafel


@pytest.fixture
def tafel(gedeelde_driehoek: Wereld) -> Tafel:
    return Tafel.richt_in(gedeelde_driehoek)


GEGEVENS = ["GEBOORTEDATUM", "NAW"]


def _bladen(tafel: Tafel, uiting: dict[str, Any]) -> list[bytes]:
    """De bladen waarin staat wat er van deze uiting is gezegd."""
    soort, kenmerk = b'"soort":"mondeling"', uiting["id"].encode()
    return [b for b in tafel.wereld.gateway.boom.bladen if soort in b and kenmerk in b]


def _statussen(tafel: Tafel, uiting: dict[str, Any]) -> dict[str, str]:
    return {code: rij.status for code, rij in tafel.berichten(uiting).items()}


# --- gezegd, en het mocht ---


def test_wat_gezegd_mocht_worden_en_gezegd_is_komt_vanzelf_bij_wie_het_hoorde(
    tafel: Tafel,
) -> None:
    overleg = tafel.plan()
    stand = tafel.vraag(overleg)
    tafel.begin()
    assert (tafel.ontvangen("gemeente"), tafel.ontvangen("om")) == ([], [])
    verteld = tafel.vertel(stand)
    assert (verteld["stand"], verteld["zonderToestemming"]) == ("bevestigd", False)
    assert (verteld["gezegdDoor"], verteld["gezegdOp"]) == (
        tafel.wie("politie"),
        utc_tekst(tafel.wereld.klok()),
    )
    (blad,) = _bladen(tafel, stand)
    assert tafel.wereld.gateway.boom.bladen[verteld["bladnummer"]] == blad
    assert b"Nooitgedacht" not in blad
    tafel.ronde()
    assert tafel.ontvangen("gemeente") == tafel.ontvangen("om") == GEGEVENS
    assert _statussen(tafel, stand) == {"gemeente": "afgeleverd", "om": "afgeleverd"}
    assert tafel.werk(tafel.analist, "mondeling-bevestigen") == []
    assert tafel.werk(tafel.analist, "mondeling-zonder-toestemming") == []


def test_ook_aan_de_telefoon(tafel: Tafel) -> None:
    stand = tafel.bel("gemeente", "om")
    tafel.wereld.klok.vooruit(minutes=20)
    assert tafel.vertel(stand)["zonderToestemming"] is False
    tafel.ronde()
    assert tafel.ontvangen("gemeente") == tafel.ontvangen("om") == GEGEVENS


def test_later_vertellen_wat_op_tijd_is_gezegd(tafel: Tafel) -> None:
    """Gezegd op maandag, verteld op woensdag: het mocht, dus het wordt afgeleverd."""
    stand = tafel.vraag(tafel.plan())
    tafel.begin()
    op_tijd = utc_tekst(tafel.wereld.klok())
    tafel.wereld.klok.vooruit(days=2)
    assert tafel.werk(tafel.analist, "mondeling-bevestigen") == [f"/uitingen/{stand['id']}"]
    verteld = tafel.vertel(stand, gezegdOp=op_tijd)
    assert verteld["zonderToestemming"] is False
    tafel.ronde()
    assert tafel.ontvangen("gemeente") == tafel.ontvangen("om") == GEGEVENS


def test_een_deel_is_gezegd_de_rest_vervalt(tafel: Tafel) -> None:
    """De lijn met het OM viel weg."""
    stand = tafel.bel("gemeente", "om")
    gemeente, om = (een["id"] for een in stand["berichten"])
    verteld = tafel.vertel(stand, berichten=[gemeente])
    assert (verteld["gezegd"], verteld["zonderToestemming"]) == ([gemeente], False)
    tafel.ronde()
    assert (tafel.ontvangen("gemeente"), tafel.ontvangen("om")) == (GEGEVENS, [])
    assert _statussen(tafel, stand) == {"gemeente": "afgeleverd", "om": "vervallen"}
    assert tafel.berichten(stand)["om"].geheim == b""
    assert tafel.analist.vraag("GET", f"/verstrekkingen/{om}/inhoud").status_code == 410


# --- gezegd, en het mocht niet ---


def _mocht_niet(tafel: Tafel) -> tuple[dict[str, Any], dict[str, Any]]:
    """Het OM mocht het niet horen."""
    stand = tafel.vraag(tafel.plan(), 403, gronden={"gemeente": GEMEENTE, "om": GEMEENTE})
    return stand, {}


def _te_laat(tafel: Tafel) -> tuple[dict[str, Any], dict[str, Any]]:
    """De dag was voorbij."""
    stand = tafel.vraag(tafel.plan())
    tafel.wereld.klok.vooruit(days=1)
    return stand, {}


def _te_vroeg(tafel: Tafel) -> tuple[dict[str, Any], dict[str, Any]]:
    """Pas gevraagd toen het al was gezegd."""
    tafel.wereld.klok.vooruit(hours=1)
    eerder = utc_tekst(tafel.wereld.klok() - timedelta(minutes=30))
    stand = tafel.bel("gemeente")
    return stand, {"gezegdOp": eerder}


def _door_een_ander(tafel: Tafel) -> tuple[dict[str, Any], dict[str, Any]]:
    """Een collega zei het, en voor die is het niet getoetst."""
    _, collega = tafel.collega("politie", "analist")
    return tafel.vraag(tafel.plan()), {"medewerker": collega}


def _toch_gezegd(tafel: Tafel) -> tuple[dict[str, Any], dict[str, Any]]:
    """Eerst verteld dat het niet is gezegd; later bleek van wel."""
    stand = tafel.vraag(tafel.plan())
    tafel.niet_gezegd(stand)
    return stand, {}


def _niet_voor_iedereen(tafel: Tafel) -> tuple[dict[str, Any], dict[str, Any]]:
    """Het OM had het nog niet ingenomen."""
    overleg = tafel.plan()
    tafel.wereld.sluit_af("om")
    stand = tafel.vraag(overleg)
    tafel.wereld.sluit_aan("om")
    gemeente = next(b["id"] for b in stand["berichten"] if b["ontvanger"] == "gemeente")
    return stand, {"berichten": [gemeente]}


@pytest.mark.parametrize(
    "geval",
    [_mocht_niet, _te_laat, _te_vroeg, _door_een_ander, _toch_gezegd, _niet_voor_iedereen],
)
def test_wat_niet_mocht_en_toch_is_gezegd_wordt_vastgelegd_zonder_inhoud_en_als_incident(
    tafel: Tafel, geval: Any
) -> None:
    stand, anders = geval(tafel)
    verteld = tafel.vertel(stand, **anders)
    assert (verteld["stand"], verteld["zonderToestemming"]) == ("bevestigd", True)
    (blad,) = _bladen(tafel, stand)
    assert b'"zonderToestemming":true' in blad
    for _ in range(3):
        tafel.ronde()
        tafel.wereld.klok.vooruit(minutes=10)
    assert (tafel.ontvangen("gemeente"), tafel.ontvangen("om")) == ([], [])
    # De inhoud is hier weg, en er ligt werk bij wie incidenten meldt.
    for rij in tafel.berichten(stand).values():
        assert (rij.geheim, rij.levering) == (b"", None)
    pad = f"/incidentvoorstellen/{stand['id']}"
    assert tafel.werk(tafel.analist, "mondeling-zonder-toestemming") == [pad]
    fg, _ = tafel.collega("politie", "fg")
    assert pad in tafel.werk(fg, "mondeling-zonder-toestemming")
    tijdlijn = tafel.analist.haal(f"/groepen/{tafel.groep}/tijdlijn?zoom=hoofdlijnen")
    assert "mondeling-zonder-toestemming" in {f["soort"] for f in tijdlijn["feiten"]}
    afgevinkt = tafel.analist.vraag(
        "POST",
        f"/werklijst/mondeling-zonder-toestemming/{stand['id']}/_afhandelen",
        json={"reden": "Gemeld bij de functionaris."},
    )
    assert afgevinkt.status_code == 409, "alleen melden maakt het af"
    _meld_zoals_voorgesteld(tafel, pad)
    assert tafel.werk(tafel.analist, "mondeling-zonder-toestemming") == []


def _meld_zoals_voorgesteld(tafel: Tafel, pad: str) -> None:
    voorstel = tafel.analist.haal(pad)
    assert [een["uiting"] for een in tafel.analist.haal("/incidentvoorstellen")["voorstellen"]] == [
        voorstel["uiting"]
    ]
    velden = ("uiting", "aard", "ontdektOp", "omschrijving")
    melding = {**{naam: voorstel[naam] for naam in velden}, "bevestigdZonderPersonen": True}
    gemeld = tafel.analist.vraag("POST", "/incidenten", json=melding)
    assert gemeld.status_code in (201, 202), gemeld.text
    assert gemeld.json()["aard"] == "vertrouwelijkheid"
    nog_eens = tafel.analist.vraag("POST", "/incidenten", json=melding)
    assert [een["pad"] for een in nog_eens.json()["fouten"]] == ["/uiting"], "één keer is genoeg"
    assert tafel.analist.vraag("GET", pad).status_code == 404
    assert tafel.analist.haal("/incidentvoorstellen")["voorstellen"] == []


# --- niet gezegd ---


def test_niet_gezegd_is_overal_teruggenomen_en_hier_vernietigd(tafel: Tafel) -> None:
    overleg = tafel.plan()
    stand = tafel.vraag(overleg)
    weg = tafel.niet_gezegd(stand)
    assert (weg["stand"], weg["magGezegd"]) == ("niet_gezegd", False)
    assert _statussen(tafel, stand) == {"gemeente": "vervallen", "om": "vervallen"}
    for rij in tafel.berichten(stand).values():
        assert (rij.geheim, rij.body, rij.levering) == (b"", None, None)
    register = tafel.wereld.gateway.berichten
    ids = [een["id"] for een in stand["berichten"]]
    assert all(register.is_ingetrokken(register[een]) for een in ids)
    assert tafel.niet_gezegd(stand) == weg
    assert len([b for b in register.values() if b.kop.in_reactie_op in ids]) == 2
    tafel.ronde()
    assert (tafel.ontvangen("gemeente"), tafel.ontvangen("om")) == ([], [])
    assert _bladen(tafel, stand) == []
    assert tafel.werk(tafel.analist, "mondeling-bevestigen") == []


def test_niet_gezegd_terwijl_de_gateway_weg_is_wordt_later_teruggenomen(tafel: Tafel) -> None:
    stand = tafel.vraag(tafel.plan())
    tafel.wereld.gateway.weg = True
    assert tafel.niet_gezegd(stand)["stand"] == "niet_gezegd"
    assert {rij.geheim for rij in tafel.berichten(stand).values()} == {b""}
    tafel.wereld.gateway.weg = False
    tafel.wereld.klok.vooruit(minutes=10)
    tafel.ronde()
    register = tafel.wereld.gateway.berichten
    assert all(register.is_ingetrokken(register[een["id"]]) for een in stand["berichten"])


def test_wat_niemand_vertelt_vervalt_na_vijf_werkdagen(tafel: Tafel) -> None:
    stand = tafel.vraag(tafel.plan())
    pad = f"/uitingen/{stand['id']}"
    tafel.wereld.klok.nu += timedelta(days=7)
    tafel.ronde()
    assert _statussen(tafel, stand) == {"gemeente": "aangekondigd", "om": "aangekondigd"}
    assert tafel.werk(tafel.analist, "mondeling-bevestigen") == [pad]
    tafel.wereld.klok.nu += timedelta(days=1)
    tafel.ronde()
    assert _statussen(tafel, stand) == {"gemeente": "vervallen", "om": "vervallen"}
    assert {rij.geheim for rij in tafel.berichten(stand).values()} == {b""}
    assert tafel.werk(tafel.analist, "mondeling-bevestigen") == []
    assert (tafel.ontvangen("gemeente"), tafel.ontvangen("om")) == ([], [])


# --- twee keer, door een ander, anders ---


def test_twee_keer_hetzelfde_vertellen_is_een_keer_en_iets_anders_niet(tafel: Tafel) -> None:
    stand = tafel.vraag(tafel.plan())
    tafel.begin()
    moment = utc_tekst(tafel.wereld.klok())
    een = tafel.vertel(stand, gezegdOp=moment)
    tafel.wereld.klok.vooruit(minutes=5)
    twee = tafel.vertel(stand, gezegdOp=moment)
    assert (een["bladnummer"], een["gezegd"]) == (twee["bladnummer"], twee["gezegd"])
    assert len(_bladen(tafel, stand)) == 1
    tafel.vertel(stand, 409)
    tafel.vertel(stand, 409, gezegdOp=moment, berichten=[stand["berichten"][0]["id"]])
    tafel.niet_gezegd(stand, 409)
    tafel.ronde()
    assert tafel.ontvangen("gemeente") == GEGEVENS
    assert (
        len(tafel.regisseur.haal(f"/ontvangen-gegevens?groep={tafel.groep}")["ontvangenGegevens"])
        == 2
    )


def test_een_collega_aan_tafel_vertelt_het_en_wie_er_niets_mee_heeft_niet(tafel: Tafel) -> None:
    chef, chef_id = tafel.collega("politie", "teamchef")
    overleg = tafel.plan(deelnemers=[*tafel.iedereen, chef_id])
    stand = tafel.vraag(overleg)
    wijkagent, _ = tafel.collega("politie", "wijkagent")
    tafel.begin()
    tafel.vertel(stand, 403, klant=wijkagent)
    buiten, _ = tafel.collega("politie", "analist", alleGroepen=False, groepen=[nieuw_id()])
    tafel.vertel(stand, 403, klant=buiten)
    tafel.vertel(stand, 404, klant=tafel.regisseur)
    assert _bladen(tafel, stand) == []
    verteld = tafel.vertel(stand, klant=chef)
    # Wie het vertelt is niet wie het zei: daarvoor was het getoetst.
    assert (verteld["gezegdDoor"], verteld["zonderToestemming"]) == (tafel.wie("politie"), False)
    tafel.ronde()
    assert tafel.ontvangen("gemeente") == GEGEVENS


@pytest.mark.parametrize(
    ("anders", "paden"),
    [
        ({"gezegdOp": "2026-11-23T23:30:00Z"}, ["/gezegdOp"]),
        ({"gezegdOp": "vandaag"}, ["/gezegdOp"]),
        ({"gezegdOp": "2026-11-23T10:00:00"}, ["/gezegdOp"]),
        ({"berichten": []}, ["/berichten"]),
        ({"berichten": [nieuw_id()]}, ["/berichten/0"]),
        ({"medewerker": nieuw_id()}, ["/medewerker"]),
        ({"gedeeld": True}, ["/gedeeld"]),
    ],
)
def test_wat_niet_zo_kan_zijn_gezegd_wordt_niet_vastgelegd(
    tafel: Tafel, anders: dict[str, Any], paden: list[str]
) -> None:
    stand = tafel.vraag(tafel.plan())
    tafel.begin()
    fouten = tafel.vertel(stand, 400, **anders)["fouten"]
    assert [fout["pad"] for fout in fouten] == paden
    assert tafel.stand(stand["id"])["stand"] == "open"
    assert _bladen(tafel, stand) == []
    assert tafel.vertel(stand)["zonderToestemming"] is False


def test_wat_de_gateway_afkeurt_gaat_hier_weer_open(tafel: Tafel) -> None:
    """Een medewerker die hier bekend is en bij de gateway nog niet."""
    stand = tafel.vraag(tafel.plan())
    tafel.begin()
    _, onbekend = tafel.bureau("politie").medewerker("analist", f"{nieuw_id()}@politie.example")
    fouten = tafel.vertel(stand, 400, medewerker=onbekend)["fouten"]
    assert [fout["pad"] for fout in fouten] == ["/medewerker"]
    # Een programma zegt niets, dus dat gaat niet eens naar de gateway.
    _, programma = tafel.bureau("politie").medewerker("systeemaccount", f"{nieuw_id()}.example")
    (fout,) = tafel.vertel(stand, 400, medewerker=programma)["fouten"]
    assert fout == {"pad": "/medewerker", "melding": "Is geen medewerker van de eigen partij."}
    assert tafel.stand(stand["id"])["stand"] == "open"
    assert tafel.vertel(stand)["zonderToestemming"] is False


# --- het onderzoek eindigt ---


def test_eindigt_het_onderzoek_halverwege_dan_geldt_wat_eerder_die_dag_mocht(
    tafel: Tafel,
) -> None:
    """Beslissend is het moment waarop erover is beslist; wat daarna wordt gevraagd mag niet."""
    overleg = tafel.plan()
    tafel.begin()
    eerder = tafel.vraag(overleg)
    tafel.onderzoek(tot="2026-11-22")
    later = tafel.vraag(overleg, 403)
    assert (later["magGezegd"], later["stand"]) == (False, "niet_toegestaan")
    assert any("het Openbaar Ministerie zit aan tafel" in zin for zin in later["zegNiet"])
    assert tafel.stand(eerder["id"])["magGezegd"] is True
    assert tafel.vertel(eerder)["zonderToestemming"] is False
    tafel.ronde()
    assert tafel.ontvangen("gemeente") == tafel.ontvangen("om") == GEGEVENS
    assert tafel.vertel(later)["zonderToestemming"] is True
    tafel.ronde()
    assert tafel.ontvangen("om") == GEGEVENS
