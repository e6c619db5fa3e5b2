"""An example configuration, made from the settings models: every setting with what it means.

A setting with an example of its own, or one that must be there, stands ready; every other stands
at its usual value between hashes.
"""

from __future__ import annotations

import difflib
import re
import textwrap
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from shared.cli.installatie.tomltekst import als_toml
from shared.cli.installatie.velden import (
    Waarde,
    gewone_waarde,
    is_model,
    kaal,
    leden_van,
    plaatshouder,
    soort_in_woorden,
    uitleg_van,
)

_BREEDTE = 98
_NAAM = "naam-van-de-regel"
"""Stands where the name of a table is up to the operator."""


class OnbekendePlaats(Exception):
    """There is no such setting; the text names the nearest ones."""


@dataclass
class Lid:
    """One setting: where it is, how it is called, what it means, and what is set."""

    plaats: str
    naam: str
    veld: FieldInfo
    uitleg: str
    waarde: Waarde
    actief: bool

    def zet(self, tekst: str) -> None:
        """Set the value to what somebody typed, in the form this setting has."""
        soort = kaal(self.veld.annotation)
        if get_origin(soort) in (tuple, list) and not tekst.startswith("["):
            self.waarde = [tekst]
        elif soort in (int, float, bool, date) or not isinstance(self.waarde, str):
            self.waarde = _gelezen(tekst)
        else:
            self.waarde = tekst
        self.actief = True

    def regels(self) -> Iterator[str]:
        """As lines of TOML, with a remark above."""
        yield from _opmerking(f"{self.uitleg} ({self._vorm()})")
        yield f"{'' if self.actief else '#'}{self.naam} = {als_toml(self.waarde)}"

    def _vorm(self) -> str:
        vorm = soort_in_woorden(self.veld)
        if self.veld.is_required():
            return f"{vorm}; verplicht"
        gewoon = gewone_waarde(self.veld)
        return vorm if gewoon in (None, []) else f"{vorm}; gewoon {als_toml(gewoon)}"


@dataclass
class Tabel:
    """One table of the file."""

    plaats: str
    kop: str
    uitleg: str
    actief: bool
    leden: list[Lid] = field(default_factory=list)

    def regels(self) -> Iterator[str]:
        """As lines of TOML; all of it between hashes when it does not stand ready."""
        voor = "" if self.actief else "#"
        yield from _opmerking(self.uitleg)
        if self.kop:
            yield f"{voor}{self.kop}"
        for lid in self.leden:
            for regel in lid.regels():
                yield regel if self.actief or regel.startswith("#") else f"#{regel}"


@dataclass
class Voorbeeld:
    """A whole file that can still be filled in."""

    aanhef: str
    tabellen: list[Tabel]

    def zet(self, plaats: str, tekst: str) -> None:
        """Set one setting and make its table stand ready. Raises `OnbekendePlaats`.

        A next row of a list (`beheerders[2].sub`) begins as the first one does.
        """
        self._voeg_rij_toe(plaats)
        for tabel in self.tabellen:
            for lid in tabel.leden:
                if lid.plaats == plaats:
                    lid.zet(tekst)
                    tabel.actief = True
                    return
        plaatsen = [lid.plaats for tabel in self.tabellen for lid in tabel.leden]
        buren = difflib.get_close_matches(plaats, plaatsen, n=3)
        raad = f"; bedoelt u {' of '.join(buren)}?" if buren else "."
        raise OnbekendePlaats(f"De instelling {plaats} bestaat hier niet{raad}")

    def _voeg_rij_toe(self, plaats: str) -> None:
        """The next table of a list, when this place is in it and nothing is there yet."""
        gevonden = re.fullmatch(r"(.+)\[([0-9]+)\](\..+)", plaats)
        if gevonden is None or self.lid(plaats) is not None:
            return
        naam, nummer, lid = gevonden[1], int(gevonden[2]), gevonden[3]
        vorige = next((t for t in self.tabellen if t.plaats == f"{naam}[{nummer - 1}]"), None)
        if vorige is None or self.lid(f"{vorige.plaats}{lid}") is None:
            return
        nieuw = Tabel(f"{naam}[{nummer}]", vorige.kop, "", actief=True)
        for een in vorige.leden:
            nieuw.leden.append(replace(een, plaats=f"{nieuw.plaats}.{een.naam}"))
        self.tabellen.insert(self.tabellen.index(vorige) + 1, nieuw)

    def als_tekst(self) -> str:
        """The file."""
        regels = list(_opmerking(self.aanhef))
        for tabel in self.tabellen:
            regels += ["", *tabel.regels()]
        return "\n".join(regels) + "\n"

    def lid(self, plaats: str) -> Lid | None:
        """The setting at this place."""
        alle = (lid for tabel in self.tabellen for lid in tabel.leden)
        return next((lid for lid in alle if lid.plaats == plaats), None)


def maak_voorbeeld(
    model: type[BaseModel],
    aanhef: str,
    *,
    anderen: Sequence[str],
    vreemd: Sequence[str] = (),
    vast: Mapping[str, Waarde] | None = None,
) -> Voorbeeld:
    """The example of `model`, without the tables in `vreemd`.

    `anderen`: the codes of the parties a table or a row is repeated for. `vast`: by place what is
    already known.
    """
    boven = Tabel("", "", "", actief=True)
    tabellen = [boven]
    for naam, veld in model.model_fields.items():
        hier = veld.alias or naam
        if hier in vreemd:
            continue
        uitleg = uitleg_van(model)[naam]
        soort = kaal(veld.annotation)
        if is_model(soort) or get_origin(soort) in (dict, tuple, list):
            tabellen += _tabellen(hier, veld, uitleg, anderen)
        else:
            boven.leden.append(_lid("", hier, veld, uitleg, None))
    gevuld = [tabel for tabel in tabellen if tabel.leden]
    voorbeeld = Voorbeeld(aanhef, gevuld)
    for plaats, waarde in (vast or {}).items():
        lid = voorbeeld.lid(plaats)
        assert lid is not None, plaats  # noqa: S101 - a name in this program, not a user's
        lid.waarde = waarde
    return voorbeeld


def _tabellen(naam: str, veld: FieldInfo, uitleg: str, anderen: Sequence[str]) -> Iterator[Tabel]:
    """The tables of one field: one, or one for each other party."""
    soort, klaar = kaal(veld.annotation), bool(veld.examples) or veld.is_required()
    eigen = veld.examples[0] if veld.examples else {}
    binnen = leden_van(soort)[-1] if get_origin(soort) in (dict, tuple, list) else soort
    if get_origin(soort) is dict and not is_model(binnen):
        leden = [
            Lid(f"{naam}.{code}", code, FieldInfo(annotation=binnen), f"Van {code}.", eigen, True)
            for code in anderen
        ]
        yield Tabel(naam, f"[{naam}]", uitleg, klaar, leden)
        return
    for kop, plaats, partij in _koppen(naam, soort, klaar, binnen, anderen):
        tabel = Tabel(plaats, kop, uitleg, klaar)
        for lidnaam, lidveld in binnen.model_fields.items():
            tekst = uitleg_van(binnen).get(lidnaam, "")
            lid = _lid(plaats, lidveld.alias or lidnaam, lidveld, tekst, eigen.get(lidnaam))
            lid.waarde = _voor_partij(lid.waarde, partij)
            tabel.leden.append(lid)
        yield tabel
        uitleg = ""


def _koppen(
    naam: str, soort: object, klaar: bool, binnen: type[BaseModel], anderen: Sequence[str]
) -> Iterator[tuple[str, str, str]]:
    """Header, place and party of each table of a field."""
    herkomst = get_origin(soort)
    if herkomst is dict:
        for code in anderen if klaar else [_NAAM]:
            yield f"[{naam}.{code}]", f"{naam}.{code}", code
    elif herkomst in (tuple, list):
        if "code" in binnen.model_fields:
            for code in anderen:
                yield f"[[{naam}]]", f"{naam}.{code}", code
        else:
            yield f"[[{naam}]]", f"{naam}[1]", "..."
    else:
        yield f"[{naam}]", naam, ""


def _lid(tabel: str, naam: str, veld: FieldInfo, uitleg: str, eigen: Waarde) -> Lid:
    waarde, actief = eigen, True
    if waarde is None and veld.examples:
        waarde = veld.examples[0]
    if waarde is None:
        actief = veld.is_required()
        waarde = gewone_waarde(veld)
    if waarde is None or waarde == "":
        waarde = plaatshouder(veld)
    return Lid(f"{tabel}.{naam}".lstrip("."), naam, veld, uitleg, waarde, actief)


def _voor_partij(waarde: Waarde, partij: str) -> Waarde:
    """The example with the code of this party filled in."""
    if isinstance(waarde, str):
        return waarde.replace("{partij}", partij)
    if isinstance(waarde, list):
        return [_voor_partij(een, partij) for een in waarde]
    if isinstance(waarde, dict):
        return {naam: _voor_partij(een, partij) for naam, een in waarde.items()}
    return waarde


def _gelezen(tekst: str) -> Waarde:
    """A value typed as in TOML; what is no TOML is text."""
    try:
        return tomllib.loads(f"x = {tekst}")["x"]
    except tomllib.TOMLDecodeError:
        return tekst


def _opmerking(tekst: str) -> Iterator[str]:
    for regel in textwrap.wrap(tekst, _BREEDTE, break_on_hyphens=False):
        yield f"# {regel}"
