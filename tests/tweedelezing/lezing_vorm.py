"""Second reading, part one: which toetsverzoek is an input error (profile, 1.1).

Written from the profile alone, by hand, and sharing nothing with the product. The schema says
most of it; here stand the vocabulary and the rules that a schema does not express.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

Verzoek = dict[str, Any]


def _codes_uit(tekst: str) -> frozenset[str]:
    return frozenset(tekst.split())


# «kanaal | koppelvlak, overleg, telefoon | email, post, chat, usb (gate 14)»
KANALEN = frozenset({"koppelvlak", "overleg", "telefoon"})
KANALEN_GEWEIGERD = frozenset({"email", "post", "chat", "usb"})
# «overleg.locatie | gemeente, politie | om, online, thuis, elders (14)»
LOCATIES = frozenset({"gemeente", "politie"})
LOCATIES_GEWEIGERD = frozenset({"om", "online", "thuis", "elders"})
# «doel | D1 to D5 | none»
DOELEN = frozenset({"D1", "D2", "D3", "D4", "D5"})
# «gegevenssoort | those of gate 7 | BSN, FOTO, ... (8)»
SOORTEN_GEWEIGERD = _codes_uit(
    "BSN FOTO NATIONALITEIT GEBOORTEPLAATS SCHOOL WERK SOCIALE_MEDIA KENTEKEN GEZONDHEID ZORG "
    "SCHULDEN ETNICITEIT RELIGIE GROEPSSCAN ZORGSIGNAAL"
)
SOORTEN_GEBRUIKT = _codes_uit(
    "NAW GEBOORTEDATUM TEL_EMAIL BEKENDHEID WPG8 WPG13 STRAFVORDERLIJK JUSTITIEEL "
    "TENUITVOERLEGGING RECENT_VERVOLGD B_OVERLAST B_AANGESPROKEN B_AANBOD B_OUDERBETROKKENHEID "
    "CONTACT_DEELNEMER"
)
# «grondslag | those of gate 11 | AVG6_1_A to D, AVG6_1_F, WJSG39F_E to G, ... (11)»
GRONDSLAGEN = _codes_uit(
    "WPG16_1_B_1 WPG16_1_B_2 WPG16_1_A_1 WPG16_1_A_2 WJSG39F_A WJSG39F_B WJSG39F_C WJSG39F_D "
    "WJSG8A_39F_A WJSG8A_39F_B WJSG8A_39F_C WJSG8A_39F_D WJSG51C_2_B WJSG51C_2_D AVG6_1_E"
)
GRONDSLAGEN_GEWEIGERD = _codes_uit(
    "AVG6_1_A AVG6_1_B AVG6_1_C AVG6_1_D AVG6_1_F WJSG39F_E WJSG39F_F WJSG39F_G WJSG39E_D "
    "WJSG39E_H WJSG8A_39F WJSG8A_39F_E WJSG8A_39F_F WJSG8A_39F_G WJSG8A_39E WJSG51C_2_A "
    "WJSG51C_2_C WJSG51C_2_E WPG20"
)
# «taakgrondslag | GEMW172, GEMW172A, GEMW174, PW11 | GEMW172B, SR38V, PW3 (11)»
TAAKGRONDSLAGEN = frozenset({"GEMW172", "GEMW172A", "GEMW174", "PW11"})
TAAKGRONDSLAGEN_GEWEIGERD = frozenset({"GEMW172B", "SR38V", "PW3"})
# «toezicht; beslissing | apv, alcoholwet; bevel-172, ... | beslissing noodbevel-175 (11)»
TOEZICHTEN = frozenset({"apv", "alcoholwet"})
BESLISSINGEN = frozenset({"bevel-172", "bevel-172a", "besluit-174"})
BESLISSINGEN_GEWEIGERD = frozenset({"noodbevel-175"})
# «subdoel; bron | a to e; 8 | bron 9, 10, 12, 13 (9)»
SUBDOELEN = frozenset("abcde")
BRONNEN = frozenset({"8"})
BRONNEN_GEWEIGERD = frozenset({"9", "10", "12", "13"})
# «informatie.grond | AVG14_5_a to d, UAVG41_1_a to j | none»
INFORMATIEGRONDEN = frozenset(
    [f"AVG14_5_{letter}" for letter in "abcd"] + [f"UAVG41_1_{letter}" for letter in "abcdefghij"]
)
# «eindcriterium | overlast_gestopt, andere_methodiek, doelen_gehaald | none»
EINDCRITERIA = frozenset({"overlast_gestopt", "andere_methodiek", "doelen_gehaald"})
# «stuk | those of 1.4 | none»
STUKKEN = _codes_uit(
    "signaal probleemdefinitie advies driehoeklijst nettolijst plan-van-aanpak actie voortgang "
    "terugkoppeling antwoord restacties leerpunten vraag verzoek afstemming uitkomst incident "
    "ap-melding "
    # Rows of the covenant file, not of 1.4.
    "melding gezamenlijk-verslag reactie-op-verslag besluitantwoord"
)
# «meldingen[].bron | politie, stadsbeheer, jongerenwerk | bewoner, ondernemer, school, anders»
MELDINGBRONNEN = frozenset({"politie", "stadsbeheer", "jongerenwerk"})
MELDINGBRONNEN_GEWEIGERD = frozenset({"bewoner", "ondernemer", "school", "anders"})

KANAAL = KANALEN | KANALEN_GEWEIGERD
LOCATIE = LOCATIES | LOCATIES_GEWEIGERD
GEGEVENSSOORT = SOORTEN_GEBRUIKT | SOORTEN_GEWEIGERD
GRONDSLAG = GRONDSLAGEN | GRONDSLAGEN_GEWEIGERD
MELDINGBRON = MELDINGBRONNEN | MELDINGBRONNEN_GEWEIGERD
KENMERKCODES: dict[str, frozenset[str]] = {
    "subdoel": SUBDOELEN,
    "bron": BRONNEN | BRONNEN_GEWEIGERD,
    "beslissing": BESLISSINGEN | BESLISSINGEN_GEWEIGERD,
    "toezicht": TOEZICHTEN,
    "taakgrondslag": TAAKGRONDSLAGEN | TAAKGRONDSLAGEN_GEWEIGERD,
}

# «Kenmerken per onderdeel: ...»
KENMERKEN_VAN_SOORT: dict[str, frozenset[str]] = {
    "WPG8": frozenset({"eersteVerwerking", "gerelateerd"}),
    "WPG13": frozenset({"subdoel", "termijnTot", "bron"}),
    "STRAFVORDERLIJK": frozenset({"zaak"}),
    "JUSTITIEEL": frozenset({"reedsBeschikbaar"}),
    "TENUITVOERLEGGING": frozenset({"omVerwerkingsverantwoordelijk"}),
    "RECENT_VERVOLGD": frozenset({"relevantVoorGroepsaanpak", "binnenTwaalfMaanden"}),
}
OM_VERKLARINGEN = frozenset({"herleidingAnderenVoorkomen", "jdsBevraagd", "geenSepotOfVrijspraak"})
KENMERKEN_VAN_AFZENDER: dict[str, frozenset[str]] = {
    "om": OM_VERKLARINGEN | {"helpdeskPrivacyAkkoord", "toezicht", "beslissing"},
    "gemeente": frozenset({"taakgrondslag"}),
}


def toegelaten_kenmerken(soort: str, afzender: str, onderdeel: Verzoek) -> frozenset[str]:
    """The kenmerken this onderdeel may carry (1.1, «Kenmerken per onderdeel»)."""
    if onderdeel["categorie"] == 3:  # «category 3 none»
        return frozenset()
    if soort == "correctie":  # «in a correctie only the first three of om»
        return OM_VERKLARINGEN if afzender == "om" else frozenset()
    extra = {"extraMotivering"} if onderdeel["categorie"] in (1, 2) else set()
    van_soort = KENMERKEN_VAN_SOORT.get(onderdeel["gegevenssoort"], frozenset())
    return van_soort | KENMERKEN_VAN_AFZENDER.get(afzender, frozenset()) | extra


def invoerfouten_zonder_schema(verzoek: Verzoek) -> list[str]:
    """Every rule of 1.1 the schema leaves open, for a toetsverzoek that fits the schema."""
    fouten = list(_codefouten(verzoek)) + list(_regeleinden(verzoek, ""))
    kop = verzoek["kop"]
    for plaats, onderdeel in enumerate(kop["onderdelen"]):
        for fout in _onderdeelfouten(kop, onderdeel):
            fouten.append(f"kop.onderdelen[{plaats}].{fout}")
    return fouten


def invoerfouten(verzoek: Verzoek, schema: Path | None = None) -> list[str]:
    """All that makes this toetsverzoek an input error; empty when it can be decided."""
    fouten = [
        f"{'.'.join(str(deel) for deel in fout.absolute_path) or '.'}: {fout.validator}"
        for fout in _toetser(schema or profielmap() / "toetsverzoek.schema.json").iter_errors(
            verzoek
        )
    ]
    return fouten or invoerfouten_zonder_schema(verzoek)


def profielmap() -> Path:
    """Where the written contract stands."""
    gegeven = os.environ.get("DRIEHOEK_PROFIEL")
    if gegeven:
        return Path(gegeven)
    return Path(__file__).resolve().parents[2].parent / "shared" / "profiel"


@cache
def _toetser(schema: Path) -> Any:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(
        json.loads(schema.read_text(encoding="utf-8")),
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    )


def _onderdeelfouten(kop: Verzoek, onderdeel: Verzoek) -> Iterator[str]:
    soort, afzender = kop["soort"], kop["afzender"]
    # «An onderdeel has only the kenmerken of its kind and sender»
    te_veel = set(onderdeel.get("kenmerken") or {}) - toegelaten_kenmerken(
        soort, afzender, onderdeel
    )
    for naam in sorted(te_veel):
        yield f"kenmerken.{naam}: hoort niet bij deze soort, afzender of categorie"
    # «informatie only from gemeente and only for category 1 and 2»
    if onderdeel.get("informatie") is not None and (
        afzender != "gemeente" or onderdeel["categorie"] not in (1, 2)
    ):
        yield "informatie: alleen van gemeente en voor categorie 1 en 2"
    # «vervangt only in a correctie or intrekking»
    if onderdeel.get("vervangt") is not None and soort not in ("correctie", "intrekking"):
        yield "vervangt: alleen in een correctie of intrekking"


def _codefouten(verzoek: Verzoek) -> Iterator[str]:
    """«Every code in kop and toestand is one that the covenant file knows»."""
    for pad, code, bekend in _codes(verzoek):
        if code is not None and code not in bekend:
            yield f"{pad}: onbekende code"


def _codes(verzoek: Verzoek) -> Iterator[tuple[str, str | None, frozenset[str]]]:
    kop, toestand = verzoek["kop"], verzoek["toestand"]
    yield "kop.doel", kop.get("doel"), DOELEN
    yield "kop.kanaal", kop["kanaal"], KANAAL
    yield "kop.stuk", kop.get("stuk"), STUKKEN
    for plaats, onderdeel in enumerate(kop["onderdelen"]):
        pad = f"kop.onderdelen[{plaats}]"
        yield f"{pad}.gegevenssoort", onderdeel["gegevenssoort"], GEGEVENSSOORT
        yield f"{pad}.grondslag", onderdeel["grondslag"], GRONDSLAG
        for naam, bekend in KENMERKCODES.items():
            yield f"{pad}.kenmerken.{naam}", (onderdeel.get("kenmerken") or {}).get(naam), bekend
        informatie = onderdeel.get("informatie") or {}
        yield f"{pad}.informatie.grond", informatie.get("grond"), INFORMATIEGRONDEN
    yield from _codes_van_toestand(toestand)


def _codes_van_toestand(
    toestand: Verzoek,
) -> Iterator[tuple[str, str | None, frozenset[str]]]:
    groep = toestand["groep"] or {}
    yield "toestand.groep.eindcriterium", groep.get("eindcriterium"), EINDCRITERIA
    for plaats, melding in enumerate((groep.get("startbesluit") or {}).get("meldingen", [])):
        pad = f"toestand.groep.startbesluit.meldingen[{plaats}].bron"
        yield pad, melding["bron"], MELDINGBRON
    yield "toestand.overleg.locatie", (toestand["overleg"] or {}).get("locatie"), LOCATIE
    verwijzing = toestand["verwijzing"] or {}
    yield "toestand.verwijzing.stuk", verwijzing.get("stuk"), STUKKEN
    for plaats, onderdeel in enumerate(verwijzing.get("onderdelen", [])):
        pad = f"toestand.verwijzing.onderdelen[{plaats}].gegevenssoort"
        yield pad, onderdeel["gegevenssoort"], GEGEVENSSOORT


def _regeleinden(waarde: object, pad: str) -> Iterator[str]:
    """A pattern's `$` is the end of the string: no value may go on after a line end.

    "So no kop, and no leaf, can hold a sentence somebody made up": every string is bound by a
    pattern, and none of these admits a line end. Some engines let `$` match before one.
    """
    if isinstance(waarde, dict):
        for sleutel, lid in waarde.items():
            yield from _regeleinden(sleutel, f"{pad}.{sleutel.strip()}")
            yield from _regeleinden(lid, f"{pad}.{sleutel.strip()}")
    elif isinstance(waarde, list):
        for plaats, lid in enumerate(waarde):
            yield from _regeleinden(lid, f"{pad}[{plaats}]")
    elif isinstance(waarde, str) and "\n" in waarde:
        yield f"{pad.removeprefix('.')}: een regeleinde in een waarde"
