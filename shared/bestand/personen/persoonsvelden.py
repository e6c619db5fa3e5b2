"""What of a person an employee sees: each field is a kind of data, and a function may not read it.

Which fields belong to which kind is the covenant's: the members of the shape of a kind that says
who somebody is stand with the person under the same name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from shared.bestand.afscherming.opslag import beperkte_soorten
from shared.bestand.correcties import Correctie
from shared.bestand.persoonssoorten import soort_per_veld, velden_van
from shared.bestand.toegang.medewerker import Medewerker, zeg_beperkt
from shared.convenant.regels.laden import Convenantregels
from shared.partij.fouten import Conflict, GeenToegang
from shared.partij.persoon import VELDEN, Persoon, Persoonsgegevens


def beperkte_velden(
    sessie: Session, wie: Medewerker, regels: Convenantregels, persoon_id: str
) -> frozenset[str]:
    """The fields of this person that are restricted, for who does not handle requests (11.1, c)."""
    if wie.ziet_beperkt:
        return frozenset()
    return velden_van(beperkte_soorten(sessie, persoon_id), regels)


def verborgen_velden(wie: Medewerker, regels: Convenantregels) -> frozenset[str]:
    """The fields of a person this employee's function does not read."""
    return frozenset(veld for veld, soort in soort_per_veld(regels).items() if not wie.leest(soort))


def eis_velden(wie: Medewerker, regels: Convenantregels, velden: Iterable[str]) -> None:
    """Refuses who would learn, find by, or change a field the function does not read."""
    soorten = soort_per_veld(regels)
    wie.eis_soort(*(soorten[veld] for veld in velden if veld in soorten))


def ingevuld(gegevens: Persoonsgegevens) -> list[str]:
    """The fields that hold something."""
    return [veld for veld in VELDEN if getattr(gegevens, veld) is not None]


def zichtbaar(persoon: Persoon, verborgen: frozenset[str]) -> tuple[Persoon, int]:
    """The person without those fields, and how many of them held something."""
    weg = [veld for veld in verborgen if getattr(persoon, veld) is not None]
    return replace(persoon, **dict.fromkeys(weg)), len(weg)  # type: ignore[arg-type]


def zichtbare_correctie(correctie: Correctie, verborgen: frozenset[str]) -> Correctie:
    """The correction without what those fields held before."""
    oud: Mapping[str, object] = correctie.oud
    return replace(correctie, oud={n: w for n, w in oud.items() if n not in verborgen})


def eis_ander_mens(wie: Medewerker, gelijk: Sequence[str], *, gezegd: bool) -> None:
    """Raises ``Conflict`` where somebody may be one of these, whose data are restricted, while who
    handles requests did not say that he is another; ``GeenToegang`` where anybody else says so."""
    if gezegd and not wie.ziet_beperkt:
        raise GeenToegang(
            "Of iemand een ander is dan wie beperking kreeg, zegt wie verzoeken van betrokkenen "
            "behandelt. Laat die hem vastleggen."
        )
    if gelijk and not gezegd:
        raise Conflict(
            f"{zeg_beperkt(len(gelijk))} Wie verzoeken van betrokkenen behandelt zegt of dit een "
            "ander is, en legt hem dan zelf vast (`anderMens`)."
        )
