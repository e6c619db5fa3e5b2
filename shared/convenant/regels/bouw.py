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
    Stukregel,
)
from shared.convenant.bestand.eisen import KENMERKEN, compileer
from shared.convenant.bestand.model import (
    Convenantbestand,
    Functie,
    GegevensregelRij,
    OverlegregelRij,
    PartijRij,
    VerstrekkingsregelRij,
)
from shared.convenant.bestand.typen import ALLE
from shared.convenant.kopvorm import Afweging
from shared.convenant.termijnen import Termijn

BEWAARTEKST: Final = "Vernietig het gegeven uiterlijk op deze dag, of beoordeel het eerder opnieuw."
BEWAARTERMIJN: Final = "BEWAARTERMIJN"
"""The duty that every retention term becomes."""

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


_ZOALS_HET_STAAT = (
    "schuilnaam", "geweigerd", "mondeling", "doelregels", "correcties", "namenlijsten",
    "niet_actief", "bekendmakingen", "incidenten", "signalen", "betrokkenenrechten",
    "documenten", "logboek",
    "aanstellingen", "inspanning", "bevestigingen",
)  # fmt: skip


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
            woorden=_woorden(rij),
            poorten=_vast({int(nummer): naam for nummer, naam in rij.poorten.items()}),
            soorten=_vast(rij.soorten),
            kanalen=_vast(rij.kanalen),
            overlegsoorten=_vast(rij.overlegsoorten),
            overleglocaties=_vast(rij.overleglocaties),
            stappen=_vast({stap.nummer: stap for stap in rij.stappen}),
            zonder_verzoek=self._zonder_verzoek(),
            doelen=_vast(rij.doelen),
            start=_start(rij),
            eindcriteria=_vast(rij.eindcriteria),
            categorieen=_vast({int(nummer): c for nummer, c in rij.categorieen.items()}),
            indelingen=_vast(rij.indelingen),
            randvoorwaarden=_vast(rij.randvoorwaarden),
            partijen=_vast({code: _partij(code, p) for code, p in rij.partijen.items()}),
            functies=self._functies(),
            rechten=_vast(rij.rechten),
            gegevenssoorten=self._gegevenssoorten(),
            stukken=_vast(rij.stukken),
            stukregels=self._stukregels(),
            soorten_met_stuk=frozenset(stuk.soort for stuk in rij.stukken.values()),
            ontvangstredenen=_vast(rij.ontvangstredenen),
            aanvaardredenen=_vast(rij.aanvaardredenen),
            taakgrondslagen=_vast(rij.taakgrondslagen),
            grondslagregels=self._grondslagregels(),
            overlegregels=tuple(_overlegregel(o) for o in rij.overlegregels),
            informatiepagina=rij.informatiebrief.webpagina,
            uitzonderingsgronden=_vast(rij.uitzonderingsgronden),
            herbeoordelen_binnen=Termijn.lees(rij.uitzondering.herbeoordelen_binnen),
            uitzonderingspunten=_vast(
                {grond: _vast(rij.uitzondering.punten) for grond in rij.uitzondering.afwegen}
            ),
            plichten=self._plichten(),
            bewaartermijnen=self._bewaartermijnen(),
            vervullingen=_vast(rij.vervullingen),
            groepsbesluiten=_vast(rij.groepsbesluiten),
            interpretaties=_vast(rij.interpretaties),
            redenen=_vast(rij.redenen),
            **{naam: getattr(rij, naam) for naam in _ZOALS_HET_STAAT},
        )

    def _zonder_verzoek(self) -> Mapping[tuple[int, str, str], frozenset[int]]:
        rijen = self.bestand.zonder_verzoek
        return _vast({(z.stap, z.van, z.naar): frozenset(z.categorieen) for z in rijen})

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
                    persoonsvelden=soort.persoonsvelden,
                    enkelvoudig=soort.enkelvoudig,
                    kenmerken=frozenset(soort.kenmerken),
                    correctiekanalen=_set(soort.correctiekanalen),
                    geboortedatum=soort.geboortedatum,
                    vorm=_vast(soort.vorm),
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

    def _stukregels(self) -> Mapping[str, Mapping[tuple[str, str], Stukregel]]:
        partijen = self.bestand.partijen
        return _vast(
            {
                code: _vast(
                    {
                        (van, naar): Stukregel(_set(stroom.stappen))
                        for stroom in stuk.stromen
                        for van in uitgeschreven(stroom.van, partijen)
                        for naar in uitgeschreven(stroom.naar, partijen)
                    }
                )
                for code, stuk in self.bestand.stukken.items()
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
                stukken=_set(rij.stukken),
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
                code=BEWAARTERMIJN,
                tekst=BEWAARTEKST,
                convenant=rij.convenant,
                wet=rij.wet,
                interpretatie=rij.interpretatie,
                van=_set(rij.van),
                naar=_set(rij.naar),
                soorten=None,
                stukken=None,
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
        kenmerken=frozenset(rij.kenmerken),
        eisen=tuple(compileer(voorwaarde) for voorwaarde in rij.voorwaarden),
        functies=_vast(rij.functies),
        interpretatie=rij.interpretatie,
        taak=rij.taak,
    )


def _gegevensregel(rij: GegevensregelRij) -> Gegevensregel:
    return Gegevensregel(frozenset(rij.stappen), _set(rij.kanalen), rij.convenant)


def _start(rij: Convenantbestand) -> Startcriteria:
    return Startcriteria(
        frozenset(rij.start.bronnen),
        rij.start.aantal,
        Termijn.lees(rij.start.venster),
        Termijn.lees(rij.start.herbeoordeling),
    )


def _overlegregel(rij: OverlegregelRij) -> Overlegregel:
    return Overlegregel(
        reden=rij.reden,
        partij=_set(rij.partij),
        van=_set(rij.van),
        naar=_set(rij.naar),
        kanalen=_set(rij.kanalen),
        overlegsoorten=_set(rij.overlegsoorten),
        aan_tafel=_set(rij.aan_tafel),
        derde_aan_tafel=rij.derde_aan_tafel,
        vanaf_stap=rij.vanaf_stap,
        categorieen=_set(rij.categorieen),
        gegevenssoorten=_set(rij.gegevenssoorten),
        anders_dan=_set(rij.anders_dan),
        zonder_onderzoek=rij.zonder_onderzoek,
    )


def woordenlijsten(rij: Convenantbestand) -> dict[str, tuple[Iterable[str], Iterable[str]]]:
    """Per vocabulary the codes that may be used somewhere, and those known and refused."""
    nee = rij.geweigerd
    return {
        "soorten": (rij.soorten, ()),
        "stukken": (rij.stukken, ()),
        "doelen": (rij.doelen, ()),
        "eindcriteria": (rij.eindcriteria, ()),
        "overlegsoorten": (rij.overlegsoorten, ()),
        "uitzonderingsgronden": (rij.uitzonderingsgronden, ()),
        "toezicht": (rij.toezicht, ()),
        "subdoelen": (rij.subdoelen, ()),
        "kanalen": (rij.kanalen, nee.kanalen),
        "overleglocaties": (rij.overleglocaties, nee.overleglocaties),
        "gegevenssoorten": (rij.gegevenssoorten, nee.gegevenssoorten),
        "grondslagen": (rij.grondslagen, nee.grondslagen),
        "taakgrondslagen": (rij.taakgrondslagen, nee.taakgrondslagen),
        "beslissingen": (rij.beslissingen, nee.beslissingen),
        "wpgbronnen": (rij.wpgbronnen, nee.wpgbronnen),
        "meldingsbronnen": (rij.start.bronnen, nee.meldingsbronnen),
    }


def _woorden(rij: Convenantbestand) -> Mapping[str, frozenset[str]]:
    lijsten = woordenlijsten(rij)
    return _vast({naam: frozenset((*ja, *nee)) for naam, (ja, nee) in lijsten.items()})
