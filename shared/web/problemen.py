"""Problems on the wire (RFC 9457) and the one table from domain error to status.

Domain errors know no HTTP. A room that has its own errors has rows for them (`foutrij`); the
edge looks an exception up by its class (nearest base class first) and answers with what the row
says. What has no row is a 500 that tells nothing: the log has the class and the place.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, TypeVar

from starlette.exceptions import HTTPException
from starlette.responses import Response

from shared.web.meldingen import Invoerfout

PROBLEEM_TYPE = "application/problem+json"
TYPEBASIS = "https://driehoek.example/problemen/"
"""A problem with a meaning of its own has `type` = this + its name; others are `about:blank`."""

TITELS: Mapping[int, tuple[str, str]] = {
    400: ("Ongeldig verzoek", "Het verzoek klopt niet."),
    401: ("Niet aangemeld", "Voor dit verzoek is een geldige identiteit nodig."),
    403: ("Geen toegang", "U mag dit niet doen."),
    404: ("Niet gevonden", "Op dit adres is niets te vinden."),
    405: ("Methode niet toegestaan", "Dit adres kent deze methode niet; zie de kop Allow."),
    406: ("Antwoordvorm niet beschikbaar", "Het antwoord bestaat niet in een gevraagde vorm."),
    409: ("Conflict", "Het verzoek botst met de huidige toestand."),
    410: ("Verdwenen", "Dit bestaat niet meer."),
    412: ("Inmiddels gewijzigd", "De gegevens zijn veranderd sinds u ze las; lees ze opnieuw."),
    413: ("Verzoek te groot", "De inhoud van het verzoek is groter dan toegestaan."),
    415: ("Inhoudsvorm niet ondersteund", "De inhoud van het verzoek moet application/json zijn."),
    428: ("Voorwaarde ontbreekt", "Stuur de kop If-Match mee met de ETag die u las."),
    429: ("Te veel verzoeken", "Wacht even en probeer het opnieuw; zie de kop Retry-After."),
    431: ("Koppen te groot", "De koppen van het verzoek zijn samen groter dan toegestaan."),
    500: ("Interne fout", "Er ging hier iets mis. Het is vastgelegd."),
    502: ("Geen bruikbaar antwoord", "Een achterliggende dienst gaf geen bruikbaar antwoord."),
    503: ("Tijdelijk niet beschikbaar", "Probeer het later opnieuw; zie de kop Retry-After."),
}
"""Title and default detail per status."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Probleem:
    """One problem document. `extra` are extension members, `koppen` extra response headers."""

    status: int
    titel: str = ""
    detail: str = ""
    type: str = "about:blank"
    instance: str | None = None
    fouten: tuple[Invoerfout, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    koppen: Mapping[str, str] = field(default_factory=dict)

    def als_dict(self) -> dict[str, Any]:
        """The document, with the defaults of its status filled in."""
        titel, detail = TITELS.get(self.status, (HTTPStatus(self.status).phrase, ""))
        document: dict[str, Any] = {
            **self.extra,
            "type": self.type,
            "title": self.titel or titel,
            "status": self.status,
            "detail": self.detail or detail,
        }
        if self.instance is not None:
            document["instance"] = self.instance
        if self.fouten:
            document["fouten"] = [{"pad": f.pad, "melding": f.melding} for f in self.fouten]
        return document


class Probleemantwoord(Response):
    """The HTTP answer that carries a `Probleem`."""

    media_type = PROBLEEM_TYPE
    charset = ""

    def __init__(self, probleem: Probleem) -> None:
        inhoud = json.dumps(probleem.als_dict(), ensure_ascii=False, separators=(",", ":"))
        # Een los surrogaat uit de invoer mag het antwoord niet breken.
        super().__init__(
            content=inhoud.encode("utf-8", "replace"),
            status_code=probleem.status,
            headers=dict(probleem.koppen),
            media_type=PROBLEEM_TYPE,
        )


class ProbleemFout(HTTPException):
    """Raised at the edge (never in a domain) where the answer is a problem known on the spot."""

    def __init__(
        self,
        status: int,
        detail: str = "",
        *,
        titel: str = "",
        naam: str | None = None,
        fouten: Iterable[Invoerfout] = (),
        extra: Mapping[str, Any] | None = None,
        koppen: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(status_code=status, detail=detail)
        self.probleem = Probleem(
            status=status,
            titel=titel,
            detail=detail,
            type="about:blank" if naam is None else TYPEBASIS + naam,
            fouten=tuple(fouten),
            extra=extra or {},
            koppen=koppen or {},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Uitleg:
    """What a row may say beyond one sentence."""

    detail: str
    fouten: tuple[Invoerfout, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    koppen: Mapping[str, str] = field(default_factory=dict)


E = TypeVar("E", bound=Exception)
_Rij = Callable[[Any], Probleem]


@dataclass(frozen=True, slots=True)
class Foutrij:
    """What the edge answers when `soort` (or a subclass) escapes."""

    soort: type[Exception]
    probleem: _Rij


_tabel: dict[type[Exception], Foutrij] = {}


def foutrij(
    soort: type[E],
    status: int,
    titel: str = "",
    maak_detail: Callable[[E], str | Uitleg] | str = "",
    *,
    naam: str | None = None,
) -> Foutrij:
    """A row of the table: what the edge answers when `soort` (or a subclass) escapes.

    A subject has its rows in a `problemen.py`; who composes the app hands them in.

    `maak_detail` makes the Dutch sentence (or an `Uitleg`) from the error, or is that sentence;
    left out, it is the error's `melding`, else the status's own sentence. `naam` gives the
    problem a `type` of its own.
    """
    probleemtype = "about:blank" if naam is None else TYPEBASIS + naam

    def rij(fout: E) -> Probleem:
        if callable(maak_detail):
            uitleg = maak_detail(fout)
        else:
            uitleg = maak_detail or str(getattr(fout, "melding", ""))
        if isinstance(uitleg, str):
            uitleg = Uitleg(detail=uitleg)
        return Probleem(
            status=status,
            titel=titel,
            detail=uitleg.detail,
            type=probleemtype,
            fouten=uitleg.fouten,
            extra=uitleg.extra,
            koppen=uitleg.koppen,
        )

    return Foutrij(soort, rij)


def neem_op(rijen: Iterable[Foutrij]) -> None:
    """These rows are in the table of this process from now on.

    One class has one row: another row for it is a programming error.
    """
    for rij in rijen:
        if _tabel.setdefault(rij.soort, rij) is not rij:
            raise ValueError(f"{rij.soort.__name__} staat al in de tabel van problemen")


def probleem_van(fout: Exception) -> Probleem | None:
    """The problem for an error that has a row, else None."""
    if isinstance(fout, ProbleemFout):
        return fout.probleem
    for soort in type(fout).__mro__:
        rij = _tabel.get(soort)
        if rij is not None:
            return rij.probleem(fout)
    if isinstance(fout, HTTPException):
        return Probleem(status=fout.status_code, koppen=fout.headers or {})
    return None


INTERN = Probleem(status=500)
