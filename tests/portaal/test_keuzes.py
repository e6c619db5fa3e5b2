"""Wat een formulier laat kiezen, neemt de dienst aan: elke keuze, naast de beschrijving van de API.

Wat daar geen vaste lijst heeft, hoort in het convenant te staan of uit de dienst zelf te komen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest

from frontends.gemeente import brieven, inleveren
from frontends.om import maatwerk
from frontends.politie import groepsscan
from shared.convenant.regels.laden import standaard_convenant
from shared.overzicht.wegwijs.keuzes import keuzelijsten
from shared.overzicht.wegwijs.router import KeuzelijstenUit
from shared.portaal.acties import ontvangen
from shared.portaal.betrokkenen import incidentwerk, werk
from shared.portaal.leden import ouders
from shared.portaal.lijsten import wegen
from shared.portaal.signalen import gegeven
from shared.portaal.vraagbladen.velden import Invulveld
from shared.portaal.woorden import eigen_woorden
from tests.hulp.beschrijving import beschrijving

REGELS = standaard_convenant()
PARTIJEN = ("gemeente", "politie", "om")
KEUZES = {
    een: {
        **KeuzelijstenUit.model_validate(keuzelijsten(REGELS, een, ())).model_dump(by_alias=True),
        "collegas": [("x", "x")],
    }
    for een in PARTIJEN
}
INCIDENT: Mapping[str, Any] = {"taken": [], "besluiten": [], "aard": "", "omschrijving": ""}
Geval = tuple[str, str, str, str, Sequence[str]]


def _velden(partij: str, pad: str, velden: Sequence[Any]) -> Iterator[Geval]:
    for een in velden:
        keuzes = [code for code, _ in (een.keuzes if isinstance(een, Invulveld) else een.opties)]
        if keuzes:
            yield partij, "post", pad, een.naam, keuzes


def _gevallen() -> Iterator[Geval]:
    for partij in PARTIJEN:
        lijsten = KEUZES[partij]
        verzoek = {"recht": "klacht"}
        for een in werk.HANDELINGEN:
            pad = f"/rechtenverzoeken/{{id}}{een.pad}"
            yield from _velden(partij, pad, een.velden(verzoek, lijsten))
        yield from _velden(partij, "/rechtenverzoeken", werk.wievelden(lijsten))
        for een in incidentwerk.HANDELINGEN:
            if isinstance(een.pad, str):
                pad = f"/incidenten/{{id}}{een.pad}"
                yield from _velden(partij, pad, een.velden(INCIDENT, lijsten))
        yield from _velden(partij, "/incidenten", incidentwerk.meldvelden(lijsten, {}))
        yield from _velden(partij, "/gegeven-signalen", gegeven.inhoudvelden({}))
        pad = "/personen/{persoonId}/vertegenwoordigers"
        yield from _velden(partij, pad, ouders.oudervelden([]))
        yield from _velden(partij, "/ontvangen-acties/{id}/_meld", ontvangen.VRAGEN)
        antwoorden = list(eigen_woorden()["vraagantwoord"])
        yield partij, "post", "/informatieverzoeken/{id}/_beantwoord", "antwoord", antwoorden
    weging = "/groepen/{groepId}/namenlijsten/{lijstId}/regels/{regelId}/weging"
    yield "gemeente", "put", weging, "besluit", [code for code, _ in wegen.VRAAG[0].opties]
    yield from _velden("gemeente", "/brieven/{id}/_verstuurd", brieven.WEG)
    yield from _velden("gemeente", "/intakesignalen", inleveren.VELDEN)
    yield from _velden("om", "/groepen/{groepId}/maatwerk", maatwerk.VELDEN)
    pad = "/groepen/{groepId}/groepsscans/{scanId}/signalen"
    yield from _velden("politie", pad, groepsscan.signaalvelden([]))


def _inhoud(document: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """A schema and what it refers to or consists of."""
    if "$ref" in schema:
        naam = schema["$ref"].rsplit("/", 1)[1]
        yield from _inhoud(document, document["components"]["schemas"][naam])
        return
    yield schema
    for een in (*schema.get("anyOf", ()), *schema.get("oneOf", ()), *schema.get("allOf", ())):
        yield from _inhoud(document, een)
    if "items" in schema:
        yield from _inhoud(document, schema["items"])


def _mag(document: Mapping[str, Any], schema: Mapping[str, Any], naam: str) -> set[str] | None:
    """What the description lets one say there; None where it gives no list."""
    plekken = list(_inhoud(document, schema))
    for deel in naam.split("."):
        leden = [een["properties"][deel] for een in plekken if deel in een.get("properties", {})]
        assert leden, f"{naam} staat niet in de beschrijving"
        plekken = [een for lid in leden for een in _inhoud(document, lid)]
    vast = [een["enum"] for een in plekken if "enum" in een]
    vast += [[een["const"]] for een in plekken if "const" in een]
    return {str(code) for een in vast for code in een} if vast else None


def _in_het_convenant(naam: str) -> set[str]:
    """What the messages about a request have as fixed choices under this name."""
    return {
        code
        for code_van, stuk in REGELS.stukken.items()
        for lid, vorm in stuk.vorm.items()
        if lid == naam and (stuk.rol_in_verzoek or code_van == REGELS.signalen.stuk)
        for code in vorm.waarden or ()
    }


@pytest.mark.parametrize("partij", PARTIJEN)
def test_elke_keuze_van_een_formulier_neemt_de_dienst_aan(partij: str) -> None:
    document, gezien = beschrijving(partij), 0
    for van, methode, pad, naam, keuzes in _gevallen():
        if van != partij:
            continue
        vraag = document["paths"][pad][methode]["requestBody"]["content"]["application/json"]
        mag = _mag(document, vraag["schema"], naam) or _in_het_convenant(naam)
        if mag:
            gezien += 1
            assert set(keuzes) <= mag, (pad, naam)
    assert gezien >= 8


def test_wat_een_partij_kan_voorstellen_is_precies_wat_het_convenant_kent() -> None:
    velden = {een.naam: een for een in _afstemvelden()}
    assert {code for code, _ in velden["voorstel"].keuzes} == _in_het_convenant("voorstel")
    assert all("onbekend" not in zin for _, zin in velden["voorstel"].keuzes)


def _afstemvelden() -> Sequence[Invulveld]:
    [afstemmen] = [een for een in werk.HANDELINGEN if een.naam == "afstemmen"]
    return afstemmen.velden({}, KEUZES["gemeente"])


def test_bij_elke_grond_om_iemand_niet_te_informeren_staat_wat_zij_betekent() -> None:
    grond, *_, punt = brieven.uitzonderingsvelden(KEUZES["gemeente"])
    kaal = [titel for code, titel in grond.keuzes if titel == REGELS.uitzonderingsgronden[code]]
    assert grond.keuzes
    assert kaal == []
    assert punt.hint.startswith("Invullen bij een grond uit art. 41 lid 1 onder a UAVG tot en met")
