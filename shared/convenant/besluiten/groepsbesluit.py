"""Decisions about a group: who signs what, and what the group's state becomes.

A groepsbesluit is ``{"id", "groep", "soort", "tijdstip", "gegevens"}``. Who must sign it, from
which step to which it leads and what it must say are rows of the covenant file. Pure: the same
state, decision, signatories and time give the same new state or the same refusal. A group's state
is the profile's ``toestand.groep`` with ``code``, the group's code name, beside it.

What each kind says in ``gegevens`` and does to the group is in ``besluitsoorten``: openen makes it
(step 1), start takes the startbesluit (step 2), stap goes on, prioritering decides whether it is
taken up, onderzoek gives the days of a criminal investigation, afsluiting ends it (step 7).
"""

from collections.abc import Iterator, Mapping, Set
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final

from pydantic import ValidationError

from shared.convenant.begrippen import Convenantregels
from shared.convenant.besluit import Reden
from shared.convenant.besluiten.soorten import SOORTEN, Gebrek, Gegevens, Zitting, kopie
from shared.convenant.bestand.rijen import GroepsbesluitRij
from shared.convenant.einde import is_actief
from shared.convenant.poorten.geval import opsomming
from shared.convenant.redencodes import VAN_BERICHT
from shared.convenant.termijnen import datum_nl
from shared.convenant.vorm import Fout, Tijdstip, Uuid, Vorm, fouten_uit, kort

__all__ = [
    "Groepsbesluit",
    "GroepsbesluitGeweigerd",
    "OngeldigGroepsbesluit",
    "lees_groepsbesluit",
    "ondertekening",
    "pas_toe",
    "redenen_van_vier_ogen",
    "registreer_informatieverzoek",
    "tekenende_functies",
    "vraagt_stapeisen",
    "vergeet_informatieverzoek",
]

#: Sentences about a group may name what only a message has; a decision has none of it.
_ZONDER_BERICHT: Final = MappingProxyType(dict.fromkeys(VAN_BERICHT, ""))


class OngeldigGroepsbesluit(ValueError):
    """The document is no groepsbesluit; ``fouten`` has every fault, in document order."""

    def __init__(self, fouten: tuple[Fout, ...]) -> None:
        self.fouten = fouten
        super().__init__("; ".join(str(fout) for fout in fouten))


class GroepsbesluitGeweigerd(ValueError):
    """The decision does not stand; ``redenen`` has every reason, each with its sentence."""

    def __init__(self, redenen: tuple[Reden, ...]) -> None:
        self.redenen = redenen
        super().__init__(" ".join(reden.uitleg for reden in redenen))


class Groepsbesluit(Vorm):
    """A decision about one group as the parties sign it."""

    id: Uuid
    groep: Uuid
    soort: str
    tijdstip: Tijdstip
    gegevens: dict[str, Any]


def lees_groepsbesluit(obj: object) -> Groepsbesluit:
    """The decision's outer shape; ``OngeldigGroepsbesluit`` lists every fault."""
    try:
        return Groepsbesluit.model_validate(obj)
    except ValidationError as fout:
        raise OngeldigGroepsbesluit(_fouten(fout, "")) from None


def pas_toe(
    groep: Mapping[str, Any] | None,
    besluit: Mapping[str, Any],
    ondertekenaars: Mapping[str, str | None],
    regels: Convenantregels,
    nu: datetime,
) -> dict[str, Any]:
    """The group's new state, or ``GroepsbesluitGeweigerd`` with every reason.

    ``groep`` is the present state, None where the group is not registered yet; ``ondertekenaars``
    are the parties whose signature over the decision the caller has verified, each with the
    function of who decided for it (None: somebody without a complete authorisation); ``nu`` is the
    (aware) time at which it takes effect. Replay and the age of ``tijdstip`` are the caller's.
    """
    vandaag = datum_nl(nu)
    try:
        gelezen = lees_groepsbesluit(dict(besluit))
    except OngeldigGroepsbesluit as fout:
        raise _geweigerd(_vormgebreken(fout.fouten), regels, vandaag) from None
    rij = regels.groepsbesluiten.get(gelezen.soort)
    if rij is None:
        wel = opsomming(list(regels.groepsbesluiten))
        onbekend = Gebrek("BESLUIT_SOORT_ONBEKEND", kort(gelezen.soort), wel)
        raise _geweigerd([onbekend], regels, vandaag)
    zitting = Zitting(groep, gelezen.groep, rij, regels, vandaag)
    inhoud, fouten = _lees_gegevens(gelezen, rij)
    gebreken = [
        *_vormgebreken(fouten),
        *_handtekeninggebreken(rij, ondertekenaars, regels),
        *_groepsgebreken(zitting),
        *(() if inhoud is None else inhoud.stukgebreken(rij)),
        *(() if inhoud is None else inhoud.gebreken(zitting)),
    ]
    if inhoud is None or gebreken:
        raise _geweigerd(gebreken, regels, vandaag)
    return inhoud.gevolg(zitting)


def registreer_informatieverzoek(
    groep: Mapping[str, Any], verzoek: str, van: str, aan: str
) -> dict[str, Any]:
    """The group's state with a permitted request in its list; the same id is listed once."""
    nieuw = kopie(groep)
    if all(bestaand["id"] != verzoek for bestaand in nieuw["informatieverzoeken"]):
        nieuw["informatieverzoeken"].append({"id": verzoek, "van": van, "aan": aan})
    return nieuw


def vergeet_informatieverzoek(groep: Mapping[str, Any], verzoek: str) -> dict[str, Any]:
    """The group's state without this request in its list: it was withdrawn."""
    nieuw = kopie(groep)
    nieuw["informatieverzoeken"] = [
        bestaand for bestaand in nieuw["informatieverzoeken"] if bestaand["id"] != verzoek
    ]
    return nieuw


def _fouten(fout: ValidationError, voor: str) -> tuple[Fout, ...]:
    details = fouten_uit(fout.errors(include_url=False, include_input=False))
    return tuple(Fout(voor + detail.pad, detail.melding) for detail in details)


def _vormgebreken(fouten: tuple[Fout, ...]) -> list[Gebrek]:
    return [Gebrek("BESLUIT_ONGELDIG", fout.pad or "/", fout.melding) for fout in fouten]


def _geweigerd(
    gebreken: list[Gebrek], regels: Convenantregels, vandaag: date
) -> GroepsbesluitGeweigerd:
    return GroepsbesluitGeweigerd(tuple(_reden(gebrek, regels, vandaag) for gebrek in gebreken))


def _reden(gebrek: Gebrek, regels: Convenantregels, vandaag: date) -> Reden:
    rij = regels.redenen[gebrek.code]
    invulling = {**_ZONDER_BERICHT, "waarde": gebrek.waarde, "wel": gebrek.wel, "vandaag": vandaag}
    uitleg = rij.uitleg.format(**invulling)
    return Reden(gebrek.code, rij.poort, None, rij.convenant, rij.wet, rij.interpretatie, uitleg)


def _lees_gegevens(
    besluit: Groepsbesluit, rij: GroepsbesluitRij
) -> tuple[Gegevens | None, tuple[Fout, ...]]:
    try:
        inhoud = SOORTEN[besluit.soort].model_validate(besluit.gegevens)
    except ValidationError as fout:
        return None, _fouten(fout, "/gegevens")
    ontbrekend = tuple(
        Fout(f"/gegevens/{veld}", "ontbreekt, maar is verplicht")
        for veld in rij.velden
        if veld not in besluit.gegevens
    )
    return (None if ontbrekend else inhoud), ontbrekend


def _handtekeninggebreken(
    rij: GroepsbesluitRij, ondertekenaars: Mapping[str, str | None], regels: Convenantregels
) -> Iterator[Gebrek]:
    allen = " en ".join(regels.titel_van(een.partij) for een in rij.ondertekenaars)
    for een in rij.ondertekenaars:
        titel = regels.titel_van(een.partij)
        if een.partij not in ondertekenaars:
            yield Gebrek("BESLUIT_HANDTEKENING", titel, allen)
        elif ondertekenaars[een.partij] not in een.functies:
            functies = regels.functies[een.partij]
            wel = opsomming([functies[code].titel for code in een.functies])
            yield Gebrek("BESLUIT_FUNCTIE", titel, wel)


def tekenende_functies(rij: GroepsbesluitRij, partij: str) -> tuple[str, ...] | None:
    """The functions in which this party signs such a decision; None: it does not sign it."""
    return next((een.functies for een in rij.ondertekenaars if een.partij == partij), None)


def vraagt_stapeisen(rij: GroepsbesluitRij, stap: int) -> bool:
    """Whether such a decision takes a group out of this step, after what the step asks (4.1)."""
    return stap not in rij.zonder_stapeisen and any(
        overgang.van == stap and (rij.eindigt or overgang.naar != stap)
        for overgang in rij.overgangen
    )


def ondertekening(besluit_digest: str, medewerker: str) -> dict[str, str]:
    """The document a party signs for a decision: which one, and who decided.

    ``besluit_digest``: the value of a ``Digest`` header over the decision in canonical JSON.
    """
    return {"besluit": besluit_digest, "medewerker": medewerker}


def _groepsgebreken(zitting: Zitting) -> Iterator[Gebrek]:
    groep, overgangen = zitting.groep, zitting.rij.overgangen
    maakt_groep = any(overgang.van == 0 for overgang in overgangen)
    if groep is None:
        if not maakt_groep:
            yield Gebrek("GROEP_ONTBREEKT")
        return
    if maakt_groep:
        yield Gebrek("BESLUIT_GROEP_BESTAAT")
        return
    if groep["id"] != zitting.groep_id:
        yield Gebrek("GROEP_ANDERE")
    if not is_actief(groep["status"]):
        yield Gebrek("GROEP_NIET_ACTIEF", groep["status"])
    elif all(overgang.van != groep["stap"] for overgang in overgangen):
        vanuit = opsomming(sorted({overgang.van for overgang in overgangen}))
        yield Gebrek("BESLUIT_STAP", groep["stap"], f"vanuit stap {vanuit}{zitting.hoe_verder()}")


def redenen_van_vier_ogen(
    rij: GroepsbesluitRij,
    tekenaars: Mapping[str, str],
    eerder: Mapping[str, Set[str]],
    regels: Convenantregels,
    vandaag: date,
) -> tuple[Reden, ...]:
    """Why these people may not sign: nobody carries a group from opening to closing alone (5.3).

    ``tekenaars``: by party who decides for it. ``eerder``: by kind of decision who signed one of
    that kind about the same group, for whichever party.
    """
    return tuple(
        _reden(gebrek, regels, vandaag)
        for gebrek in _vierogengebreken(rij, tekenaars, eerder, regels)
    )


def _vierogengebreken(
    rij: GroepsbesluitRij,
    tekenaars: Mapping[str, str],
    eerder: Mapping[str, Set[str]],
    regels: Convenantregels,
) -> Iterator[Gebrek]:
    for partij, wie in tekenaars.items():
        for soort in rij.anders_dan:
            if wie in eerder.get(soort, ()):
                titel = regels.groepsbesluiten[soort].titel
                yield Gebrek("BESLUIT_VIER_OGEN", regels.titel_van(partij), titel)
