"""Is the content what the kop declares, and in the shape the covenant gives? (profile, section 2)

Sender and receiver ask the same: what a receiver would refuse never leaves. No difference repeats
a value; what is named are places, pseudonyms and kinds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from shared.bericht.fouten import InhoudKomtNietOvereen
from shared.bericht.inhoud import (
    Inhoud,
    InhoudOnderdeel,
    commitment,
    kenmerk_commitment,
    kop_digest,
    motivering_commitment,
)
from shared.bericht.personen.persoonscontrole import dubbele_plaatsen, leeftijdsverschillen
from shared.convenant.begrippen import Convenantregels, Gegevenssoort
from shared.convenant.bestand.inhoudsvorm import Ledenvorm, vormfouten

__all__ = [
    "INHOUD_WIJKT_AF",
    "LEEFTIJD",
    "VORM",
    "Verschil",
    "gebonden_leden",
    "vergelijk",
    "verschillen_met_kop",
    "vorm_van_onderdeel",
]

#: Codes of a receipt, as the covenant file has them.
INHOUD_WIJKT_AF = "INHOUD_WIJKT_AF"
VORM = "VORM"
LEEFTIJD = "LEEFTIJD"


class Verschil(NamedTuple):
    """One difference: the code a receipt gives for it, and a sentence."""

    code: str
    zin: str


def vergelijk(
    kop_json: Mapping[str, Any],
    gelezen_kop_digest: str,
    inhoud: Inhoud,
    regels: Convenantregels,
    dag: date,
) -> None:
    """Hold delivered content against its kop; `InhoudKomtNietOvereen` names every difference.

    1. `kopDigest` is that of this kop, `inhoudCommitment` that of this content.
    2. Every commitment in the kop (motivering, case number) is that of what is in the content.
    3. The onderdelen are the same in number, order, betrokkene and kind, each in its shape; a stuk
       is the one the kop names, in its shape; and there is nothing else. Of a single-valued kind
       there is one about a person.
    4. Every date of birth falls in the age class the kop gives for that person, on `dag`, the day
       of the decision in Amsterdam; and that of a parent is one of a parent.

    `kop_json` has passed `lees_kop` with these rules.
    """
    verschillen = []
    if gelezen_kop_digest != kop_digest(kop_json):
        zin = "De inhoud hoort bij een andere kop (kopDigest)."
        verschillen.append(Verschil(INHOUD_WIJKT_AF, zin))
    verschillen += verschillen_met_kop(kop_json, inhoud, regels, dag)
    if verschillen:
        raise InhoudKomtNietOvereen(tuple(v.zin for v in verschillen), verschillen[0].code)


def verschillen_met_kop(
    kop_json: Mapping[str, Any], inhoud: Inhoud, regels: Convenantregels, dag: date
) -> list[Verschil]:
    """Points 1 to 4 of `vergelijk`, but for the digest of the kop."""
    verschillen = [Verschil(INHOUD_WIJKT_AF, zin) for zin in _bindingen(kop_json, inhoud)]
    kopdelen, delen = kop_json["onderdelen"], inhoud.over
    if [(o["betrokkene"], o["gegevenssoort"]) for o in kopdelen] != [
        (o.betrokkene, o.gegevenssoort) for o in delen
    ]:
        zin = "De onderdelen zijn niet die van de kop, in aantal, volgorde, betrokkene en soort."
        return [*verschillen, Verschil(INHOUD_WIJKT_AF, zin)]
    for plaats, (kopdeel, deel) in enumerate(zip(kopdelen, delen, strict=True)):
        verschillen += _in_onderdeel(kop_json, kopdeel, deel, plaats, regels)
        zinnen = _gebonden(kopdeel, deel, plaats, inhoud, regels)
        verschillen += [Verschil(INHOUD_WIJKT_AF, zin) for zin in zinnen]
    verschillen += _in_stuk(kop_json, inhoud, regels)
    verschillen += [
        Verschil(VORM, f"Onderdeel {een.plaats} {een.zin}.")
        for een in dubbele_plaatsen(kop_json, regels)
    ]
    zinnen = leeftijdsverschillen(kop_json, inhoud, regels, dag)
    return [*verschillen, *(Verschil(LEEFTIJD, zin) for zin in zinnen)]


def gebonden_leden(regels: Convenantregels, soort_bericht: str) -> dict[str, dict[str, str]]:
    """Per kind of data the members of its content that the kop binds to, and as which kenmerk.

    None of them where the kop of this kind of message has no such kenmerk (profile, section 1).
    """
    rij = regels.soorten.get(soort_bericht)
    mag = None if rij is None else rij.kenmerken
    gebonden = {
        code: {
            naam: lid.kop
            for naam, lid in soort.vorm.items()
            if lid.kop is not None and (mag is None or lid.kop in mag)
        }
        for code, soort in regels.gegevenssoorten.items()
    }
    return {code: leden for code, leden in gebonden.items() if leden}


def vorm_van_onderdeel(
    regels: Convenantregels, soort_bericht: str, herkomst: str, gegevenssoort: Gegevenssoort
) -> Ledenvorm:
    """The closed shape of an onderdeel's content in this kind of message.

    A correction of somebody else's datum says which member is wrong, and gives no value of its
    own; one of an own datum gives the new value, and may say how far the matter is (6.5). What is
    about data that were given and gives none itself, such as an intrekking, says nothing there.
    """
    if not _is_correctie(regels, soort_bericht):
        return gegevenssoort.vorm if regels.soorten[soort_bericht].persoonsgegevens else {}
    if not gegevenssoort.vorm:
        return gegevenssoort.vorm
    if herkomst == "eigen":
        return {**gegevenssoort.vorm, **regels.correcties.verbetering}
    leden = dict(regels.correcties.melding)
    return {
        naam: lid.model_copy(update={"waarden": tuple(gegevenssoort.vorm)})
        if lid.soort == "code" and not lid.waarden
        else lid
        for naam, lid in leden.items()
    }


def _is_correctie(regels: Convenantregels, soort: str) -> bool:
    return regels.soorten[soort].regime == "verwijzing"


def _bindingen(kop_json: Mapping[str, Any], inhoud: Inhoud) -> Iterator[str]:
    if kop_json.get("inhoudCommitment") != commitment(inhoud):
        yield "De inhoud is niet de inhoud waaraan de kop zich bindt (commitment)."
    gewogen = (kop_json.get("afweging") or {}).get("motivering")
    if gewogen is not None and (
        inhoud.motivering is None
        or gewogen != motivering_commitment(inhoud.zout, inhoud.motivering)
    ):
        yield "De motivering is niet die waaraan de kop zich bindt."


def _gebonden(
    kopdeel: Mapping[str, Any],
    deel: InhoudOnderdeel,
    plaats: int,
    inhoud: Inhoud,
    regels: Convenantregels,
) -> Iterator[str]:
    soort = regels.gegevenssoorten.get(deel.gegevenssoort)
    for naam, lid in () if soort is None else soort.vorm.items():
        aangekondigd = None if lid.kop is None else (kopdeel.get("kenmerken") or {}).get(lid.kop)
        if lid.kop is None or aangekondigd is None:
            continue
        waarde = deel.gegevens.get(naam)
        if waarde is None or aangekondigd != kenmerk_commitment(
            inhoud.zout, lid.kop, plaats, str(waarde)
        ):
            yield f"Lid {naam} van onderdeel {plaats} is niet dat waaraan de kop zich bindt."


def _in_onderdeel(
    kop_json: Mapping[str, Any],
    kopdeel: Mapping[str, Any],
    deel: InhoudOnderdeel,
    plaats: int,
    regels: Convenantregels,
) -> Iterator[Verschil]:
    soort = regels.gegevenssoorten.get(deel.gegevenssoort)
    if soort is None:
        yield Verschil(VORM, f"Onderdeel {plaats} is van een soort die het convenant niet deelt.")
        return
    vorm = vorm_van_onderdeel(regels, kop_json["soort"], kopdeel["herkomst"], soort)
    for fout in vormfouten(deel.gegevens, vorm):
        yield Verschil(VORM, f"Onderdeel {plaats}{fout.pad}: {fout.melding}.")


def _in_stuk(
    kop_json: Mapping[str, Any], inhoud: Inhoud, regels: Convenantregels
) -> Iterator[Verschil]:
    genoemd = kop_json.get("stuk")
    if (inhoud.stuk is None) != (genoemd is None) or (
        inhoud.stuk is not None and inhoud.stuk.soort != genoemd
    ):
        yield Verschil(INHOUD_WIJKT_AF, "Het stuk is niet het stuk dat de kop noemt.")
    elif inhoud.stuk is not None:
        stuk = inhoud.stuk
        for fout in vormfouten(stuk.gegevens, regels.stukken[stuk.soort].vorm):
            yield Verschil(VORM, f"Het stuk{fout.pad}: {fout.melding}.")
