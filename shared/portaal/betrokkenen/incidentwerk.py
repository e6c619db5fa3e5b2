"""What can be done about an incident, as rows: when, by whom, and what is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from shared.portaal.vraagbladen.rijen import NAGELEZEN, Ding, Handeling
from shared.portaal.vraagbladen.velden import DAG, KEUZE, LIJST, MOMENT, TEKST, Invulveld
from shared.portaal.weergave import getypt_moment
from shared.portaal.woorden import eigen_woord, eigen_woorden

MELDEN, LEZEN, BEHANDELEN = "incidenten.melden", "incidenten.lezen", "incidenten.behandelen"
TOEZICHTHOUDER, BETROKKENE = "toezichthouder", "betrokkene"
_ZONDER = "Noem niemand, ook niet zonder naam."


def meldvelden(keuzes: Ding, nu: Mapping[str, Any]) -> tuple[Invulveld, ...]:
    """What is told about it; `nu`: what stands there now."""
    aarden = [(code, eigen_woord("incidentaard", code)) for code in keuzes["incidentaarden"]]
    ontdekt = nu.get("ontdektOp")
    return (
        Invulveld("aard", "Wat is er met gegevens gebeurd?", KEUZE, keuzes=aarden,
             begin=nu.get("aard") or ""),
        Invulveld("ontdektOp", "Wanneer is het ontdekt?", MOMENT,
             hint="De klokken lopen vanaf dan.",
             begin=getypt_moment(ontdekt) if ontdekt else ""),
        Invulveld("omschrijving", "Wat is er gebeurd?", TEKST, hint=_ZONDER,
             begin=nu.get("omschrijving") or ""),
        Invulveld("maatregelen", "Wat is er al gedaan?", TEKST, hint=_ZONDER, verplicht=False,
             begin=nu.get("maatregelen") or ""),
        NAGELEZEN,
    )  # fmt: skip


def _loopt(incident: Ding) -> bool:
    return bool(incident["stand"] == "open")


def _eigen_loopt(incident: Ding, _: str, __: Ding) -> bool:
    return _loopt(incident) and bool(incident["eigen"])


def voorstel_van(incident: Ding) -> Mapping[str, Any] | None:
    """The decision that waits for a second person."""
    gevonden: Mapping[str, Any] | None = next(
        (een for een in incident["besluiten"] if een["stand"] == "voorstel"), None
    )
    return gevonden


def _wacht(incident: Ding, _: str, __: Ding) -> bool:
    return _loopt(incident) and voorstel_van(incident) is not None


def _te_besluiten(soort: str) -> Callable[[Ding, str, Ding], bool]:
    def kan(incident: Ding, _: str, __: Ding) -> bool:
        staat = {een["soort"] for een in incident["besluiten"] if een["stand"] != "afgekeurd"}
        return _loopt(incident) and soort not in staat

    return kan


def _besluitvelden(soort: str) -> Callable[[Ding, Ding], Sequence[Invulveld]]:
    def velden(_: Ding, keuzes: Ding) -> Sequence[Invulveld]:
        woorden = eigen_woorden()[f"besluit_{soort}"]
        eerste = (
            Invulveld("keuze", "Wat stelt u voor?", KEUZE, keuzes=list(woorden.items())),
            Invulveld("reden", "Waarom?", TEKST, hint=_ZONDER),
        )
        later = (
            Invulveld("grond", "Niet of later: op welke grond?", LIJST, verplicht=False,
                 keuzes=list(keuzes["incidentgronden"].items())),
            Invulveld("noodzaak", "Waarom vraagt die grond het?", TEKST, verplicht=False),
            Invulveld("herbeoordelenVoor", "Wanneer kijkt u opnieuw?", DAG, verplicht=False,
                 hint="Binnen drie maanden."),
        )  # fmt: skip
        return (*eerste, *(later if soort == BETROKKENE else ()), NAGELEZEN)

    return velden


def _oordeelpad(oordeel: str) -> Callable[[Ding, dict[str, Any]], str]:
    def pad(incident: Ding, _: dict[str, Any]) -> str:
        voorstel = voorstel_van(incident)
        return f"/besluiten/{voorstel['id'] if voorstel else ''}/{oordeel}"

    return pad


def _met_soort(soort: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda inhoud: {**inhoud, "soort": soort}


def _reden(_: Ding, __: Ding) -> Sequence[Invulveld]:
    return (Invulveld("reden", "Waarom?", TEKST, hint=_ZONDER), NAGELEZEN)


def _taakvelden(_: Ding, keuzes: Ding) -> Sequence[Invulveld]:
    return (
        Invulveld(
            "soort", "Welke taak?", KEUZE, keuzes=list(eigen_woorden()["incidenttaak"].items())
        ),
        Invulveld("eigenaar", "Wie doet het?", LIJST, keuzes=keuzes["collegas"]),
        Invulveld("uiterlijk", "Voor welke dag?", DAG),
    )


def _open_taken(incident: Ding) -> list[tuple[str, str]]:
    return [
        (een["id"], eigen_woord("incidenttaak", een["soort"]))
        for een in incident["taken"]
        if not een["afgerondOp"]
    ]


def _afronden(incident: Ding, __: Ding) -> Sequence[Invulveld]:
    return (
        Invulveld("taak", "Welke taak?", KEUZE, keuzes=_open_taken(incident)),
        Invulveld("uitkomst", "Wat kwam eruit?", TEKST, hint=_ZONDER),
        NAGELEZEN,
    )


def _taakpad(_: Ding, inhoud: dict[str, Any]) -> str:
    return f"/taken/{inhoud.pop('taak')}/_afronden"


def _gemeld(_: Ding, __: Ding) -> Sequence[Invulveld]:
    return (Invulveld("gemeld", "Op welke dag is het gemeld?", DAG),)


def _sluiten(_: Ding, __: Ding) -> Sequence[Invulveld]:
    return (Invulveld("uitkomst", "Wat kwam eruit?", TEKST, hint=_ZONDER), NAGELEZEN)


HANDELINGEN = (
    Handeling(
        "gelezen", "Ik las dit", "Leg vast dat wij dit lazen", "/_kennisnemen", BEHANDELEN,
        kan=lambda i, *_: _loopt(i) and not i["eigen"] and not i["gezienOp"],
    ),
    Handeling(
        "bijwerken", "Vertel wat er meer van bekend is", "Vertel het de andere partijen",
        "/_bijwerken", MELDEN, lambda incident, keuzes: meldvelden(keuzes, incident), _eigen_loopt,
        uitleg="De tekst komt in de plaats van de vorige. Die blijft te lezen.",
    ),
    Handeling(
        "toezichthouder", "Moet de toezichthouder het horen?", "Stel dit voor", "/besluiten",
        BEHANDELEN, _besluitvelden(TOEZICHTHOUDER), _te_besluiten(TOEZICHTHOUDER),
        uitleg="Een ander keurt het goed. Daarna geldt het.", vorm=_met_soort(TOEZICHTHOUDER),
    ),
    Handeling(
        "betrokkenen", "Moeten de betrokkenen het horen?", "Stel dit voor", "/besluiten",
        BEHANDELEN, _besluitvelden(BETROKKENE), _te_besluiten(BETROKKENE),
        uitleg="Een ander keurt het goed. Daarna geldt het.", vorm=_met_soort(BETROKKENE),
    ),
    Handeling(
        "goedkeuren", "Keur het voorstel goed", "Keur dit goed", _oordeelpad("_goedkeuren"),
        BEHANDELEN, _reden, _wacht, uitleg="Wie het voorstelde, keurt niet zelf goed.",
    ),
    Handeling(
        "afkeuren", "Keur het voorstel af", "Keur dit af", _oordeelpad("_afkeuren"), BEHANDELEN,
        _reden, _wacht, gevaar=True,
    ),
    Handeling(
        "taak", "Geef iemand een taak", "Geef deze taak", "/taken", BEHANDELEN, _taakvelden,
        lambda i, *_: _loopt(i),
    ),
    Handeling(
        "afronden", "Rond een taak af", "Rond deze taak af", _taakpad, MELDEN, _afronden,
        lambda i, *_: _loopt(i) and bool(_open_taken(i)),
    ),
    Handeling(
        "toezichtmelding", "De toezichthouder weet het", "Leg vast dat het is gemeld",
        "/_toezichtmelding", BEHANDELEN, _gemeld, lambda i, *_: _loopt(i),
    ),
    Handeling(
        "sluiten", "Sluit dit incident", "Sluit het", "/_sluiten", BEHANDELEN, _sluiten,
        lambda i, *_: _loopt(i), gevaar=True,
    ),
)  # fmt: skip
