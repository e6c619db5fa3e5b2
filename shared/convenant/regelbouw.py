"""From the checked rows of a covenant file to the structures the toetsing looks things up in."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, TypeVar

from shared.convenant.begrippen import (
    Convenantregels,
    Gegevensregel,
    Gegevenssoort,
    Grondslagregel,
    Overlegregel,
    Partij,
    Plichtregel,
    Startcriteria,
)
from shared.convenant.eisen import KENMERKEN, compileer
from shared.convenant.regelmodel import (
    ALLE,
    Convenantbestand,
    Functie,
    GegevensregelRij,
    OverlegregelRij,
    PartijRij,
    VerstrekkingsregelRij,
)
from shared.convenant.termijnen import Termijn
from shared.convenant.verzoek import Afweging

_BEWAARTEKST: Final = (
    "Vernietig het gegeven uiterlijk op deze dag, of beoordeel het eerder opnieuw."
)
_K = TypeVar("_K")
_W = TypeVar("_W")

#: Name on the wire -> attribute, for the weighing fields that are true or false.
AFWEGINGSVELDEN: Final = MappingProxyType(
    {
        info.alias or veld: veld
        for veld, info in Afweging.model_fields.items()
        if veld != "motivering"
    }
)


def bouw(bestand: Convenantbestand, bron: bytes) -> Convenantregels:
    """Build the rules; the file must have passed ``regelcontrole.controleer``."""
    return _Bouwer(bestand).regels(bron)


def uitgeschreven(namen: Iterable[str], alle: Iterable[str]) -> tuple[str, ...]:
    """The names of a row, with ``*`` written out."""
    gegeven = tuple(namen)
    return tuple(alle) if ALLE in gegeven else gegeven


def stromen(
    rij: VerstrekkingsregelRij, bestand: Convenantbestand
) -> Iterator[tuple[str, str, str]]:
    """Every (sender, receiver, kind) a row is about; never a party to itself."""
    soorten = uitgeschreven(rij.gegevenssoorten, bestand.gegevenssoorten)
    for van in uitgeschreven((rij.van,), bestand.partijen):
        for naar in uitgeschreven((rij.naar,), bestand.partijen):
            for soort in soorten:
                if van != naar and soort not in rij.behalve:
                    yield van, naar, soort


def _vast(inhoud: Mapping[_K, _W]) -> Mapping[_K, _W]:
    return MappingProxyType(dict(inhoud))


def _set(waarden: tuple[_W, ...] | None) -> frozenset[_W] | None:
    return None if waarden is None else frozenset(waarden)


class _Bouwer:
    """From checked rows to lookup structures."""

    def __init__(self, bestand: Convenantbestand) -> None:
        self.bestand = bestand

    def regels(self, bron: bytes) -> Convenantregels:
        rij = self.bestand
        return Convenantregels(
            id=rij.convenant.id,
            versie=rij.convenant.versie,
            titel=rij.convenant.titel,
            ondertekend=rij.convenant.ondertekend,
            opzegtermijn=rij.convenant.opzegtermijn,
            bron=bron,
            hash=hashlib.sha256(bron).hexdigest(),
            poorten=_vast({int(nummer): naam for nummer, naam in rij.poorten.items()}),
            soorten=_vast(rij.soorten),
            kanalen=_vast(rij.kanalen),
            overleglocaties=_vast(rij.overleglocaties),
            stappen=_vast({stap.nummer: stap for stap in rij.stappen}),
            zonder_verzoek=frozenset((z.stap, z.van, z.naar) for z in rij.zonder_verzoek),
            doelen=_vast(rij.doelen),
            start=Startcriteria(
                frozenset(rij.start.bronnen),
                rij.start.aantal,
                Termijn.lees(rij.start.venster),
                Termijn.lees(rij.start.herbeoordeling),
            ),
            eindcriteria=_vast(rij.eindcriteria),
            categorieen=_vast({int(nummer): c for nummer, c in rij.categorieen.items()}),
            indelingen=_vast(rij.indelingen),
            randvoorwaarden=_vast(rij.randvoorwaarden),
            partijen=_vast({code: _partij(code, p) for code, p in rij.partijen.items()}),
            functies=self._functies(),
            rechten=_vast(rij.rechten),
            gegevenssoorten=self._gegevenssoorten(),
            taakgrondslagen=_vast(rij.taakgrondslagen),
            grondslagregels=self._grondslagregels(),
            overlegregels=tuple(_overlegregel(o) for o in rij.overlegregels),
            uitzonderingsgronden=_vast(rij.uitzonderingsgronden),
            plichten=self._plichten(),
            bewaartermijnen=self._bewaartermijnen(),
            namenlijsten=self.bestand.namenlijsten,
            documenten=rij.documenten,
            logboek=rij.logboek,
            groepsbesluiten=_vast(rij.groepsbesluiten),
            interpretaties=_vast(rij.interpretaties),
            redenen=_vast(rij.redenen),
        )

    def _functies(self) -> Mapping[str, Mapping[str, Functie]]:
        overal = self.bestand.functies
        per_partij = {
            code: _vast({**overal, **partij.functies})
            for code, partij in self.bestand.partijen.items()
        }
        return _vast({ALLE: _vast(overal), **per_partij})

    def _gegevenssoorten(self) -> Mapping[str, Gegevenssoort]:
        return _vast(
            {
                code: Gegevenssoort(
                    code=code,
                    titel=soort.titel,
                    eisen=tuple(compileer(rij) for rij in soort.voorwaarden),
                    regels=_vast(
                        {
                            (partij, categorie): _gegevensregel(regel)
                            for regel in soort.regels
                            for partij in uitgeschreven(regel.van, self.bestand.partijen)
                            for categorie in regel.categorieen
                        }
                    ),
                )
                for code, soort in self.bestand.gegevenssoorten.items()
            }
        )

    def _grondslagregels(self) -> Mapping[tuple[str, str, str], Mapping[str, Grondslagregel]]:
        verzameld: dict[tuple[str, str, str], dict[str, Grondslagregel]] = {}
        for rij in self.bestand.verstrekkingsregels:
            for sleutel in stromen(rij, self.bestand):
                verzameld.setdefault(sleutel, {}).update(self._grondslagen(rij))
        return _vast({sleutel: _vast(regels) for sleutel, regels in verzameld.items()})

    def _grondslagen(self, rij: VerstrekkingsregelRij) -> dict[str, Grondslagregel]:
        eisen = tuple(compileer(voorwaarde) for voorwaarde in rij.voorwaarden)
        taken = _vast({code: self.bestand.taakgrondslagen[code] for code in rij.taakgrondslagen})
        return {
            code: Grondslagregel(
                code, grond.convenant, grond.wet, grond.interpretatie, eisen, taken
            )
            for code in rij.grondslagen
            for grond in (self.bestand.grondslagen[code],)
        }

    def _plichten(self) -> tuple[Plichtregel, ...]:
        return tuple(
            Plichtregel(
                code=rij.code,
                tekst=rij.tekst,
                convenant=rij.convenant,
                wet=rij.wet,
                interpretatie=rij.interpretatie,
                van=_set(rij.van),
                naar=_set(rij.naar),
                soorten=_set(rij.soorten),
                kanalen=_set(rij.kanalen),
                gegevenssoorten=None,
                stappen=None,
                categorieen=_set(rij.categorieen),
                vanaf=rij.vanaf,
                termijn=None if rij.termijn is None else Termijn.lees(rij.termijn),
                per_onderdeel=rij.per_onderdeel,
            )
            for rij in self.bestand.plichten
        )

    def _bewaartermijnen(self) -> tuple[Plichtregel, ...]:
        return tuple(
            Plichtregel(
                code="BEWAARTERMIJN",
                tekst=_BEWAARTEKST,
                convenant=rij.convenant,
                wet=rij.wet,
                interpretatie=rij.interpretatie,
                van=_set(rij.van),
                naar=_set(rij.naar),
                soorten=None,
                kanalen=_set(rij.kanalen),
                gegevenssoorten=_set(rij.gegevenssoorten),
                stappen=_set(rij.stappen),
                categorieen=_set(rij.categorieen),
                vanaf=None if rij.vanaf is None else KENMERKEN[rij.vanaf][0],
                termijn=Termijn.lees(rij.termijn),
                per_onderdeel=True,
                bij_afloop=rij.bij_afloop,
                voor_zaak=rij.voor_zaak,
            )
            for rij in self.bestand.bewaartermijnen
        )


def _partij(code: str, rij: PartijRij) -> Partij:
    return Partij(
        code=code,
        titel=rij.titel,
        naam=rij.naam,
        verwerkingsverantwoordelijke=rij.verwerkingsverantwoordelijke,
        regime=rij.regime,
        doelen=rij.doelen,
        afweging=tuple((naam, AFWEGINGSVELDEN[naam]) for naam in rij.afweging),
        informatieplicht=rij.informatieplicht,
        eisen=tuple(compileer(voorwaarde) for voorwaarde in rij.voorwaarden),
        functies=_vast(rij.functies),
        interpretatie=rij.interpretatie,
    )


def _gegevensregel(rij: GegevensregelRij) -> Gegevensregel:
    return Gegevensregel(frozenset(rij.stappen), _set(rij.kanalen), rij.convenant)


def _overlegregel(rij: OverlegregelRij) -> Overlegregel:
    return Overlegregel(
        reden=rij.reden,
        partij=rij.partij,
        van=rij.van,
        naar=rij.naar,
        kanalen=_set(rij.kanalen),
        overlegsoorten=_set(rij.overlegsoorten),
        vanaf_stap=rij.vanaf_stap,
        categorieen=_set(rij.categorieen),
        anders_dan=_set(rij.anders_dan),
        zonder_onderzoek=rij.zonder_onderzoek,
    )
