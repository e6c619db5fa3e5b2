"""Work that follows from decisions about a group: preparing one, and signing one.

Who prepares and who decides are two people: an item is on the list of whoever's function does it.
"""

from __future__ import annotations

from collections.abc import Iterator

from shared.convenant.besluiten.groepsbesluit import tekenende_functies
from shared.convenant.bestand.rijen import GroepsbesluitRij
from shared.partij.besluitconcept import Concept
from shared.partij.poorten.werkbron import Groepsstand, Werkblik, Werkbron, uit
from shared.partij.poorten.werkstuk import Werkstuk
from shared.zaak.besluiten.conceptopslag import te_tekenen

_SOORTEN = uit(
    "besluit-voorbereiden",
    "besluit-ondertekenen",
    "besluit-aanpassen",
    "besluit-afgewezen",
    "groep-afsluiten",
)
_NA_UITKOMST = {"teruggegeven": "besluit-aanpassen", "afgewezen": "besluit-afgewezen"}


def _werk(blik: Werkblik) -> Iterator[Werkstuk]:
    concepten = te_tekenen(blik.sessie, blik.taak)
    yield from _voor_te_bereiden(blik, concepten)
    yield from _af_te_sluiten(blik, concepten)
    yield from _beantwoord(blik, concepten)
    for concept in concepten:
        functies = _tekenaars(blik, concept.soort)
        if blik.functie in functies and blik.actief(concept.groep):
            yield _SOORTEN["besluit-ondertekenen"].stuk(
                concept.id,
                sinds=concept.opgesteld_op,
                pad=f"/besluitconcepten/{concept.id}",
                groep=concept.groep,
                functies=functies,
                besluit=_titel(blik, concept.soort),
            )
    for voorstel in blik.voorstellen:
        functies = _tekenaars(blik, voorstel.soort)
        wacht = blik.partij in voorstel.wacht_op and blik.functie in functies
        if wacht and blik.actief(voorstel.groep):
            yield _SOORTEN["besluit-ondertekenen"].stuk(
                voorstel.id,
                sinds=voorstel.voorgelegd_op,
                pad=f"/besluitvoorstellen/{voorstel.id}",
                groep=voorstel.groep,
                functies=functies,
                besluit=_titel(blik, voorstel.soort),
            )


def _voor_te_bereiden(blik: Werkblik, concepten: list[Concept]) -> Iterator[Werkstuk]:
    """Where only a joint decision takes a group on, and nobody has prepared or proposed one.

    It waits for the first the covenant names; the others have nothing to sign yet.
    """
    ligt = {(een.groep, een.soort) for een in concepten}
    ligt |= {(een.groep, een.soort) for een in blik.voorstellen}
    # What was given back is on the list as that.
    terug = {(een.groep, een.soort): een.uitkomst for een in blik.uitkomsten}
    ligt |= {plek for plek, uitkomst in terug.items() if uitkomst == "teruggegeven"}
    for groep, stand in blik.lopende():
        for code, rij in blik.regels.groepsbesluiten.items():
            bereiders = _bereiders(blik, rij)
            aan_de_beurt = _is_aan_de_beurt(blik, rij, stand) and (groep, code) not in ligt
            if aan_de_beurt and blik.functie in bereiders:
                yield _SOORTEN["besluit-voorbereiden"].stuk(
                    f"{groep}:{code}",
                    sinds=blik.sinds_stap.get(groep, blik.nu),
                    pad=f"/besluitconcepten?groep={groep}",
                    groep=groep,
                    functies=bereiders,
                    besluit=rij.titel,
                )


def _beantwoord(blik: Werkblik, concepten: list[Concept]) -> Iterator[Werkstuk]:
    """What another party did not sign, for who may make another: until there is one.

    Only how the last of a kind ended about a group.
    """
    ligt = {(een.groep, een.soort) for een in concepten}
    ligt |= {(een.groep, een.soort) for een in blik.voorstellen}
    laatste = {(een.groep, een.soort): een for een in blik.uitkomsten}
    for plek, voorstel in laatste.items():
        soort, rij = _NA_UITKOMST.get(voorstel.uitkomst), blik.regels.groepsbesluiten.get(plek[1])
        if soort is None or rij is None or plek in ligt or voorstel.afgedaan_op is None:
            continue
        functies = _bereiders(blik, rij)
        mijn = voorstel.voorgelegd_door == blik.partij and blik.functie in functies
        if mijn and blik.taak.bevat(voorstel.groep) and blik.actief(voorstel.groep):
            yield _SOORTEN[soort].stuk(
                voorstel.id,
                sinds=voorstel.afgedaan_op,
                pad=f"/groepen/{voorstel.groep}/besluituitkomsten",
                groep=voorstel.groep,
                functies=functies,
                besluit=rij.titel,
                partij=" en ".join(map(blik.naam, sorted(voorstel.antwoorden))),
            )


def _af_te_sluiten(blik: Werkblik, concepten: list[Concept]) -> Iterator[Werkstuk]:
    """A group that only waits to be ended: until somebody does that, nobody leaves any file.

    That is so in a step from which the decision that ends the approach leads no further.
    """
    ligt = {(een.groep, een.soort) for een in concepten}
    for groep, stand in blik.lopende():
        for code, rij in blik.regels.groepsbesluiten.items():
            eigen = rij.eindigt and rij.ondertekenaars[0].partij == blik.partij
            stap = stand.get("stap")
            einde = any(een.van == een.naar == stap for een in rij.overgangen)
            bereiders = _bereiders(blik, rij) if eigen and einde else frozenset()
            if blik.functie in bereiders and (groep, code) not in ligt:
                yield _SOORTEN["groep-afsluiten"].stuk(
                    groep,
                    sinds=blik.sinds_stap.get(groep, blik.nu),
                    pad=f"/groepen/{groep}/afsluiting",
                    groep=groep,
                    functies=bereiders,
                    besluit=rij.titel,
                )


def _is_aan_de_beurt(blik: Werkblik, rij: GroepsbesluitRij, stand: Groepsstand) -> bool:
    gezamenlijk = len(rij.ondertekenaars) > 1 and rij.ondertekenaars[0].partij == blik.partij
    hier = any(overgang.van == stand.get("stap") for overgang in rij.overgangen)
    return gezamenlijk and hier


def _bereiders(blik: Werkblik, rij: GroepsbesluitRij) -> frozenset[str]:
    """Who prepares it: who may work on decisions and does not take this one, if there is one."""
    recht = _SOORTEN["besluit-voorbereiden"].recht
    functies = blik.regels.functies[blik.partij]
    mogen = {code for code, functie in functies.items() if recht in functie.rechten}
    beslissers = set(tekenende_functies(rij, blik.partij) or ())
    return frozenset((mogen - beslissers) or mogen)


def _tekenaars(blik: Werkblik, soort: str) -> tuple[str, ...]:
    """The functions that take this kind of decision for this party."""
    rij = blik.regels.groepsbesluiten.get(soort)
    return () if rij is None else tekenende_functies(rij, blik.partij) or ()


def _titel(blik: Werkblik, soort: str) -> str:
    rij = blik.regels.groepsbesluiten.get(soort)
    return soort if rij is None else rij.titel


GROEPEN = Werkbron(_SOORTEN, _werk)
