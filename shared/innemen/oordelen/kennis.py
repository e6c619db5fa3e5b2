"""What the own file knows that a received message is judged on: read for many at once.

Only reading, and only what a check looks at: the own officials, the own requests, who stands behind
a pseudonym and when he was born, the earlier message, how far the log had come.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple, Protocol

from sqlalchemy import Connection, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased

from shared.bericht.inhoud import Inhoud
from shared.bericht.personen.geboortedatum import Geboortedatum
from shared.bericht.personen.persoonscontrole import geboortedata
from shared.bestand.aanpaksleutels.begrippen import Doel
from shared.bestand.aanpaksleutels.tabellen import AanpaksleutelRij
from shared.bestand.ontvangen.tabellen import InkomendRij
from shared.bestand.ontvangen.weigering import HANDTEKENING, Weigering
from shared.bestand.personen.register import geboortedatum_in, persoonplaats
from shared.bestand.tabellen import GroepslidRij, PersoonRij
from shared.bestand.toegang.tabellen import AutorisatieRij
from shared.convenant.berichtsoorten import is_intrekking, is_verzoek
from shared.convenant.regels.laden import Convenantregels
from shared.kluis.zegel import Zegelstuk
from shared.opslag.vast import Vast, VasteVerzameling
from shared.verzenden.getuigen.tabellen import GezienCheckpointRij
from shared.verzenden.journaal.berichtenboek import Berichtenboek, Eerder, Lezer
from shared.verzenden.tabellen import UitgaandRij, Verzendstatus
from shared.zaak.stukken.pseudoniemen import noemt_mensen

Wie = tuple[str, str]
"""A group and a pseudonym in it."""

# Vaste opdrachten: bij elke bundel nodig, dus één keer samengesteld.
_OUDER = aliased(GroepslidRij)
_IS_KIND = exists().where(
    _OUDER.groep == GroepslidRij.groep, _OUDER.kind == GroepslidRij.betrokkene
)
_AANPAKSLEUTEL = (
    select(func.min(AanpaksleutelRij.sleutel_id))
    .where(
        AanpaksleutelRij.groep == GroepslidRij.groep,
        AanpaksleutelRij.persoon_id == GroepslidRij.persoon_id,
        AanpaksleutelRij.doel == Doel.ONTVANGEN.value,
    )
    .scalar_subquery()
)
_DRAGERS = Vast(
    select(
        GroepslidRij.categorie,
        or_(GroepslidRij.kind.is_not(None), _IS_KIND), GroepslidRij.beeindigd_op,
        PersoonRij.id, PersoonRij.sleutel_id, PersoonRij.herkomst, PersoonRij.zegel,
        _AANPAKSLEUTEL,
    )
    .join(PersoonRij, PersoonRij.id == GroepslidRij.persoon_id)
    .where(
        GroepslidRij.groep == bindparam("groep"), GroepslidRij.betrokkene == bindparam("betrokkene")
    )
)  # fmt: skip
_AUTORISATIES = VasteVerzameling(
    lambda binnen: select(
        AutorisatieRij.id, AutorisatieRij.functie, AutorisatieRij.aangewezen,
        AutorisatieRij.geautoriseerd, AutorisatieRij.geheimhouding, AutorisatieRij.vog,
        AutorisatieRij.geldig_tot, AutorisatieRij.alle_groepen, AutorisatieRij.groepen,
    ).where(binnen(AutorisatieRij.id))
)  # fmt: skip
_GEVRAAGD = select(
    UitgaandRij.bericht_id, UitgaandRij.soort, UitgaandRij.ontvanger, UitgaandRij.groep
).where(
    UitgaandRij.bericht_id.in_(bindparam("ids", expanding=True)),
    UitgaandRij.status != Verzendstatus.GEWEIGERD,
)
_TERUGGENOMEN = select(UitgaandRij.in_reactie_op, UitgaandRij.soort).where(
    UitgaandRij.in_reactie_op.in_(bindparam("ids", expanding=True)),
    UitgaandRij.status != Verzendstatus.GEWEIGERD,
)
_VOORAF = VasteVerzameling(
    lambda binnen: select(
        InkomendRij.in_reactie_op, InkomendRij.soort, InkomendRij.afzender, InkomendRij.ontvangst
    ).where(binnen(InkomendRij.in_reactie_op))
)
_CHECKPOINT = Vast(
    select(GezienCheckpointRij.grootte, GezienCheckpointRij.gezien_op)
    .order_by(GezienCheckpointRij.gezien_op.desc())
    .limit(1)
)


class TeOordelen(Protocol):
    """A message on its way in: announced, with its content, or content that came later."""

    @property
    def kop(self) -> Mapping[str, Any]:
        """The kop as JSON."""
        ...

    @property
    def inhoud(self) -> Inhoud | None:
        """The opened content, if there is any."""
        ...

    @property
    def weigering(self) -> Weigering | None:
        """What is wrong with it by itself."""
        ...


class Openaar(Protocol):
    """A key store that opens many values at once."""

    def open_alle(self, stukken: Sequence[Zegelstuk]) -> list[bytes | None]:
        """Each value; ``None`` where its key was destroyed."""
        ...


class Drager(NamedTuple):
    """The person behind a pseudonym. ``lid``: a member now; without a key: destroyed.
    ``gezin``: a parent of somebody in the group, or somebody's child. ``aanpaksleutel``: for what
    is received about him in this group, once anything was."""

    persoon_id: str
    sleutel_id: str | None
    eigen: bool
    categorie: int
    lid: bool
    gezin: bool = False
    aanpaksleutel: str | None = None


class Autorisatie(NamedTuple):
    """An own official. ``toestand``: but for the attestations of a day; ``groepen`` None: all."""

    functie: str
    aangewezen: bool
    geautoriseerd: bool
    geheimhouding: date | None
    vog: date | None
    geldig_tot: date
    groepen: frozenset[str] | None

    def op(self, partij: str, dag: date) -> dict[str, Any]:
        """In the shape of ``toestand.autorisaties``, on this day."""
        return {
            "partij": partij,
            "functie": self.functie,
            "aangewezen": self.aangewezen,
            "geautoriseerd": self.geautoriseerd,
            "geheimhouding": self.geheimhouding is not None and self.geheimhouding <= dag,
            "vog": self.vog is not None and self.vog <= dag,
            "geldigTot": self.geldig_tot.isoformat(),
        }


class Logmaat(NamedTuple):
    """The newest checkpoint this party verified: how many leaves, and when it was seen."""

    grootte: int
    gezien_op: datetime


@dataclass(frozen=True)
class Kennis:
    """What the own file says, for the messages it was read for.

    ``gevraagd``: own requests, by id, with whom they were sent to and the group they are about;
    ``teruggenomen``: messages an intrekking of their sender came for before they came themselves;
    ``noemt_mensen``: those whose stuk names somebody known here by his pseudonym.
    """

    autorisaties: Mapping[str, Autorisatie]
    gevraagd: Mapping[str, tuple[str, str | None]]
    teruggenomen: frozenset[tuple[str, str]]
    dragers: Mapping[Wie, tuple[Drager, ...]]
    geboren: Mapping[str, Geboortedatum] = field(repr=False)
    log: Logmaat | None
    eerder: Mapping[str, Eerder]
    verwijzingen: Mapping[str, Mapping[str, Any]]
    noemt_mensen: frozenset[str] = frozenset()

    def drager(self, groep: str | None, betrokkene: str) -> Drager | None:
        """The one person behind a pseudonym that is not destroyed; who is a member goes first."""
        dragers = self.dragers.get((str(groep), betrokkene), ())
        levend = [een for een in dragers if een.sleutel_id is not None]
        leden = [een for een in levend if een.lid]
        over = leden or levend
        return over[0] if len(over) == 1 else None

    def geboortedatum(self, groep: str | None, betrokkene: str) -> Geboortedatum | None:
        """When the person behind a pseudonym was born, as far as the own file knows."""
        drager = self.drager(groep, betrokkene)
        return None if drager is None else self.geboren.get(drager.persoon_id)


class Kennislezer:
    """Reads it. ``lezer``: a connection, or the session in which the message is stored."""

    def __init__(self, regels: Convenantregels, kluis: Openaar) -> None:
        self._regels = regels
        self._kluis = kluis

    def lees(self, lezer: Lezer, berichten: Sequence[TeOordelen]) -> Kennis:
        """Everything these messages are judged on; of a message that is refused already nothing."""
        goed = [een for een in berichten if een.weigering is None]
        dragers, zegels = self._dragers(lezer, goed)
        boek = Berichtenboek(lezer, self._regels)
        eerder = self._eerdere(boek, goed)
        return Kennis(
            autorisaties=_autorisaties(lezer, goed),
            gevraagd=self._gevraagd(lezer, goed),
            teruggenomen=self._teruggenomen(lezer, goed),
            dragers=dragers,
            geboren=self._geboren(zegels, dragers, goed),
            log=_logmaat(lezer) if goed else None,
            eerder=eerder,
            verwijzingen={
                een.kop["id"]: boek.verwijzing(een.kop, eerder[een.kop["id"]])
                for een in goed
                if een.kop["id"] in eerder
            },
            noemt_mensen=self._noemt_mensen(lezer, goed),
        )

    def _noemt_mensen(self, lezer: Lezer, berichten: Iterable[TeOordelen]) -> frozenset[str]:
        return frozenset(
            een.kop["id"]
            for een in berichten
            if een.inhoud is not None
            and een.inhoud.stuk is not None
            and any(noemt_mensen(lezer, self._regels, een.inhoud.stuk))
        )

    def _eerdere(self, boek: Berichtenboek, berichten: Iterable[TeOordelen]) -> dict[str, Eerder]:
        gevonden = {}
        for een in berichten:
            genoemd = een.kop.get("inReactieOp")
            if genoemd is None or self._regels.soorten[een.kop["soort"]].verwijzing is None:
                continue
            eerder = boek.zoek(genoemd)
            if eerder is not None:
                gevonden[een.kop["id"]] = eerder
        return gevonden

    def _dragers(
        self, lezer: Lezer, berichten: Iterable[TeOordelen]
    ) -> tuple[dict[Wie, tuple[Drager, ...]], dict[str, bytes]]:
        wie = {w for een in berichten for w in _genoemden(een.kop)}
        if not wie:
            return {}, {}
        verbinding = verbinding_van(lezer)
        gevonden: dict[Wie, tuple[Drager, ...]] = {}
        zegels = {}
        for groep, betrokkene in wie:
            rijen = _DRAGERS.alle(verbinding, {"groep": groep, "betrokkene": betrokkene})
            for categorie, gezin, beeindigd, persoon, sleutel, herkomst, zegel, aanpak in rijen:
                drager = Drager(
                    persoon, sleutel, herkomst == "eigen", categorie, beeindigd is None,
                    bool(gezin), aanpak,
                )  # fmt: skip
                gevonden[groep, betrokkene] = (*gevonden.get((groep, betrokkene), ()), drager)
                if zegel is not None:
                    zegels[persoon] = zegel
        return gevonden, zegels

    def _geboren(
        self,
        zegels: Mapping[str, bytes],
        dragers: Mapping[Wie, tuple[Drager, ...]],
        berichten: Iterable[TeOordelen],
    ) -> dict[str, Geboortedatum]:
        """Of those whose age counts and whose date of birth does not come with the message."""
        sleutels: dict[str, str] = {}
        for een in berichten:
            bekend = geboortedata(een.inhoud, self._regels)
            for wie in self._om_wiens_leeftijd(een.kop):
                for drager in dragers.get((str(een.kop["groep"]), wie), ()):
                    if wie not in bekend and drager.sleutel_id and drager.persoon_id in zegels:
                        sleutels[drager.persoon_id] = drager.sleutel_id
        if not sleutels:
            return {}
        stukken = [
            Zegelstuk(sleutel, zegels[persoon], persoonplaats(persoon).encode())
            for persoon, sleutel in sleutels.items()
        ]
        geopend = zip(sleutels, self._kluis.open_alle(stukken), strict=True)
        datums = ((p, None if plat is None else geboortedatum_in(plat)) for p, plat in geopend)
        return {persoon: datum for persoon, datum in datums if datum is not None}

    def _om_wiens_leeftijd(self, kop: Mapping[str, Any]) -> Iterable[str]:
        for deel in kop["onderdelen"]:
            categorie = self._regels.categorieen.get(deel["categorie"])
            if categorie is None or categorie.deelnemer:
                continue
            yield deel["betrokkene"]
            if categorie.kind_verplicht and deel.get("kind") is not None:
                yield deel["kind"]

    def _gevraagd(
        self, lezer: Lezer, berichten: Iterable[TeOordelen]
    ) -> dict[str, tuple[str, str | None]]:
        ids = {een.kop["inReactieOp"] for een in berichten if een.kop.get("inReactieOp")}
        if not ids:
            return {}
        vraag = {"ids": list(ids)}
        gevraagd = {
            kenmerk: (ontvanger, groep)
            for kenmerk, soort, ontvanger, groep in lezer.execute(_GEVRAAGD, vraag)
            if is_verzoek(self._regels, soort)
        }
        if gevraagd:
            for kenmerk, soort in lezer.execute(_TERUGGENOMEN, vraag):
                if is_intrekking(self._regels, soort):
                    gevraagd.pop(str(kenmerk), None)
        return gevraagd

    def _teruggenomen(
        self, lezer: Lezer, berichten: Sequence[TeOordelen]
    ) -> frozenset[tuple[str, str]]:
        if not berichten:
            return frozenset()
        ids = [een.kop["id"] for een in berichten]
        return frozenset(
            (str(kenmerk), afzender)
            for kenmerk, soort, afzender, ontvangst in _VOORAF.alle(verbinding_van(lezer), ids)
            if soort in self._regels.soorten
            and is_intrekking(self._regels, soort)
            # What its sender did not sign is not the sender's word, and takes nothing back.
            and json.loads(ontvangst)["reden"] != HANDTEKENING
        )


def _genoemden(kop: Mapping[str, Any]) -> Iterable[Wie]:
    for deel in kop["onderdelen"]:
        yield str(kop["groep"]), deel["betrokkene"]
        if deel.get("kind") is not None:
            yield str(kop["groep"]), deel["kind"]


def _autorisaties(lezer: Lezer, berichten: Iterable[TeOordelen]) -> dict[str, Autorisatie]:
    """Own officials: those named, and any that stands where a person should."""
    ids: set[str] = set()
    for een in berichten:
        ids |= {wie for _, wie in _genoemden(een.kop)}
        ids |= {een.kop[n] for n in ("medewerker", "ontvangendeMedewerker") if een.kop[n]}
    if not ids:
        return {}
    gevonden = {}
    for rij in _AUTORISATIES.alle(verbinding_van(lezer), list(ids)):
        kenmerk, functie, aangewezen, geautoriseerd, geheimhouding, vog, tot, alle, groepen = rij
        gevonden[kenmerk] = Autorisatie(
            functie=functie,
            aangewezen=aangewezen,
            geautoriseerd=geautoriseerd,
            geheimhouding=geheimhouding,
            vog=vog,
            geldig_tot=tot,
            groepen=None if alle else frozenset(groepen),
        )
    return gevonden


def verbinding_van(lezer: Lezer) -> Connection:
    """The connection it reads on; what a session has not written yet is written first."""
    if isinstance(lezer, Connection):
        return lezer
    lezer.flush()
    return lezer.connection()


def _logmaat(lezer: Lezer) -> Logmaat | None:
    rij = _CHECKPOINT.een(verbinding_van(lezer))
    return None if rij is None else Logmaat(*rij)
