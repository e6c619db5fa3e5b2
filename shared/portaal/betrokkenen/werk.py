"""What can be done with a request, as rows: when, by whom, and what is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from shared.portaal.vraagbladen.rijen import NAGELEZEN, Ding, Handeling
from shared.portaal.vraagbladen.velden import DAG, JA, KEUZE, KEUZES, LIJST, TEKST, Invulveld
from shared.portaal.weergave import dag, nl_dag
from shared.portaal.woorden import eigen_woord

LEZEN, BEHANDELEN = "rechtenverzoeken.lezen", "rechtenverzoeken.behandelen"
BEVESTIGEN = "rechtenverzoeken.bevestigen"
KIJKEN = f"{LEZEN}|{BEVESTIGEN}"
"""Also who looks along as a second."""
OPEN, VOORGESTELD = "open", "voorgesteld"


def eigen_deel(verzoek: Ding, eigen: str) -> Mapping[str, Any] | None:
    """Our part of it, if our law knows this right."""
    gevonden: Mapping[str, Any] | None = next(
        (een for een in verzoek["delen"] if een["partij"] == eigen), None
    )
    return gevonden


def _open(verzoek: Ding) -> bool:
    return bool(verzoek["stand"] == OPEN)


def _te_beslissen(verzoek: Ding, eigen: str, _: Ding) -> bool:
    deel = eigen_deel(verzoek, eigen)
    return _open(verzoek) and deel is not None and deel["besluit"] is None


def _wacht_op_tweede(verzoek: Ding, eigen: str, _: Ding) -> bool:
    deel = eigen_deel(verzoek, eigen)
    besluit = None if deel is None else deel["besluit"]
    return _open(verzoek) and besluit is not None and besluit["stand"] == VOORGESTELD


def _besloten(verzoek: Ding, eigen: str) -> bool:
    deel = eigen_deel(verzoek, eigen)
    besluit = None if deel is None else deel["besluit"]
    return besluit is not None and besluit["stand"] != VOORGESTELD


def _toegewezen(verzoek: Ding, eigen: str, _: Ding) -> bool:
    deel = eigen_deel(verzoek, eigen)
    return _besloten(verzoek, eigen) and deel is not None and not deel["uitgevoerdOp"]


def _uitkomsten(keuzes: Ding) -> list[tuple[str, str]]:
    return [(code, f"Onze partij {zin}")
            for code, zin in keuzes["rechtenverzoeken"]["uitkomsten"].items()]  # fmt: skip


def _gronden(keuzes: Ding) -> list[tuple[str, str]]:
    return list(keuzes["rechtenverzoeken"]["gronden"].items())


def wievelden(keuzes: Ding, nu: Ding | None = None) -> tuple[Invulveld, ...]:
    """Who asks, how that was established, and for whom; `nu`: what stands there now."""
    mogelijk, staat = keuzes["rechtenverzoeken"], nu or {}
    identiteit = staat.get("identiteit") or {}
    return (
        Invulveld("identiteit.wijze", "Hoe is vastgesteld wie het vraagt?", KEUZE, verplicht=False,
             hint="Leeg zolang het niet vaststaat. De klokken lopen dan al.",
             keuzes=[(code, f"Hij {zin}") for code, zin in mogelijk["wijzen"].items()],
             begin=identiteit.get("wijze") or ""),
        Invulveld("identiteit.op", "Op welke dag is dat vastgesteld?", DAG, verplicht=False,
             begin=nl_dag(identiteit["op"]) if identiteit.get("op") else ""),
        Invulveld("vertegenwoordiger", "Vraagt iemand het voor een ander: als wat?", LIJST,
             verplicht=False, keuzes=list(mogelijk["vertegenwoordigers"].items()),
             begin=staat.get("vertegenwoordiger") or ""),
    )  # fmt: skip


def _afstemmen(_: Ding, keuzes: Ding) -> Sequence[Invulveld]:
    return (
        Invulveld("voorstel", "Wat stelt u voor?", KEUZE,
             keuzes=[(code, f"Onze partij {eigen_woord('verzoekvoorstel', code)}")
                     for code in keuzes["rechtenverzoeken"]["voorstellen"]]),
        Invulveld("toelichting", "Waarom?", TEKST, "Noem niemand bij naam.", verplicht=False),
        Invulveld("nietNoemen", "Mag het antwoord ons niet noemen als gever? Op welke grond?",
             LIJST, verplicht=False,
             keuzes=[(code, keuzes["rechtenverzoeken"]["gronden"][code])
                     for code in keuzes["rechtenverzoeken"]["nietNoemen"]]),
        NAGELEZEN,
    )  # fmt: skip


def _beslissen(_: Ding, keuzes: Ding) -> Sequence[Invulveld]:
    return (
        Invulveld("uitkomst", "Wat beslist u?", KEUZE, keuzes=_uitkomsten(keuzes)),
        Invulveld("gronden", "Op welke grond, bij wat u afwijst?", KEUZES, verplicht=False,
             keuzes=_gronden(keuzes)),
        Invulveld("motivering", "Waarom?", TEKST, verplicht=False),
        Invulveld("waaromNietDeels", "Wijst u alles af: waarom niet een deel wel?", TEKST,
             verplicht=False),
    )  # fmt: skip


def _verlengen(_: Ding, __: Ding) -> Sequence[Invulveld]:
    return (
        Invulveld("verteldOp", "Op welke dag hoorde de betrokkene het?", DAG),
        Invulveld("reden", "Waarom is er meer tijd nodig?", TEKST),
    )


def _rechtzetten(_: Ding, keuzes: Ding) -> Sequence[Invulveld]:
    aard = list(keuzes["verbeteraard"].items())
    return (
        Invulveld("aard", "Wat klopte er niet?", KEUZE, keuzes=aard),
        Invulveld(
            "reden", "Leg het uit", TEKST, hint="Wie het kreeg leest dit. Noem niemand bij naam."
        ),
    )


_GEDAAN = (
    ("gegeven", "Hij heeft wat wij van hem bewaren"),
    ("verbeterd", "Het is verbeterd"),
    ("vernietigd", "Het is vernietigd"),
    ("beperkt", "Het gebruik is beperkt"),
)


def _uitgevoerd(_: Ding, __: Ding) -> Sequence[Invulveld]:
    return (Invulveld("gedaan", "Wat is er gedaan?", KEUZE, keuzes=list(_GEDAAN)),)


def _vervolg(verzoek: Ding, keuzes: Ding) -> Sequence[Invulveld]:
    stappen = keuzes["rechtenverzoeken"]["vervolg"].get(verzoek["recht"], {})
    return (
        Invulveld("stap", "Wat is er gedaan?", KEUZE, keuzes=list(stappen.items())),
        Invulveld("op", "Op welke dag?", DAG),
        Invulveld("naar", "Naar wie, als het is doorgegeven?", verplicht=False),
        Invulveld("toelichting", "Toelichting", TEKST, verplicht=False),
    )


def _akkoord(akkoord: bool) -> Any:  # noqa: ANN401 - a function
    return lambda _: {"akkoord": akkoord}


def _heeft_vervolg(verzoek: Ding, _: str, keuzes: Ding) -> bool:
    return _open(verzoek) and verzoek["recht"] in keuzes["rechtenverzoeken"]["vervolg"]


def _na(gevolg: str) -> Callable[[Ding, str, Ding], bool]:
    """Once it is granted, of a right that this follows on."""

    def kan(verzoek: Ding, eigen: str, keuzes: Ding) -> bool:
        hoort = keuzes["rechtenverzoeken"]["gevolgen"].get(verzoek["recht"])
        return hoort == gevolg and _toegewezen(verzoek, eigen, keuzes)

    return kan


def _met_afschrift(verzoek: Ding, _: str, keuzes: Ding) -> bool:
    hoort = keuzes["rechtenverzoeken"]["gevolgen"].get(verzoek["recht"])
    return hoort == "afschrift" and _open(verzoek) and verzoek["persoon"] is not None


def _te_beantwoorden(verzoek: Ding, eigen: str, keuzes: Ding) -> bool:
    besluiten = [een["besluit"] for een in verzoek["delen"]]
    klaar = all(een is not None and een["stand"] != VOORGESTELD for een in besluiten)
    return klaar and _ons_verzoek(verzoek, eigen, keuzes)


def _ons_verzoek(verzoek: Ding, eigen: str, _: Ding) -> bool:
    return _open(verzoek) and bool(verzoek["van"] == eigen)


_EERST_WIE = "Leg eerst vast van wie het verzoek is."


def wacht_op_wie(verzoek: Ding) -> bool:
    """Whether it is ours, and nobody established who asks."""
    return _open(verzoek) and bool(verzoek["eigen"]) and verzoek["identiteit"] is None


def _nog_niet_vertellen(verzoek: Ding, _: str, __: Ding) -> str:
    return _EERST_WIE if wacht_op_wie(verzoek) and not verzoek["berichten"] else ""


def _nog_niet_beslissen(verzoek: Ding, eigen: str, keuzes: Ding) -> str:
    if not _te_beslissen(verzoek, eigen, keuzes):
        return ""
    if wacht_op_wie(verzoek):
        return _EERST_WIE
    deel = eigen_deel(verzoek, eigen)
    tot = verzoek["afstemmenTot"]
    if deel is not None and deel["voorstel"] is None and verzoek.get("vandaag", "9") <= tot:
        return f"Stem eerst af met de andere partijen. Anders kan het pas na {dag(tot)}."
    return ""


def _nog_niet_opstellen(verzoek: Ding, _: str, keuzes: Ding) -> str:
    hoort = keuzes["rechtenverzoeken"]["gevolgen"].get(verzoek["recht"]) == "afschrift"
    if not (_open(verzoek) and hoort):
        return ""
    return _EERST_WIE if wacht_op_wie(verzoek) or verzoek["persoon"] is None else ""


def _nog_niet_beantwoorden(verzoek: Ding, eigen: str, keuzes: Ding) -> str:
    if not _ons_verzoek(verzoek, eigen, keuzes) or _te_beantwoorden(verzoek, eigen, keuzes):
        return ""
    return "Nog niet elke partij besliste over haar deel."


HANDELINGEN = (
    Handeling(
        "vertellen", "Vertel het de andere partijen", "Vertel het de andere partijen", "/_vertel",
        BEHANDELEN, kan=lambda v, eigen, k: _ons_verzoek(v, eigen, k) and not v["berichten"],
        nog_niet=_nog_niet_vertellen,
        uitleg="Van wie het verzoek is, hoort alleen wie iets over hem gaf of kreeg.",
    ),
    Handeling(
        "afstemmen", "Stem af met de andere partijen", "Stuur dit voorstel", "/_afstemmen",
        BEHANDELEN, _afstemmen, _te_beslissen,
        uitleg="Dit stopt geen klok. Na de dag van afstemmen kunt u beslissen.",
    ),
    Handeling(
        "verlengen", "Neem langer de tijd", "Verleng de termijn", "/_verleng", BEHANDELEN,
        _verlengen, _te_beslissen, uitleg="Dat kan één keer, en alleen als uw wet dat kent.",
    ),
    Handeling(
        "beslissen", "Beslis over ons deel", "Leg deze beslissing vast", "/_beslis", BEHANDELEN,
        _beslissen, _te_beslissen, nog_niet=_nog_niet_beslissen,
        uitleg="Wijst u iets af, dan geldt het pas als een tweede het bekeek.",
    ),
    Handeling(
        "akkoord", "Akkoord", "Ik keek het na en ben akkoord", "/_bevestig", BEVESTIGEN,
        kan=_wacht_op_tweede, vorm=_akkoord(True),
    ),
    Handeling(
        "niet-akkoord", "Niet akkoord", "Niet akkoord: terug naar wie besliste", "/_bevestig",
        BEVESTIGEN, kan=_wacht_op_tweede, vorm=_akkoord(False), gevaar=True,
    ),
    Handeling(
        "vernietigen", "Vernietig alles van hem", "Vernietig nu alles van deze persoon",
        "/_vernietig", "personen.vernietigen", gevaar=True,
        kan=_na("vernietigen"),
        uitleg="Wie iets gaf of kreeg, hoort het. Er is geen weg terug.",
    ),
    Handeling(
        "rechtzetten", "Vertel wie iets kreeg hoe het nu is", "Zet het bij iedereen recht",
        "/_zetrecht", "verstrekken", _rechtzetten,
        _na("verbeteren"),
    ),
    Handeling(
        "uitgevoerd", "Leg vast wat er is gedaan", "Leg vast dat dit is gedaan", "/_uitgevoerd",
        BEHANDELEN, _uitgevoerd, _toegewezen,
    ),
    Handeling(
        "vervolg", "Leg een stap vast", "Leg deze stap vast", "/vervolg", BEHANDELEN, _vervolg,
        _heeft_vervolg,
    ),
    Handeling(
        "opstellen", "Stel op wat hij krijgt", "Stel op wat hij van zijn gegevens krijgt",
        "/_stelafschriftop", BEHANDELEN,
        kan=_met_afschrift, nog_niet=_nog_niet_opstellen,
    ),
    Handeling(
        "beantwoorden", "Hij heeft antwoord", "Leg vast dat hij het antwoord heeft",
        "/_beantwoord", BEHANDELEN, kan=_te_beantwoorden,
        nog_niet=_nog_niet_beantwoorden,
        uitleg="Geef of stuur hem eerst het antwoord. Daarna is het verzoek klaar.",
    ),
)  # fmt: skip
KIJKNA, TWEEDE = "/_kijkafschriftna", "/_bevestigafschrift"


def plekken(gevonden: Iterable[Ding]) -> list[tuple[str, str]]:
    """Places in a copy, as choices: where it is in words, and what stands there."""
    teksten = {een["pad"]: f"{een['titel']}: “{een['tekst']}”" for een in gevonden}
    return list(teksten.items())


def nakijkvelden(afschrift: Ding) -> tuple[Invulveld, ...]:
    """Each text in which somebody may still be, one by one: it stays, or is left out."""
    keuzes = plekken(afschrift["teBekijken"])
    bekeken = Invulveld(
        "bekeken",
        "Vink elke tekst aan die u las en waar niemand anders in staat",
        KEUZES,
        verplicht=False,
        keuzes=keuzes,
    )
    weg = Invulveld("weg", "Wat hoort er niet in?", KEUZES, verplicht=False, keuzes=keuzes)
    gelezen = Invulveld("gelezen", "Ik las het helemaal na: er staat niemand anders in", JA)
    return (bekeken, weg, gelezen) if keuzes else (gelezen,)
