"""Who may take part in which meeting (covenant 5.2, readings E8 and E9). Pure.

The rules are the same rows by which gate 13 judges a message: what closes a meeting to a party
closes its invitation, its agenda and its verslag too.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from shared.convenant.begrippen import Convenantregels, Overlegregel
from shared.convenant.toestandvorm import StrafrechtelijkOnderzoek

__all__ = ["beletsel_op_dag", "deelnamebeletsel", "onderzoek_loopt", "overlegkanaal"]


def overlegkanaal(regels: Convenantregels) -> str:
    """The code of the channel that is a meeting."""
    return next(code for code, kanaal in regels.kanalen.items() if kanaal.overleg)


def onderzoek_loopt(onderzoek: StrafrechtelijkOnderzoek | None, dag: date) -> bool:
    """Whether a criminal investigation runs on ``dag``; its last day still counts."""
    return (
        onderzoek is not None
        and onderzoek.van <= dag
        and (onderzoek.tot is None or dag <= onderzoek.tot)
    )


def deelnamebeletsel(
    regels: Convenantregels, partij: str, overlegsoort: str, *, onderzoek: bool
) -> str | None:
    """Why a party takes no part in a meeting of this kind, in Dutch; None when it may."""
    for regel in regels.overlegregels:
        if _sluit_uit(regels, regel, partij, overlegsoort) and not (
            regel.zonder_onderzoek and onderzoek
        ):
            return regels.redenen[regel.reden].uitleg
    return None


def beletsel_op_dag(
    regels: Convenantregels,
    partij: str,
    overlegsoort: str,
    toestand: Mapping[str, Any] | None,
    dag: date,
) -> str | None:
    """The same about one group on one day; ``toestand``: the group as the gateway has it."""
    rij = (toestand or {}).get("strafrechtelijkOnderzoek")
    onderzoek = None if rij is None else StrafrechtelijkOnderzoek.model_validate(rij)
    loopt = onderzoek_loopt(onderzoek, dag)
    return deelnamebeletsel(regels, partij, overlegsoort, onderzoek=loopt)


def _sluit_uit(
    regels: Convenantregels, regel: Overlegregel, partij: str, overlegsoort: str
) -> bool:
    """Whether the row is about taking part as such, and not about what is given to whom."""
    andere = (regel.van, regel.naar, regel.aan_tafel, regel.vanaf_stap)
    return (
        regel.partij is not None
        and partij in regel.partij
        and all(voorwaarde is None for voorwaarde in andere)
        and not (regel.over_onderdelen or regel.derde_aan_tafel)
        and (regel.kanalen is None or overlegkanaal(regels) in regel.kanalen)
        and (regel.overlegsoorten is None or overlegsoort in regel.overlegsoorten)
    )
