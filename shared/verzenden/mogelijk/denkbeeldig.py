"""Messages nobody sends, to ask the toetsing what it would say about them.

Everything somebody chooses or declares is as it has to be; what is known of the group and the
parties is as it is. So what the toetsing has against it is in the group or the rules, and not in
how the message was written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from shared.convenant.begrippen import Convenantregels, Grondslagregel, Partij
from shared.convenant.berichtsoorten import gewone_verstrekking
from shared.convenant.besluit import Besluit
from shared.convenant.bestand.eisen import KENMERKEN, Eis, kenmerksoort
from shared.convenant.bestand.model import Berichtsoort, Categorie
from shared.convenant.kopvorm import Kenmerken
from shared.convenant.poorten.aangenomen import autorisatie, functie_met, overleg_van
from shared.convenant.poorten.toetsing import toets
from shared.convenant.termijnen import Termijn, datum_nl, plus
from shared.convenant.verzoek import Toestand, lees_kop, lees_toestand, stel_samen_in
from shared.convenant.vorm import tijdstip_tekst
from shared.convenant.woorden import KENMERKWOORDEN

_BERICHT, _MEDEWERKER, _ONTVANGER, _BETROKKENE, _KIND, _OVERLEG, _UITING = (
    f"00000000-0000-7000-8000-00000000000{nummer}" for nummer in range(1, 8)
)
_COMMITMENT: Final = "0" * 43
_VER: Final = Termijn(120, 0)
_EIGEN_MOTIVERING: Final = "extraMotivering"


@dataclass(frozen=True)
class Stand:
    """What is known, in the shapes of the toestand: the group, both parties, the covenant."""

    nu: datetime
    groep: Mapping[str, Any]
    partijen: Mapping[str, Mapping[str, bool]]
    convenant: Mapping[str, Any]

    @property
    def vandaag(self) -> date:
        return datum_nl(self.nu)


@dataclass(frozen=True, order=True)
class Weg:
    """Along which channel, and in which kind of meeting."""

    kanaal: str
    overlegsoort: str | None = None


@dataclass(frozen=True)
class Gegeven:
    """One kind of data about one category of people. ``kaal``: nothing was declared about it."""

    gegevenssoort: str
    categorie: int
    grondslag: str | None
    doel: str | None
    kaal: bool = False


class Denkbeeldig:
    """What the toetsing says between two parties, as a group stands.

    One for all questions: what it knows of the group it reads once.
    """

    def __init__(self, regels: Convenantregels, van: str, naar: str, stand: Stand) -> None:
        self.regels = regels
        self.van, self.naar = van, naar
        self.stand = stand
        self._partij = regels.partijen[van]
        self._toestanden: dict[tuple[str, Weg], Toestand] = {}
        self._gekend: dict[tuple[str, int, str | None], dict[str, Any]] = {}

    def wegen(self) -> Iterator[Weg]:
        """Every way there is."""
        for code, kanaal in self.regels.kanalen.items():
            if kanaal.overleg:
                yield from (Weg(code, soort) for soort in self.regels.overlegsoorten)
            else:
                yield Weg(code)

    def gegeven(self, gegeven: Gegeven, weg: Weg) -> Besluit:
        """About a message with this and nothing else."""
        return self._over([self._onderdeel(gegeven)], gegeven, weg)

    def van_iemand(self, onderdeel: Mapping[str, Any]) -> dict[str, Any]:
        """The same about nobody in particular; whose child he is, if it is his own, stays."""
        kind = onderdeel["kind"]
        if kind is not None:
            kind = _BETROKKENE if kind == onderdeel["betrokkene"] else _KIND
        return {**onderdeel, "betrokkene": _BETROKKENE, "kind": kind}

    def echt(self, onderdeel: Mapping[str, Any], weet: frozenset[str], gegeven: Gegeven,
             weg: Weg) -> Besluit:  # fmt: skip
        """The same about an onderdeel as the own file has it. ``weet``: the kenmerken the file
        can know; what an official declares beside those is as it has to be."""
        verklaard = self._verklaart(onderdeel, weet, gegeven)
        kenmerken = {**verklaard, **(onderdeel["kenmerken"] or {})}
        deel = {**onderdeel, "grondslag": gegeven.grondslag, "kenmerken": kenmerken or None}
        return self._over([deel], gegeven, weg)

    def vraagt_motivering(
        self, onderdeel: Mapping[str, Any], weet: frozenset[str], gegeven: Gegeven
    ) -> bool:
        """Whether an official has to say of this onderdeel by itself why it is needed."""
        return _EIGEN_MOTIVERING in self._verklaart(onderdeel, weet, gegeven)

    def _verklaart(
        self, onderdeel: Mapping[str, Any], weet: frozenset[str], gegeven: Gegeven
    ) -> dict[str, Any]:
        """What an official declares about an onderdeel beside what the file can know."""
        categorie = self.regels.categorieen[gegeven.categorie]
        if categorie.deelnemer:
            return {}
        verklaard = dict(self._kenmerken(gegeven))
        if onderdeel["leeftijdsklasse"] in categorie.met_motivering:
            verklaard[_EIGEN_MOTIVERING] = True
        return {naam: waarde for naam, waarde in verklaard.items() if naam not in weet}

    def _over(self, onderdelen: list[dict[str, Any]], gegeven: Gegeven, weg: Weg) -> Besluit:
        soort = gewone_verstrekking(self.regels)
        afweging = None if gegeven.kaal else self._afweging()
        return self._toets(
            soort, weg, {"doel": gegeven.doel, "afweging": afweging, "onderdelen": onderdelen}
        )

    def stuk(self, code: str, weg: Weg) -> Besluit:
        """About a message with this stuk about the group."""
        soort = self.regels.stukken[code].soort
        return self._toets(soort, weg, {"stuk": code, "onderdelen": []})

    def _toets(self, soort: str, weg: Weg, leden: Mapping[str, Any]) -> Besluit:
        kop = self._kop(soort, weg, leden)
        toestand = self._toestanden.get((soort, weg))
        if toestand is None:
            toestand = lees_toestand(self._toestand(self.regels.soorten[soort], weg))
            self._toestanden[soort, weg] = toestand
        verzoek = stel_samen_in(lees_kop(kop), kop, toestand, self.regels)
        return toets(verzoek, self.regels)

    def _kop(self, soort: str, weg: Weg, leden: Mapping[str, Any]) -> dict[str, Any]:
        kanaal, stand = self.regels.kanalen[weg.kanaal], self.stand
        return {
            "versie": "2",
            "id": _BERICHT,
            "tijdstip": tijdstip_tekst(stand.nu),
            "convenant": self.regels.id,
            "soort": soort,
            "afzender": self.van,
            "ontvanger": self.naar,
            "medewerker": _MEDEWERKER,
            "ontvangendeMedewerker": _ONTVANGER,
            "groep": stand.groep["id"],
            "stap": stand.groep["stap"],
            "kanaal": weg.kanaal,
            "overleg": _OVERLEG if kanaal.overleg else None,
            "uiting": _UITING if kanaal.mondeling else None,
            "inReactieOp": self._verzoek() if self.regels.soorten[soort].weging else None,
            "inhoudCommitment": _COMMITMENT,
            **leden,
        }

    def _verzoek(self) -> str | None:
        """The request this would answer, where the receiver made one."""
        for een in self.stand.groep.get("informatieverzoeken", ()):
            if (een["van"], een["aan"]) == (self.naar, self.van):
                return str(een["id"])
        return None

    def _toestand(self, soort: Berichtsoort, weg: Weg) -> dict[str, Any]:
        stand, regels = self.stand, self.regels
        overleg = None
        if weg.overlegsoort is not None:
            wie = (_MEDEWERKER, _ONTVANGER)
            groep = stand.groep["id"]
            overleg = overleg_van(regels, _OVERLEG, weg.overlegsoort, wie, groep, stand.vandaag)
        return {
            "nu": tijdstip_tekst(stand.nu),
            "convenant": dict(stand.convenant),
            "partijen": {code: dict(een) for code, een in stand.partijen.items()},
            "autorisaties": {
                wie: autorisatie(partij, functie_met(regels, partij, recht))
                for wie, partij, recht in (
                    (_MEDEWERKER, self.van, soort.recht_afzender),
                    (_ONTVANGER, self.naar, soort.recht_ontvanger),
                )
            },
            "groep": dict(stand.groep),
            "verwijzing": None,
            "overleg": overleg,
        }

    def _afweging(self) -> dict[str, Any]:
        velden = {naam: True for naam, _ in self._partij.afweging}
        return {**velden, "motivering": _COMMITMENT}

    def _onderdeel(self, gegeven: Gegeven) -> dict[str, Any]:
        regels, kaal = self.regels, gegeven.kaal
        categorie = regels.categorieen[gegeven.categorie]
        return {
            "betrokkene": _MEDEWERKER if categorie.deelnemer else _BETROKKENE,
            "categorie": gegeven.categorie,
            "leeftijdsklasse": None if kaal else _klasse(categorie),
            "kind": _KIND if categorie.kind_verplicht else None,
            "gegevenssoort": gegeven.gegevenssoort,
            "grondslag": gegeven.grondslag,
            "herkomst": "eigen",
            "bijzonder": False,
            "aard": None if kaal else "feit",
            "derdenVerwijderd": not kaal,
            "kenmerken": None if kaal or categorie.deelnemer else self._kenmerken(gegeven),
            "informatie": None if kaal else _informatie(self._partij, categorie),
        }

    def _kenmerken(self, gegeven: Gegeven) -> dict[str, Any]:
        """What is declared about this kind on this basis; the same for every way and purpose."""
        sleutel = (gegeven.gegevenssoort, gegeven.categorie, gegeven.grondslag)
        if sleutel not in self._gekend:
            self._gekend[sleutel] = self._verklaard(gegeven)
        return self._gekend[sleutel]

    def _verklaard(self, gegeven: Gegeven) -> dict[str, Any]:
        """A value for each kenmerk that is asked of, with which what is asked is met."""
        regels = self.regels
        grond = self._grond(gegeven)
        eisen = [
            *self._partij.eisen,
            *regels.gegevenssoorten[gegeven.gegevenssoort].eisen,
            *(() if grond is None else grond.eisen),
        ]
        per_kenmerk: dict[str, list[Eis]] = {}
        for eis in eisen:
            if eis.categorieen is None or gegeven.categorie in eis.categorieen:
                per_kenmerk.setdefault(eis.kenmerk, []).append(eis)
        gevonden = {
            naam: _waarde(naam, van, regels, self.stand.vandaag)
            for naam, van in per_kenmerk.items()
        }
        if grond is not None and grond.taakgrondslagen:
            gevonden["taakgrondslag"] = next(iter(grond.taakgrondslagen))
        return {naam: waarde for naam, waarde in gevonden.items() if waarde is not None}

    def _grond(self, gegeven: Gegeven) -> Grondslagregel | None:
        stroom = (self.van, self.naar, gegeven.gegevenssoort)
        return self.regels.grondslagregels.get(stroom, {}).get(gegeven.grondslag or "")


def _waarde(naam: str, eisen: list[Eis], regels: Convenantregels, vandaag: date) -> object:
    """The first value that meets all of these; None where there is none."""
    veld = KENMERKEN[naam][0]
    for kandidaat in _kandidaten(naam, regels, vandaag):
        # Of a kenmerk the toetsing was given already only the value matters here.
        kenmerken = Kenmerken().model_copy(update={veld: kandidaat})
        if all(eis.voldaan(kenmerken, vandaag) for eis in eisen):
            return kandidaat.isoformat() if isinstance(kandidaat, date) else kandidaat
    return None


def _kandidaten(naam: str, regels: Convenantregels, vandaag: date) -> Iterator[bool | str | date]:
    soort = kenmerksoort(naam)
    if soort == "vlag":
        yield from (True, False)
    elif soort == "datum":
        # As far away as may be: of a term only that it has not passed is asked.
        yield from (plus(vandaag, _VER), vandaag)
    elif naam in KENMERKWOORDEN:
        yield from sorted(regels.woorden[KENMERKWOORDEN[naam]])
    else:
        yield _COMMITMENT


def _klasse(categorie: Categorie) -> str | None:
    """An age for which nothing more is asked."""
    zonder = [een for een in categorie.leeftijdsklassen if een not in categorie.met_motivering]
    return next(iter(zonder or categorie.leeftijdsklassen), None)


def _informatie(partij: Partij, categorie: Categorie) -> dict[str, str] | None:
    if not partij.informatieplicht or 16 in categorie.zonder_poorten:
        return None
    return {"status": "geinformeerd"}
