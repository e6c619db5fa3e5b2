"""Wat een gateway zou kunnen opschrijven zonder dat een hash het verraadt, en wat iemand aan de
losse bestanden van een bundel zou kunnen verschrijven."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shared.bericht.jsonvorm import jcs
from shared.bewijsbundel.controle import verifieer_bundel
from tests.unit.bewijsbundel.proefbundel import (
    Proefbundel,
    besluitblad,
    bevestigingsblad,
    herschrijf,
    soorten,
    toetsverzoek,
    wijzig_json,
)


def _besluit(**anders: Any) -> dict[str, Any]:
    return {**json.loads(besluitblad())["besluit"], **anders}


@pytest.mark.parametrize(
    "blad",
    [
        lambda: besluitblad(naam="Jan Verzonnen"),
        lambda: besluitblad(id="0193aaaa-0000-7000-8000-000000000777"),
        lambda: besluitblad(besluit=_besluit(naam="Jan Verzonnen")),
        lambda: besluitblad(
            besluit=_besluit(plichten=[{**p, "naam": "Jan"} for p in _besluit()["plichten"]])
        ),
        lambda: bevestigingsblad(naam="Jan Verzonnen"),
        lambda: jcs({k: w for k, w in json.loads(bevestigingsblad()).items() if k != "status"}),
    ],
    ids=["besluit", "tweede id", "in het besluit", "in een plicht", "bevestiging", "lid weg"],
)
def test_een_blad_heeft_geen_lid_dat_niemand_kent(
    controleer: Any, blad: Callable[[], bytes]
) -> None:
    """Anders past in het log een naam die geen enkele regel ziet."""
    rapport = controleer(besluitblad(), blad())
    assert ("blad-ongeldig", 1) in soorten(rapport)
    assert "Jan" not in " ".join(fout.melding for fout in rapport.fouten)


def test_de_toestand_is_van_het_moment_van_haar_blad(controleer: Any) -> None:
    """Wie de toestand een andere tijd geeft, verschuift elke termijn; elk besluit klopt."""
    toestand = toetsverzoek("mag-politie-gemeente-stap2", 1)["toestand"]
    for nu, goed in (
        ("2026-11-23T11:59:00Z", False),
        ("2026-11-23T12:00:00.5Z", False),
        ("2026-11-23T12:00:00.000Z", True),
    ):
        rapport = controleer(besluitblad(toestand={**toestand, "nu": nu}))
        assert soorten(rapport) == ([] if goed else [("toestand-andere-tijd", 0)]), nu
        assert rapport.besluiten == 1


def test_een_bevestiging_volgt_op_haar_besluit_zo_ver_het_log_is_te_zien(controleer: Any) -> None:
    besluit, bevestiging, ander = besluitblad(), bevestigingsblad(), besluitblad(nummer=2)
    niet_bereikt = {"status": "onbereikbaar", "ontvangst": None, "handtekening": None}
    assert soorten(controleer(ander, bevestiging)) == [("bevestiging-klopt-niet", 1)]
    rapport = controleer(ander, bevestigingsblad(**niet_bereikt))
    assert soorten(rapport) == [("bevestiging-klopt-niet", 1)]
    assert soorten(controleer(bevestiging, besluit)) == [("bevestiging-klopt-niet", 0)]
    # Van wat niet in de bundel zit, is niet te zeggen dat het er niet is.
    assert controleer(ander, bevestiging, nummers=[1]).in_orde
    assert controleer(besluit, ander, bevestiging, nummers=[1, 2]).in_orde


def test_een_bericht_wordt_een_keer_aanvaard(controleer: Any) -> None:
    besluit, bevestiging = besluitblad(), bevestigingsblad()
    opnieuw = controleer(besluit, bevestiging, besluit, bevestiging)
    assert soorten(opnieuw) == [("bevestiging-klopt-niet", 3)]
    assert "al aanvaard" in opnieuw.fouten[0].melding
    # Na een 503 wordt opnieuw beslist, en pas dan aanvaard.
    niet_bereikt = bevestigingsblad(status="onbereikbaar", ontvangst=None, handtekening=None)
    assert controleer(besluit, niet_bereikt, besluit, bevestiging).in_orde


def _hernoem(oud: str) -> Callable[[dict[str, Any]], None]:
    """Een byte anders in de naam van een lid."""

    def doe(document: dict[str, Any]) -> None:
        document[f"{oud[:-1]}x"] = document.pop(oud)

    return doe


@pytest.mark.parametrize(
    ("bestand", "lid", "soort"),
    [
        ("sleutels.json", "getuigen", "sleutels-ongeldig"),
        ("sleutels.json", "log", "sleutels-ongeldig"),
        ("zoekvraag.json", "bladnummers", "zoekvraag-klopt-niet"),
        ("zoekvraag.json", "bewezenTegen", "zoekvraag-klopt-niet"),
        ("zoekvraag.json", "aantal", "zoekvraag-klopt-niet"),
        ("zoekvraag.json", "gemaakt", "zoekvraag-klopt-niet"),
        ("zoekvraag.json", "opgeschoond", "zoekvraag-klopt-niet"),
    ],
)
def test_een_lid_onder_een_andere_naam_zet_geen_controle_uit(
    tmp_path: Path, bestand: str, lid: str, soort: str
) -> None:
    pad = Proefbundel(nummers=[1, 2, 5], opgeschoond=[7]).schrijf(tmp_path / "b.zip")
    assert verifieer_bundel(pad).in_orde
    rapport = verifieer_bundel(herschrijf(pad, {bestand: wijzig_json(_hernoem(lid))}))
    assert (soort, None) in soorten(rapport)


def test_wie_ontbrak_is_een_lijst(tmp_path: Path) -> None:
    krom = wijzig_json(lambda d: d.update(getuigenOntbreken="om"))
    rapport = verifieer_bundel(
        herschrijf(Proefbundel().schrijf(tmp_path / "b.zip"), {"sleutels.json": krom})
    )
    assert soorten(rapport) == [("sleutels-ongeldig", None)]
