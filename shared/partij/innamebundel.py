"""Stores many received messages in one transaction: the common ones, at the price of a few.

Common is: a disclosure or addition about one person who is already known here behind its
pseudonym and who need not be completed, or a refusal. Everything else goes one at a time, the
careful way of ``innameopslag``. The outcome is the same either way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, cast

from sqlalchemy import Connection, Table, bindparam, insert, select
from sqlalchemy.orm import Session

from shared.bericht.inhoud import Inhoud
from shared.convenant.regels import Convenantregels
from shared.partij import informatieverzoeken
from shared.partij.dossier_tabellen import GroepslidRij, PersoonRij
from shared.partij.inbak import geheimplaats
from shared.partij.innamevormen import Ingenomen, Voorbereid, inbakwaarden, journaalwaarden
from shared.partij.lijsten.ontvangst import draagt_lijst
from shared.partij.ontvangen_gegevens import gegevenplaats, gegevenswaarden, paren
from shared.partij.ontvangen_personen import gegevens_uit
from shared.partij.personen import Persoonsgegevens
from shared.partij.uitbak_zegel import Geheim
from shared.partij.uitwisseling_modellen import InkomendRij, JournaalRij, OntvangenGegevenRij
from shared.partij.verbetering.begrippen import draagt_merk
from shared.partij.zegel import Kluispoort, als_json

_GEWOON = frozenset({"verstrekking", "aanvulling"})
# Vaste opdrachten, buiten de ORM om: bij elke bundel nodig, dus één keer samengesteld.
_NIEUW_INKOMEND = insert(cast(Table, InkomendRij.__table__))
_NIEUW_GEGEVEN = insert(cast(Table, OntvangenGegevenRij.__table__))
_NIEUWE_REGEL = insert(cast(Table, JournaalRij.__table__))
_EERDERE = select(
    InkomendRij.bericht_id, InkomendRij.digest, InkomendRij.status, InkomendRij.ontvangst,
    InkomendRij.handtekening,
).where(InkomendRij.bericht_id.in_(bindparam("ids", expanding=True)))  # fmt: skip
_BEKENDEN = (
    select(
        GroepslidRij.groep, GroepslidRij.betrokkene, PersoonRij.id, PersoonRij.sleutel_id,
        PersoonRij.herkomst,
    )
    .join(PersoonRij, PersoonRij.id == GroepslidRij.persoon_id)
    .where(
        GroepslidRij.groep.in_(bindparam("groepen", expanding=True)),
        GroepslidRij.betrokkene.in_(bindparam("betrokkenen", expanding=True)),
    )
)  # fmt: skip
Waarden = dict[str, Any]


class Bundelkluis(Kluispoort, Protocol):
    """A key store that seals for many persons at once."""

    def verzegel_meer(self, stukken: Sequence[tuple[str, bytes, bytes]]) -> list[bytes | None]:
        """Seals ``(sleutel_id, plat, context)``; ``None`` where the key was destroyed."""
        ...


@dataclass(frozen=True)
class Bekende:
    """The person behind a pseudonym: only what storing takes."""

    persoon_id: str
    sleutel_id: str
    eigen: bool


class Bundel:
    """Rows of several messages, sealed and inserted together; ``over`` are the ones left out."""

    def __init__(self, regels: Convenantregels) -> None:
        self._regels = regels
        self._inkomend: list[Waarden] = []
        self._gegevens: list[Waarden] = []
        self._journaal: list[Waarden] = []
        self._zegels: list[tuple[Waarden, str, tuple[str, bytes, bytes]]] = []
        self._beantwoord: list[Voorbereid] = []
        self.over: list[Voorbereid] = []
        self.personen: list[tuple[Voorbereid, str]] = []
        """Whom each message is about, for the log of processing."""

    def __bool__(self) -> bool:
        return bool(self._inkomend)

    def neem_op(self, bericht: Voorbereid, bekende: Bekende | None) -> None:
        """Adds a message's rows, or leaves it over."""
        if not _is_gewoon(bericht, bekende):
            self.over.append(bericht)
            return
        inbak = inbakwaarden(bericht)
        self._inkomend.append(inbak)
        self._journaal.append(journaalwaarden(bericht))
        if bekende is not None and bericht.inhoud is not None:
            self.personen.append((bericht, bekende.persoon_id))
            inbak["sleutels"] = [bekende.sleutel_id]
            geheim = Geheim(bericht.inhoud.motivering, bericht.inhoud.zout).als_bytes()
            self._te_verzegelen(inbak, "geheim", bekende, geheim, geheimplaats(bericht.kop["id"]))
            self._neem_gegevens_op(bericht, bericht.inhoud, bekende)
            if bericht.kop.get("inReactieOp") is not None:
                self._beantwoord.append(bericht)

    def verzegel(self, kluis: Bundelkluis) -> None:
        """Seals everything with one look-up of keys. Who was destroyed meanwhile is unreadable."""
        if not self._zegels:
            return
        verzegeld = kluis.verzegel_meer([stuk for _, _, stuk in self._zegels])
        for (rij, veld, _), zegel in zip(self._zegels, verzegeld, strict=True):
            rij[veld] = zegel

    @property
    def journaalregels(self) -> Sequence[Waarden]:
        """The lines this bundle adds to the journal."""
        return self._journaal

    def voeg_in(self, verbinding: Connection) -> None:
        """Writes the rows; a message that is there already fails the whole transaction."""
        for opdracht, rijen in (
            (_NIEUW_INKOMEND, self._inkomend),
            (_NIEUW_GEGEVEN, self._gegevens),
            (_NIEUWE_REGEL, self._journaal),
        ):
            if rijen:
                verbinding.execute(opdracht, rijen)
        if self._beantwoord:
            with Session(verbinding, join_transaction_mode="rollback_only") as sessie:
                for bericht in self._beantwoord:
                    informatieverzoeken.markeer_beantwoord(sessie, bericht.kop, bericht.nu)
                sessie.commit()

    def _neem_gegevens_op(self, bericht: Voorbereid, inhoud: Inhoud, bekende: Bekende) -> None:
        for nummer, (kopdeel, deel) in enumerate(paren(bericht.kop, inhoud)):
            rij = gegevenswaarden(
                self._regels, bericht.kop, kopdeel, nummer, bekende.persoon_id,
                bekende.sleutel_id, bericht.nu,
            )  # fmt: skip
            plat = als_json(deel.gegevens)
            self._te_verzegelen(rij, "inhoud", bekende, plat, gegevenplaats(rij["id"]))
            self._gegevens.append(rij)

    def _te_verzegelen(
        self, rij: Waarden, veld: str, bekende: Bekende, plat: bytes, plaats: str
    ) -> None:
        self._zegels.append((rij, veld, (bekende.sleutel_id, plat, plaats.encode())))


def lees_eerdere(verbinding: Connection, ids: Sequence[str]) -> dict[str, Ingenomen]:
    """The receipts already given for these messages."""
    rijen = verbinding.execute(_EERDERE, {"ids": ids})
    return {rij[0]: Ingenomen(*rij) for rij in rijen}


def lees_bekenden(
    verbinding: Connection, berichten: Sequence[Voorbereid]
) -> dict[tuple[str, str], Bekende]:
    """Who stands behind the pseudonyms of these messages, by group and pseudonym.

    Only who has exactly one bearer that was not destroyed; all else is for the careful way.
    """
    wie = {
        (str(een.kop["groep"]), str(deel["betrokkene"]))
        for een in berichten
        for deel in een.kop["onderdelen"]
    }
    if not wie:
        return {}
    groepen, betrokkenen = zip(*wie, strict=True)
    vraag = {"groepen": groepen, "betrokkenen": betrokkenen}
    gevonden: dict[tuple[str, str], list[Bekende | None]] = {}
    for groep, betrokkene, persoon_id, sleutel_id, herkomst in verbinding.execute(_BEKENDEN, vraag):
        bekende = Bekende(persoon_id, sleutel_id, herkomst == "eigen") if sleutel_id else None
        gevonden.setdefault((groep, betrokkene), []).append(bekende)
    return {
        sleutel: dragers[0]
        for sleutel, dragers in gevonden.items()
        if len(dragers) == 1 and dragers[0] is not None
    }


def stel_bundel_samen(
    berichten: Sequence[Voorbereid],
    bekenden: Mapping[tuple[str, str], Bekende],
    kluis: Bundelkluis,
    regels: Convenantregels,
) -> Bundel:
    """Rows for every common message, sealed; the others are left over."""
    bundel = Bundel(regels)
    for bericht in berichten:
        bundel.neem_op(bericht, _enige_bekende(bericht, bekenden))
    bundel.verzegel(kluis)
    return bundel


def _enige_bekende(
    bericht: Voorbereid, bekenden: Mapping[tuple[str, str], Bekende]
) -> Bekende | None:
    """The one person the message is about, when known."""
    kop = bericht.kop
    wie = {deel["betrokkene"] for deel in kop["onderdelen"]}
    return bekenden.get((str(kop["groep"]), wie.pop())) if len(wie) == 1 else None


def _is_gewoon(bericht: Voorbereid, bekende: Bekende | None) -> bool:
    if bericht.reden is not None:
        return True
    if bericht.kop["soort"] not in _GEWOON or bekende is None or bericht.inhoud is None:
        return False
    if draagt_lijst(bericht.inhoud) or draagt_merk(bericht.inhoud):
        return False
    # A received person may still have to be completed with what this message says.
    betrokkene = bericht.kop["onderdelen"][0]["betrokkene"]
    return bekende.eigen or gegevens_uit(bericht.inhoud, betrokkene) == Persoonsgegevens()
