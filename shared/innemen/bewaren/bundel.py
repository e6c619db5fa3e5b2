"""The rows of what came in: the only place where they are made, sealed and written.

Many messages at once is the ordinary case; what has to be alone is a bundle of one. For each the
same: its place in the inbox with the signed receipt, what it brought sealed under the keys of
everybody in it, the items it gives, and its line in the journal. What a message does besides
(``verwerking``) comes after this, in the same transaction.

First rows, seals and records of processing are made, for which no write lock is needed: they are
in stores of their own. Then all is written. A record may therefore speak of a message that was not
stored after all; never the other way round.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, cast

from sqlalchemy import Connection, Table, bindparam, insert, update
from sqlalchemy.orm import Session

from shared.bericht.inhoud import Inhoud
from shared.bestand.ontvangen.gegevens import gegevenplaats, gegevenswaarden, paren
from shared.bestand.ontvangen.tabellen import (
    InkomendeInhoudRij,
    InkomendRij,
    OntvangenGegevenRij,
)
from shared.bestand.ontvangen.zegel import Inboxgeheim, geheimplaats
from shared.convenant.berichtsoorten import is_intrekking
from shared.convenant.regels.laden import Convenantregels
from shared.dataverwerkingen.meeschrijven import Meeschrijver
from shared.dataverwerkingen.regels import persoon
from shared.innemen.bericht import TeBewaren, Waarden
from shared.innemen.oordelen.kennis import Openaar
from shared.kluis.zegel import Zegelwens
from shared.opslag.vast import Vast
from shared.partij.poorten.seingever import Seingever
from shared.partij.zegel import Kluispoort, als_json
from shared.verzenden.journaal import verzoeken as informatieverzoeken
from shared.verzenden.journaal.tabellen import JournaalRij

# Vaste opdrachten, buiten de ORM om: bij elke bundel nodig, dus één keer samengesteld.
_INKOMEND = cast(Table, InkomendRij.__table__)
_NIEUW_INKOMEND = Vast(insert(_INKOMEND))
_NIEUWE_INHOUD = Vast(insert(cast(Table, InkomendeInhoudRij.__table__)))
_VUL_AAN = Vast(
    update(_INKOMEND).where(_INKOMEND.c.bericht_id == bindparam("kenmerk")),
    ("sleutels", "geheim"),
)
_NIEUW_GEGEVEN = Vast(insert(cast(Table, OntvangenGegevenRij.__table__)))
_NIEUWE_REGEL = Vast(insert(cast(Table, JournaalRij.__table__)))


class Bundelkluis(Kluispoort, Openaar, Protocol):
    """A key store that seals and opens for many persons at once."""

    def verzegel_meer(self, stukken: Sequence[Zegelwens]) -> list[bytes | None]:
        """Seals each under all its keys; ``None`` where one of those was destroyed."""
        ...


class Wie(NamedTuple):
    """A person in the own file, with the key; or a participant, by his authorisation."""

    persoon_id: str
    sleutel_id: str
    deelnemer: bool = False


@dataclass(frozen=True)
class Over:
    """Whom a message is about.

    ``personen``: by pseudonym, those it gives data about. ``sleutels``: of everybody in it, the
    first innermost; what it brought closes when any of them is destroyed.
    """

    personen: Mapping[str, Wie]
    sleutels: Sequence[str]


NIEMAND = Over({}, ())


class Bundel:
    """Rows of one message or of several, sealed and inserted together."""

    def __init__(self, regels: Convenantregels) -> None:
        self._regels = regels
        self._inkomend: list[Waarden] = []
        self._leveringen: list[Waarden] = []
        self._aanvullingen: list[Waarden] = []
        self._gegevens: list[Waarden] = []
        self.journaal: list[Waarden] = []
        self._zegels: list[tuple[Waarden, str, Zegelwens]] = []
        self._antwoorden: list[TeBewaren] = []
        self.personen: list[tuple[TeBewaren, list[str]]] = []
        """Whom each message gives data about, for the log of processing."""

    def neem_op(self, een: TeBewaren, over: Over) -> None:
        """Adds the rows of a message that was judged."""
        plek = een.postvakwaarden()
        self.journaal.append(een.journaalwaarden())
        if een.volgt_op_aankondiging:
            self._leveringen.append(plek)
        else:
            self._inkomend.append(plek)
        if een.inhoud is None:
            return
        if een.volgt_op_aankondiging:
            plek = {"kenmerk": een.kop["id"]}
            self._aanvullingen.append(plek)
        plek["sleutels"] = list(over.sleutels)
        geheim = Inboxgeheim.van(een.inhoud, een.apart).als_bytes()
        self._te_verzegelen(plek, "geheim", over.sleutels, geheim, geheimplaats(een.kop["id"]))
        if over.personen:
            self._neem_gegevens_op(een, een.inhoud, over.personen)
        if een.kop.get("inReactieOp") is not None and not is_intrekking(
            self._regels, een.kop["soort"]
        ):
            self._antwoorden.append(een)

    def verzegel(self, kluis: Bundelkluis) -> None:
        """Seals everything with one look-up of keys. Who was destroyed meanwhile is unreadable."""
        if not self._zegels:
            return
        verzegeld = kluis.verzegel_meer([stuk for _, _, stuk in self._zegels])
        for (rij, veld, _), zegel in zip(self._zegels, verzegeld, strict=True):
            rij[veld] = zegel

    def voeg_in(self, verbinding: Connection) -> None:
        """Writes the rows; a message that is there already fails the whole transaction."""
        for opdracht, rijen in (
            (_NIEUW_INKOMEND, self._inkomend),
            (_NIEUWE_INHOUD, self._leveringen),
            (_VUL_AAN, self._aanvullingen),
            (_NIEUW_GEGEVEN, self._gegevens),
            (_NIEUWE_REGEL, self.journaal),
        ):
            if rijen:
                opdracht.reeks(verbinding, rijen)
        if self._antwoorden:
            with Session(verbinding, join_transaction_mode="rollback_only") as sessie:
                for een in self._antwoorden:
                    informatieverzoeken.markeer_beantwoord(sessie, een.kop, een.nu)
                sessie.commit()

    def _neem_gegevens_op(
        self, een: TeBewaren, inhoud: Inhoud, personen: Mapping[str, Wie]
    ) -> None:
        over = [wie.persoon_id for wie in personen.values() if not wie.deelnemer]
        if over:
            self.personen.append((een, over))
        for nummer, (kopdeel, deel) in enumerate(paren(een.kop, inhoud)):
            wie = personen[kopdeel["betrokkene"]]
            rij = gegevenswaarden(
                self._regels, een.kop, kopdeel, nummer, wie.persoon_id, wie.sleutel_id, een.nu
            )
            plat, plaats = als_json(deel.gegevens), gegevenplaats(rij["id"])
            self._te_verzegelen(rij, "inhoud", (wie.sleutel_id,), plat, plaats)
            self._gegevens.append(rij)

    def _te_verzegelen(
        self, rij: Waarden, veld: str, sleutels: Sequence[str], plat: bytes, plaats: str
    ) -> None:
        self._zegels.append((rij, veld, (sleutels, plat, plaats.encode())))


class Inboeker:
    """Writes what came in, with its records of processing and its signals, for one party.

    First ``maak``, then ``schrijf`` in the transaction that keeps it.
    """

    def __init__(
        self,
        regels: Convenantregels,
        kluis: Bundelkluis,
        meeschrijver: Meeschrijver,
        seingever: Seingever,
    ) -> None:
        self._regels = regels
        self._kluis = kluis
        self._meeschrijver = meeschrijver
        self._seingever = seingever

    def maak(self, berichten: Sequence[tuple[TeBewaren, Over]]) -> Bundel:
        """The sealed rows of these messages; whom they give data about is on record by then."""
        bundel = Bundel(self._regels)
        for een, over in berichten:
            bundel.neem_op(een, over)
        bundel.verzegel(self._kluis)
        self._meeschrijver.noteer_samen(
            (een.operatie, map(persoon, personen)) for een, personen in bundel.personen
        )
        return bundel

    def schrijf(self, verbinding: Connection, bundel: Bundel) -> None:
        """All of it, in the caller's transaction."""
        bundel.voeg_in(verbinding)
        self._seingever.meld_journaal(verbinding, bundel.journaal)

    def schrijf_een(self, sessie: Session, een: TeBewaren, over: Over) -> None:
        """A bundle of one, in a session that does more about it."""
        sessie.flush()
        self.schrijf(sessie.connection(), self.maak([(een, over)]))
