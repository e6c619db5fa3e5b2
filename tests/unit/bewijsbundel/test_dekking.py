"""Een bundel die zegt een periode of een antwoord te zijn, is niet te knippen en niet te plakken.

Elke aanval is er een van iemand die ook `zoekvraag.json` netjes bijwerkt.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from shared.bericht.tijd import utc_tekst
from shared.bewijsbundel.controle import Vertrouwd, verifieer_bundel
from tests.unit.bewijsbundel.proefbundel import (
    ID,
    Proefbundel,
    Wijziging,
    besluitblad,
    bevestigingsblad,
    herschrijf,
    wijzig_json,
    wijzig_regels,
)
from tests.unit.bewijsbundel.proefperiode import (
    EERSTE,
    LAATSTE,
    LATER,
    TOT,
    VAN,
    VROEGER,
    Periodebundel,
    als_json,
    hashes,
    logbladen,
    zonder,
)
from tests.unit.logboek.hulp import logsleutel

BEWEZEN = {blad.nummer: blad for blad in Periodebundel().proef().bewezen()}
VREEMD = Periodebundel(log=logsleutel(zaad=9), bladen=logbladen()[1:])


def _weggelaten(nummer: int, waarom: str) -> dict[str, Any]:
    bladen = Periodebundel().proef().bladen
    hash_ = [base64.b64encode(een).decode() for een in hashes(bladen, nummer, nummer)]
    return {"bladen": [nummer, nummer], "waarom": waarom, "hashes": hash_}


def _dekking(**anders: Any) -> dict[str, Any]:
    dekking = {"voor": als_json(BEWEZEN[VROEGER]), "na": als_json(BEWEZEN[LATER]), "weggelaten": []}
    return {"dekking": {**dekking, **anders}}


def _vreemd_blad(regels: list[dict[str, Any]]) -> None:
    vreemd = VREEMD.proef().bewezen()[LAATSTE]
    regels.append({**als_json(vreemd), "bladnummer": LATER})


def _vraag(**anders: Any) -> Mapping[str, Wijziging]:
    return {"zoekvraag.json": wijzig_json(lambda d: d["vraag"].update(anders))}


def _zoekvraag(**anders: Any) -> Mapping[str, Wijziging]:
    return {"zoekvraag.json": wijzig_json(lambda d: d.update(anders))}


def _ouder_checkpoint(_: bytes) -> bytes:
    return Proefbundel(bladen=logbladen()[:LATER]).checkpoint().encode()


def _ander_checkpoint(_: bytes) -> bytes:
    return VREEMD.proef().checkpoint().encode()


AANVALLEN: dict[str, tuple[Mapping[str, Wijziging], set[str]]] = {
    "een blad uit het midden geknipt": (zonder(6), {"blad-ontbreekt"}),
    "aan het begin geknipt": (zonder(EERSTE), {"blad-ontbreekt"}),
    "aan het begin geknipt, met dat blad als grens": (
        zonder(EERSTE, _dekking(voor=als_json(BEWEZEN[EERSTE]))),
        {"blad-ontbreekt", "dekking-onvolledig"},
    ),
    "aan het eind geknipt": (zonder(LAATSTE), {"blad-ontbreekt"}),
    "aan het eind geknipt, met dat blad als grens": (
        zonder(LAATSTE, _dekking(na=als_json(BEWEZEN[LAATSTE]))),
        {"blad-ontbreekt", "dekking-onvolledig"},
    ),
    "geknipt en opgeschoond genoemd": (
        zonder(
            6, {**_dekking(weggelaten=[_weggelaten(6, "opgeschoond")]), "opgeschoond": [[6, 6]]}
        ),
        {"blad-ontbreekt", "zoekvraag-klopt-niet"},
    ),
    "geknipt en niet zichtbaar genoemd": (
        zonder(6, _dekking(weggelaten=[_weggelaten(6, "niet-zichtbaar")])),
        {"blad-ontbreekt", "dekking-onvolledig"},
    ),
    "geknipt en van na de vraag genoemd": (
        zonder(LAATSTE, _dekking(weggelaten=[_weggelaten(LAATSTE, "na-de-vraag")])),
        {"blad-ontbreekt", "dekking-onvolledig"},
    ),
    "geknipt met een verzonnen reden": (
        zonder(6, _dekking(weggelaten=[_weggelaten(6, "zomaar")])),
        {"blad-ontbreekt", "dekking-onvolledig"},
    ),
    "volgorde verwisseld": (
        {"bladen.jsonl": wijzig_regels(lambda regels: regels.insert(0, regels.pop()))},
        {"blad-verplaatst"},
    ),
    "aangevuld met een blad uit een ander log": (
        {
            "bladen.jsonl": wijzig_regels(_vreemd_blad),
            **_zoekvraag(bladnummers=[[4, 10]], aantal=7),
        },
        {"bewijs-ongeldig", "zoekvraag-klopt-niet"},
    ),
    "aangevuld met een echt blad van buiten de periode": (
        {
            "bladen.jsonl": wijzig_regels(lambda regels: regels.append(als_json(BEWEZEN[11]))),
            **_zoekvraag(bladnummers=[[4, 9], [11, 11]], aantal=7),
        },
        {"zoekvraag-klopt-niet"},
    ),
    "een blad twee keer": (
        {"bladen.jsonl": wijzig_regels(lambda r: r.insert(1, r[0])), **_zoekvraag(aantal=7)},
        {"blad-dubbel"},
    ),
    "een ouder checkpoint": (
        {
            "checkpoint": _ouder_checkpoint,
            **_zoekvraag(bewezenTegen=LATER),
        },
        {"checkpoint-te-oud"},
    ),
    "het checkpoint van een ander log": (
        {"checkpoint": _ander_checkpoint},
        {"checkpoint-ongeldig"},
    ),
    "een andere soort vraag": (
        _zoekvraag(vraag={"soort": "bladen", "bladnummers": [4, 5, 6, 7, 8, 9]}),
        {"zoekvraag-klopt-niet"},
    ),
    "een lege vraag": (_zoekvraag(vraag={}), {"zoekvraag-klopt-niet"}),
    "alles over de vraag weg: dan zijn het losse bladen": (
        {"zoekvraag.json": wijzig_json(lambda d: [d.pop(lid) for lid in ("vraag", "gevraagd")])},
        set(),
    ),
    "de periode langer": (_vraag(van=utc_tekst(VAN.replace(hour=1))), {"zoekvraag-klopt-niet"}),
    "de periode korter": (_vraag(tot=utc_tekst(TOT.replace(minute=1))), {"zoekvraag-klopt-niet"}),
    "het aantal anders": (_zoekvraag(aantal=5), {"zoekvraag-klopt-niet"}),
    "de bladnummers anders": (_zoekvraag(bladnummers=[[4, 8]]), {"zoekvraag-klopt-niet"}),
    "de tijd van maken anders": (
        _zoekvraag(gemaakt="2026-11-23T13:00:00Z"),
        {"zoekvraag-klopt-niet"},
    ),
    "het blad over de vraag weg": (_zoekvraag(gevraagd=None), {"vraag-niet-bewezen"}),
    "het blad over de vraag is een ander blad": (
        _zoekvraag(gevraagd=als_json(BEWEZEN[EERSTE])),
        {"vraag-niet-bewezen"},
    ),
    "het blad over de vraag krom": (_zoekvraag(gevraagd={"bladnummer": 1}), {"regel-ongeldig"}),
    "de dekking weg": (_zoekvraag(dekking=None), {"dekking-onvolledig"}),
    "de dekking zonder grenzen": (
        _zoekvraag(**_dekking(voor=None, na=None)),
        {"blad-ontbreekt"},
    ),
    "een grens van verder weg": (
        _zoekvraag(**_dekking(voor=als_json(BEWEZEN[2]))),
        {"blad-ontbreekt"},
    ),
    "een grens die niet in het log staat": (
        _zoekvraag(**_dekking(voor={**als_json(BEWEZEN[2]), "bladnummer": VROEGER})),
        {"bewijs-ongeldig"},
    ),
    "weggelaten zonder hash": (
        _zoekvraag(**_dekking(weggelaten=[{**_weggelaten(6, "opgeschoond"), "hashes": []}])),
        {"dekking-onvolledig"},
    ),
    "weggelaten en toch aanwezig": (
        _zoekvraag(**_dekking(weggelaten=[_weggelaten(6, "opgeschoond")])),
        {"zoekvraag-klopt-niet"},
    ),
}


@pytest.mark.parametrize(("wijziging", "genoemd"), AANVALLEN.values(), ids=AANVALLEN.keys())
def test_een_geknipte_of_geplakte_bundel_van_een_periode_wordt_genoemd(
    tmp_path: Path, wijziging: Mapping[str, Wijziging], genoemd: set[str]
) -> None:
    pad = herschrijf(Periodebundel().schrijf(tmp_path / "b.zip"), wijziging)
    rapport = verifieer_bundel(pad)
    assert genoemd <= {fout.soort.value for fout in rapport.fouten}, rapport.fouten
    assert rapport.in_orde == (not genoemd)
    # Ook zonder fout zegt zij nooit meer te dekken dan zij bewijst.
    assert rapport.dekking is None or "periode" not in rapport.dekking.dekt


def test_een_bundel_van_een_ander_log_wordt_genoemd_door_wie_de_sleutel_kent(
    tmp_path: Path,
) -> None:
    rapport = verifieer_bundel(
        VREEMD.schrijf(tmp_path / "b.zip"), Vertrouwd(logsleutel().verificatiesleutel)
    )
    assert "andere-logsleutel" in {fout.soort.value for fout in rapport.fouten}


def test_een_hele_periode_zegt_wat_zij_dekt(tmp_path: Path) -> None:
    rapport = verifieer_bundel(Periodebundel().schrijf(tmp_path / "b.zip"))
    assert [str(fout) for fout in rapport.fouten] == []
    assert rapport.dekking is not None
    assert rapport.dekking.dekt == "de hele periode: blad 4 tot en met 9, alle 6 zitten erin"
    assert rapport.dekking.niet_getoond == ()
    assert "over alle partijen" in rapport.dekking.vraag


def test_wat_niet_voor_de_vrager_is_of_is_opgeschoond_staat_er_met_een_hash(
    tmp_path: Path,
) -> None:
    weg = {5: "niet-zichtbaar", 6: "opgeschoond", 7: "niet-zichtbaar", 8: "niet-zichtbaar"}
    bundel = Periodebundel(weg=weg, partij="politie")
    rapport = verifieer_bundel(bundel.schrijf(tmp_path / "b.zip"))
    assert [f.soort.value for f in rapport.fouten] == []
    assert rapport.dekking is not None
    assert rapport.dekking.dekt.endswith("2 zitten erin en 4 zijn weggelaten")
    assert [een.partition(" (")[0] for een in rapport.dekking.niet_getoond] == [
        "1 blad waarvan de inhoud na de bewaartermijn is verwijderd",
        "3 bladen die niet voor wie vroeg zijn",
    ]
    vals = wijzig_json(
        lambda d: d["dekking"]["weggelaten"][0].update(
            hashes=[base64.b64encode(bytes(32)).decode()]
        )
    )
    rapport = verifieer_bundel(herschrijf(tmp_path / "b.zip", {"zoekvraag.json": vals}))
    assert [f.soort.value for f in rapport.fouten] == ["dekking-onvolledig"]


def test_het_hele_log_loopt_tot_de_vraag_en_zegt_dat(tmp_path: Path) -> None:
    vraag = {"soort": "periode", "van": "2020-01-01T00:00:00Z", "tot": "2030-01-01T00:00:00Z"}
    heel = Periodebundel(vraag=vraag, nummers=range(12), voor=None, na=None)
    rapport = verifieer_bundel(heel.schrijf(tmp_path / "b.zip"))
    assert [str(fout) for fout in rapport.fouten] == []
    assert rapport.dekking is not None
    assert rapport.dekking.dekt == (
        "het hele log tot de vraag: blad 0 tot en met 11, alle 12 zitten erin"
    )
    assert rapport.dekking.niet_getoond == ("wat er na 2026-11-23T12:20:00Z in het log kwam",)
    # Wie het einde eraf knipt en zegt dat het van na de vraag is, wordt door het aantal betrapt.
    weg = _dekking(voor=None, na=None, weggelaten=[_weggelaten(11, "na-de-vraag")])
    rapport = verifieer_bundel(herschrijf(tmp_path / "b.zip", zonder(11, weg)))
    assert [fout.soort.value for fout in rapport.fouten] == ["blad-ontbreekt"]


def test_wat_na_de_vraag_kwam_is_geen_gat_in_wat_zij_dekt(tmp_path: Path) -> None:
    vraag = {"soort": "periode", "van": "2020-01-01T00:00:00Z", "tot": "2030-01-01T00:00:00Z"}
    weg = dict.fromkeys((10, 11), "na-de-vraag")
    heel = Periodebundel(vraag=vraag, nummers=range(12), weg=weg, voor=None, na=None)
    rapport = verifieer_bundel(heel.schrijf(tmp_path / "b.zip"))
    assert [str(fout) for fout in rapport.fouten] == []
    assert rapport.dekking is not None
    assert rapport.dekking.dekt == (
        "het hele log tot de vraag: blad 0 tot en met 9, alle 10 zitten erin"
    )
    assert rapport.dekking.niet_getoond[0] == (
        "2 bladen die na het stellen van de vraag werden geschreven en er niet in zitten "
        "(alleen de hash): 10-11"
    )


def test_ook_de_gateway_zelf_laat_geen_blad_weg(tmp_path: Path) -> None:
    """Het log zegt hetzelfde aantal, maar de nummers verraden het."""
    bundel = Periodebundel(nummers=(4, 5, 7, 8, 9))
    rapport = verifieer_bundel(bundel.schrijf(tmp_path / "b.zip"))
    assert [(f.soort.value, f.blad) for f in rapport.fouten] == [("blad-ontbreekt", 6)]


def _antwoord(vraag: Mapping[str, Any]) -> Periodebundel:
    bladen = [besluitblad(nummer=1), bevestigingsblad(nummer=1), besluitblad(nummer=2)]
    return Periodebundel(vraag=vraag, bladen=bladen, nummers=(0, 1))


ANTWOORDEN: dict[str, Callable[[], Periodebundel]] = {
    "bericht": lambda: _antwoord({"soort": "bericht", "bericht": ID.format(1)}),
    "bladen": lambda: _antwoord({"soort": "bladen", "bladnummers": [0, 1]}),
    "export": lambda: _antwoord({"soort": "export", "vorm": "bewijsbundel", "vraag": {}}),
}


@pytest.mark.parametrize("maak", ANTWOORDEN.values(), ids=ANTWOORDEN.keys())
def test_ook_uit_een_antwoord_is_niets_te_knippen(
    tmp_path: Path, maak: Callable[[], Periodebundel]
) -> None:
    pad = maak().schrijf(tmp_path / "b.zip")
    rapport = verifieer_bundel(pad)
    assert [str(fout) for fout in rapport.fouten] == []
    assert rapport.dekking is not None
    assert rapport.dekking.dekt == "2 bladen, zoveel als het antwoord had"
    assert rapport.dekking.niet_getoond[0].startswith("dat er niet meer")
    rapport = verifieer_bundel(herschrijf(pad, zonder(1)))
    assert [fout.soort.value for fout in rapport.fouten] == ["blad-ontbreekt"]


def test_een_blad_over_iets_anders_is_geen_antwoord(tmp_path: Path) -> None:
    bundel = ANTWOORDEN["bericht"]()
    bundel.nummers = (0, 2)
    rapport = verifieer_bundel(bundel.schrijf(tmp_path / "b.zip"))
    assert [(f.soort.value, f.blad) for f in rapport.fouten] == [("zoekvraag-klopt-niet", 2)]
