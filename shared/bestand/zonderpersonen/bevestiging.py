"""Nobody is in a text about a group: the detector looks, and its writer says so (4.1; D4).

The one place where such a text is judged and where it is kept who confirmed it. Both are asked: no
confirmation lets through what certainly identifies somebody, and what the detector cannot know (a
word on no list, a description that fits one person) only the writer can.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from datetime import datetime

from pydantic import Field
from sqlalchemy import delete
from sqlalchemy.orm import Session

from shared.bestand.zonderpersonen.tabellen import TekstbevestigingRij
from shared.partij.fouten import OngeldigeInvoer
from shared.partij.web.teksten import keur
from shared.partij.web.vormen import Invoermodel
from shared.web.meldingen import Invoerfout

PAD = "/bevestigdZonderPersonen"
_WOORD = re.compile(r"\w+")
_NAAMDEEL = re.compile(r"\b[^\W\d_a-z]\w{2,}")
"""A part of a name with a capital: not 'van' or 'de'."""
_NOEMT = "noemt iemand over wie dit gaat; schrijf het zonder naam"
_VRAAG = "lees de tekst na en bevestig dat er niemand in staat, ook niet zonder naam"


class Groepstekstinvoer(Invoermodel):
    """Base of every body with free text about a group."""

    bevestigd_zonder_personen: bool = Field(
        default=False,
        description="U las de tekst na: er staat niemand in, ook niet zonder naam. Alleen dan "
        "wordt hij bewaard; dat u dit bevestigde wordt vastgelegd.",
    )


def tekstfouten(teksten: Iterable[tuple[str, str | None]], *, bevestigd: bool) -> list[Invoerfout]:
    """Everything wrong with these texts, each with its JSON Pointer; ``None`` is no text."""
    er_zijn = [(pad, tekst) for pad, tekst in teksten if tekst is not None]
    return [
        *(fout for pad, tekst in er_zijn for fout in keur(pad, tekst, bevestigd=bevestigd)),
        *(bevestigingsfouten(bevestigd=bevestigd) if er_zijn else ()),
    ]


def bevestigingsfouten(*, bevestigd: bool) -> list[Invoerfout]:
    """That the writer did not say so yet, where he is asked."""
    return [] if bevestigd else [Invoerfout(PAD, _VRAAG)]


def eis_zonder_personen(
    teksten: Iterable[tuple[str, str | None]],
    *,
    bevestigd: bool,
    fouten: Iterable[Invoerfout] = (),
) -> None:
    """Raises ``OngeldigeInvoer`` with ``fouten`` and everything wrong with the texts."""
    alle = [*fouten, *tekstfouten(teksten, bevestigd=bevestigd)]
    if alle:
        raise OngeldigeInvoer(alle)


def naamfouten(
    teksten: Iterable[tuple[str, str | None]], namen: Iterable[str | None]
) -> list[Invoerfout]:
    """Where a text names one of these: no confirmation lets that through.

    For whose names are known where the text is written: the detector has only lists. A part of a
    name as a name is written, or two parts of one name however they are written: 'boer' is a word.
    """
    delen = [set(_NAAMDEEL.findall(naam)) for naam in namen if naam]
    return [Invoerfout(pad, _NOEMT) for pad, tekst in teksten if tekst and _noemt(tekst, delen)]


def _noemt(tekst: str, namen: Iterable[Set[str]]) -> bool:
    woorden = set(_WOORD.findall(tekst))
    klein = {woord.casefold() for woord in woorden}
    return any(
        delen & woorden or len({een.casefold() for een in delen} & klein) > 1 for delen in namen
    )


def leg_bevestiging_vast(
    sessie: Session, soort: str, onderwerp: str, versie: int, *, door: str, nu: datetime
) -> None:
    """That the writer of this version confirmed it, in the transaction that keeps the text."""
    sessie.add(
        TekstbevestigingRij(soort=soort, onderwerp=onderwerp, versie=versie, tijdstip=nu, door=door)
    )


def vergeet_bevestigingen(sessie: Session, soort: str, onderwerp: str) -> None:
    """With a text that is deleted goes who wrote it."""
    tabel = TekstbevestigingRij
    sessie.execute(delete(tabel).where(tabel.soort == soort, tabel.onderwerp == onderwerp))
