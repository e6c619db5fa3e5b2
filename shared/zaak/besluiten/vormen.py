"""What a group decision says per kind, and how a group stands, as the API description shows it.

Derived from the models the toetsing reads, so that the description cannot say something else. The
documents themselves pass through untouched: what is signed is exactly what came in.
"""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints, WithJsonSchema

from shared.convenant.besluiten.soorten import SOORTEN
from shared.convenant.regels.laden import standaard_convenant
from shared.convenant.verzoek import Groep
from shared.partij.web import voorbeelden
from shared.partij.web.vormen import Uitvoermodel
from shared.zaak.besluiten.stukken import Besluitstuk

_WEG = ("title", "description", "default", "$defs")
_UITLEG = {
    "start": "start: het bewijs in aantallen",
    "stap": "stap: de stap waar de groep heen gaat",
    "prioritering": "prioritering: wel of niet aanpakken, met randvoorwaarden uit het convenant",
    "onderzoek": "onderzoek: de eerste en, als die bekend is, de laatste dag",
    "afsluiting": "afsluiting: een eindcriterium uit het convenant",
}

#: What officials can say in a decision; a group is opened by asking for it.
_TE_SCHRIJVEN = [
    soort for soort in SOORTEN if not standaard_convenant().groepsbesluiten[soort].maakt_groep
]


def _schoon(deel: Any, definities: Mapping[str, Any]) -> Any:  # noqa: ANN401 - elk JSON-deel
    """A generated schema without generated texts, and with its own parts in place."""
    if isinstance(deel, list):
        return [_schoon(element, definities) for element in deel]
    if not isinstance(deel, dict):
        return deel
    if "$ref" in deel:
        return _schoon(definities[deel["$ref"].rpartition("/")[2]], definities)
    return {
        naam: _schoon(waarde, definities)
        if naam != "properties"
        else {veld: _schoon(schema, definities) for veld, schema in waarde.items()}
        for naam, waarde in deel.items()
        if naam not in _WEG
    }


def _schema(model: type[BaseModel]) -> dict[str, Any]:
    gemaakt = model.model_json_schema(by_alias=True)
    schoon: dict[str, Any] = _schoon(gemaakt, gemaakt.get("$defs", {}))
    velden = schoon["properties"]
    regels = standaard_convenant()
    for soort, een in SOORTEN.items():
        if een is model:
            _stukkeuze(velden, soort)
    if "randvoorwaarden" in velden:
        velden["randvoorwaarden"]["items"] = _keuze(regels.randvoorwaarden)
    if model is SOORTEN["afsluiting"]:
        velden["eindcriterium"] = _keuze(regels.eindcriteria)
    return schoon


def _stukkeuze(velden: dict[str, Any], soort: str) -> None:
    """Which stukken may lie under this kind of decision; the member is not there for others."""
    regels = standaard_convenant()
    stukken = regels.groepsbesluiten[soort].stukken
    if not stukken:
        del velden["stukken"]
        return
    titels = {code: regels.stukken[code].titel for code in stukken}
    velden["stukken"]["items"]["properties"]["soort"] = _keuze(titels)
    velden["stukken"]["description"] = (
        "Wat er onder het besluit ligt, elk met de digest van de inhoud: b64url(SHA-256(JCS van "
        "{soort, versie, gegevens})). Weglaten is: de laatste van elke soort die iedereen heeft."
    )


def _keuze(waarden: Mapping[str, str]) -> dict[str, Any]:
    """One of the covenant file's codes, with what each means."""
    uitleg = "; ".join(f"{code}: {titel}" for code, titel in waarden.items())
    return {"type": "string", "enum": list(waarden), "description": uitleg}


def _gegevensschema() -> dict[str, Any]:
    """One alternative per kind."""
    return {
        "anyOf": [
            {"description": _UITLEG.get(soort, soort), **_schema(model)}
            for soort, model in SOORTEN.items()
            if soort in _TE_SCHRIJVEN
        ]
    }


def _besluitschema() -> dict[str, Any]:
    kenmerk = {"type": "string", "format": "uuid"}
    velden = {
        "id": {**kenmerk, "description": "Door u gekozen, in kleine letters; liefst een UUIDv7."},
        "groep": {**kenmerk, "description": "De groep."},
        "soort": {"type": "string", "enum": _TE_SCHRIJVEN},
        "tijdstip": {
            "type": "string",
            "format": "date-time",
            "description": "Nu, in UTC met een Z.",
        },
        "gegevens": {**_gegevensschema(), "description": "Wat het besluit zegt; per soort anders."},
    }
    return {
        "type": "object",
        "required": list(velden),
        "additionalProperties": False,
        "properties": velden,
    }


def _groepschema() -> dict[str, Any]:
    schema = _schema(Groep)
    code = {"type": "string", "description": "De schuilnaam van de groep."}
    gesloten = {
        "type": ["string", "null"],
        "format": "date",
        "description": "De dag waarop de aanpak eindigde; daarvan tellen de bewaartermijnen.",
    }
    convenant = {
        "type": "object",
        "description": "Of en wanneer het convenant eindigt: dan eindigt ook wat nog loopt.",
    }
    extra = {"code": code, "afgeslotenOp": gesloten, "convenant": convenant}
    return {
        **schema,
        "additionalProperties": True,
        "properties": {**extra, **schema["properties"]},
    }


class BesluitstukUit(Uitvoermodel):
    """A stuk under a decision, as this party has it."""

    soort: str
    titel: str
    digest: str = Field(description="Over de inhoud, bij ieder gelijk; de handtekening dekt het.")
    aanwezig: bool = Field(description="Of het hier is en nog geldt zoals het werd voorgelegd.")
    gelezen: bool = Field(description="Of u het opende; zonder dat tekent u niet.")
    stuk: str | None = Field(description="Waar u het leest: `GET /v1/stukken/{id}`.")
    versie: int | None
    van: str | None
    beletsel: str | None = Field(description="Waarom u er nu niet over tekent.")


def stuk_onder_besluit_uit(een: Besluitstuk) -> BesluitstukUit:
    """From what was found to what is shown."""
    rij = een.stuk
    return BesluitstukUit(
        soort=een.soort,
        titel=een.titel,
        digest=een.digest,
        aanwezig=een.aanwezig,
        gelezen=een.gelezen,
        stuk=None if rij is None else rij.id,
        versie=None if rij is None else rij.versie,
        van=None if rij is None else rij.van,
        beletsel=een.beletsel,
    )


VOORBEELD_STUK: dict[str, Any] = {
    "soort": "advies",
    "titel": "advies aan de driehoek",
    "digest": "3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "aanwezig": True,
    "gelezen": True,
    "stuk": "0193aaaa-0000-7000-8000-0000000000d1",
    "versie": 1,
    "van": voorbeelden.ONTVANGER,
    "beletsel": None,
}
Digest = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Besluitsoort = Annotated[str, WithJsonSchema({"type": "string", "enum": _TE_SCHRIJVEN})]
Besluitgegevens = Annotated[dict[str, Any], WithJsonSchema(_gegevensschema())]
Besluit = Annotated[dict[str, Any], WithJsonSchema(_besluitschema())]
Groepstand = Annotated[dict[str, Any], WithJsonSchema(_groepschema())]
