"""Dutch sentences for validation faults.

pydantic reports faults as (location, type, context). Callers of our APIs and operators who edit
a configuration file read Dutch. This module is the one translation of the two; it never repeats
the value that was rejected, because that value may be personal data.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

_MAANDEN: Final = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_PYTHON = re.compile(
    r"datetime\.(?:datetime|date)\((\d+(?:, \d+){2,6})(?:, (?:tzinfo|fold)=[^,]*)*\)"
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}.*)?", re.ASCII)
_ONBEKEND = "heeft geen geldige waarde"

# Type of a pydantic fault -> sentence; `{…}` are names from the fault's context.
_ZINNEN: Mapping[str, str] = {
    "missing": "ontbreekt",
    "extra_forbidden": "is hier onbekend",
    "string_type": "moet tekst zijn",
    "string_sub_type": "moet tekst zijn",
    "string_unicode": "bevat tekens die geen geldige Unicode zijn",
    "string_too_short": "moet minstens {min_length} tekens hebben",
    "string_too_long": "mag hoogstens {max_length} tekens hebben",
    "string_pattern_mismatch": "heeft niet de vereiste vorm ({pattern})",
    "int_type": "moet een geheel getal zijn",
    "int_parsing": "moet een geheel getal zijn",
    "int_parsing_size": "is te groot",
    "int_from_float": "moet een geheel getal zijn",
    "float_type": "moet een getal zijn",
    "float_parsing": "moet een getal zijn",
    "finite_number": "moet een eindig getal zijn",
    "decimal_type": "moet een getal zijn",
    "decimal_parsing": "moet een getal zijn",
    "bool_type": "moet true of false zijn",
    "bool_parsing": "moet true of false zijn",
    "none_required": "moet null zijn",
    "enum": "moet een van deze waarden zijn: {expected}",
    "literal_error": "moet een van deze waarden zijn: {expected}",
    "greater_than": "moet groter zijn dan {gt}",
    "greater_than_equal": "moet minstens {ge} zijn",
    "less_than": "moet kleiner zijn dan {lt}",
    "less_than_equal": "mag hoogstens {le} zijn",
    "multiple_of": "moet een veelvoud zijn van {multiple_of}",
    "list_type": "moet een lijst zijn",
    "tuple_type": "moet een lijst zijn",
    "set_type": "moet een lijst zijn",
    "frozen_set_type": "moet een lijst zijn",
    "too_short": "moet minstens {min_length} elementen hebben",
    "too_long": "mag hoogstens {max_length} elementen hebben",
    "dict_type": "moet een object zijn",
    "model_type": "moet een object zijn",
    "model_attributes_type": "moet een object zijn",
    "dataclass_type": "moet een object zijn",
    "mapping_type": "moet een object zijn",
    "recursion_loop": "verwijst naar zichzelf",
    "bytes_type": "moet tekst zijn",
    "date_type": "moet een datum zijn (jjjj-mm-dd)",
    "date_parsing": "moet een datum zijn (jjjj-mm-dd)",
    "date_from_datetime_parsing": "moet een datum zijn (jjjj-mm-dd)",
    "date_from_datetime_inexact": "moet een datum zijn zonder tijd (jjjj-mm-dd)",
    "date_past": "moet in het verleden liggen",
    "date_future": "moet in de toekomst liggen",
    "time_parsing": "moet een tijd zijn (uu:mm:ss)",
    "datetime_type": "moet een tijdstip zijn (jjjj-mm-ddTuu:mm:ssZ)",
    "datetime_parsing": "moet een tijdstip zijn (jjjj-mm-ddTuu:mm:ssZ)",
    "datetime_from_date_parsing": "moet een tijdstip zijn (jjjj-mm-ddTuu:mm:ssZ)",
    "datetime_past": "moet in het verleden liggen",
    "datetime_future": "moet in de toekomst liggen",
    "timezone_aware": "moet een tijdzone noemen (jjjj-mm-ddTuu:mm:ssZ)",
    "timezone_naive": "mag geen tijdzone noemen",
    "time_delta_parsing": "moet een tijdsduur zijn",
    "uuid_type": "moet een UUID zijn",
    "uuid_parsing": "moet een UUID zijn",
    "uuid_version": "moet een UUID van versie {expected_version} zijn",
    "url_type": "moet een webadres zijn",
    "url_parsing": "moet een webadres zijn",
    "url_syntax_violation": "moet een webadres zijn",
    "url_too_long": "mag hoogstens {max_length} tekens hebben",
    "url_scheme": "moet beginnen met {expected_schemes}",
    "path_type": "moet een bestandspad zijn",
    "json_invalid": "is geen geldige JSON",
    "json_type": "is geen geldige JSON",
    "union_tag_invalid": "heeft als {discriminator} geen van: {expected_tags}",
    "union_tag_not_found": "mist {discriminator}",
    "callable_type": _ONBEKEND,
}

# What a pattern asks, in words; a pattern without words is shown as it is.
_VORMEN: dict[str, str] = {
    r"^[a-z][a-z0-9-]{0,62}$": "mag alleen kleine letters, cijfers en streepjes hebben",
    r"^[a-z][a-z0-9-]{1,39}$": "mag alleen kleine letters, cijfers en streepjes hebben (2 tot 40)",
    r"^[a-z][a-z-]{1,39}$": "mag alleen kleine letters en streepjes hebben (2 tot 40)",
    r"^\+?[0-9][0-9 ()-]{5,24}$": "moet een telefoonnummer zijn, zoals 010 000 00 00",
    r"^[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+$": "moet een e-mailadres zijn",
    r"^\d{2}/\d{6}-\d{2}$": "moet eruitzien als 10/000000-26",
    r"^G[1-9][0-9]?$": "moet een G met een nummer zijn, zoals G1",
}
_KEUZE = re.compile(r"\^\(([a-z0-9|-]+)\)\$")

# A bound that is a day or a moment: the name of it in the fault's context, and the sentence.
_TIJDGRENZEN: Mapping[str, tuple[str, str]] = {
    "greater_than": ("gt", "moet na {} liggen"),
    "greater_than_equal": ("ge", "moet op of na {} liggen"),
    "less_than": ("lt", "moet voor {} liggen"),
    "less_than_equal": ("le", "mag niet na {} liggen"),
}


@dataclass(frozen=True, slots=True)
class Invoerfout:
    """One fault in what came in: where (`pad`) and what is wrong with it, in Dutch (`melding`)."""

    pad: str
    melding: str


def melding(fout: Mapping[str, Any]) -> str:
    """The Dutch sentence (without subject) for one pydantic fault.

    Our own validators raise `ValueError` with a Dutch sentence; that sentence is passed on.
    """
    soort = str(fout.get("type", ""))
    context = fout.get("ctx") or {}
    if soort in ("value_error", "assertion_error"):
        return str(context.get("error") or _ONBEKEND)
    zin = _in_woorden(soort, context) or _ZINNEN.get(soort)
    if zin is None:
        return _ONBEKEND
    return zin.format_map(_Context({k: _als_tekst(v) for k, v in context.items()}))


def _in_woorden(soort: str, context: Mapping[str, Any]) -> str | None:
    """A plainer sentence than the fault's own, where there is one."""
    if soort == "string_too_short" and context.get("min_length") == 1:
        return "mag niet leeg zijn"
    if soort == "too_short" and context.get("min_length") == 1:
        return "mag niet leeg zijn; noem er ten minste één"
    if soort in _TIJDGRENZEN:
        naam, zin = _TIJDGRENZEN[soort]
        moment = _als_moment(context.get(naam))
        return None if moment is None else zin.format(moment)
    if soort != "string_pattern_mismatch":
        return None
    patroon = str(context.get("pattern"))
    keuze = _KEUZE.fullmatch(patroon)
    if keuze is not None:
        waarden = " of ".join(f"'{waarde}'" for waarde in keuze[1].split("|"))
        return f"moet een van deze waarden zijn: {waarden}"
    return _VORMEN.get(patroon)


class _Context(dict[str, str]):
    """A fault's context; what is missing in it becomes a question mark, never an exception."""

    def __missing__(self, _: str) -> str:
        return "?"


def json_pointer(delen: Iterable[str | int]) -> str:
    """RFC 6901: the place in a document. The whole document is the empty text."""
    return "".join("/" + str(deel).replace("~", "~0").replace("/", "~1") for deel in delen)


def toml_plaats(delen: Sequence[str | int]) -> str:
    """The place in a TOML file as its author writes it: `tls.sleutel`, `beheerders[2].sub`."""
    plaats = ""
    for deel in delen:
        plaats += f"[{deel + 1}]" if isinstance(deel, int) else f".{deel}"
    return plaats.lstrip(".") or "(het bestand)"


def _als_moment(grens: object) -> str | None:
    """The day or moment this bound is, in words; None when it is something else.

    pydantic gives a bound in a fault as the thing itself, as ISO text, or as Python would print it
    (`datetime.datetime(2000, 1, 1, …)`), depending on where the bound was declared.
    """
    if isinstance(grens, date):
        return _moment_in_woorden(grens)
    if not isinstance(grens, str):
        return None
    python = _PYTHON.fullmatch(grens)
    if python is not None:
        return _moment_in_woorden(_uit_delen([int(deel) for deel in python[1].split(", ")]))
    if _ISO.fullmatch(grens):
        try:
            return _moment_in_woorden(datetime.fromisoformat(grens.replace("Z", "+00:00")))
        except ValueError:
            return None
    return None


def _als_tekst(grens: object) -> str:
    """Any other bound: numbers as they are written here, the rest as text."""
    if isinstance(grens, float):
        return str(int(grens)) if grens.is_integer() else str(grens).replace(".", ",")
    return str(grens).replace(" or ", " of ")


def _uit_delen(delen: list[int]) -> date:
    """Year, month, day and what follows; a bound we declare is in UTC."""
    if len(delen) == 3:
        return date(*delen)
    return datetime(*delen, tzinfo=UTC)  # type: ignore[arg-type,misc]


def _moment_in_woorden(moment: date) -> str:
    dag = f"{moment.day} {_MAANDEN[moment.month - 1]} {moment.year}"
    if not isinstance(moment, datetime):
        return dag
    utc = moment if moment.tzinfo is None else moment.astimezone(UTC)
    if (utc.hour, utc.minute) == (0, 0):
        return dag
    return f"{dag} {utc.hour}.{utc.minute:02} uur (UTC)"
