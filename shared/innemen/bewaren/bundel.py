"""Stores many received messages in one transaction: the common ones, at the price of a few.

Common is: data about one person who is already known here behind its pseudonym and who need not
be completed, with nothing to set apart; or a message that is refused for what it is, whatever the
file holds. Everything else goes one at a time, the careful way of ``opslag``, and so does
what speaks of the same message as one of those before it. The outcome is the same either way.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import Connection, Table, bindparam, insert, select
from sqlalchemy.orm import Session

from shared.bericht.inhoud import Inhoud
from shared.bericht.personen.persoonscontrole import geboortedata
from shared.bestand.ontvangen.gegevens import gegevenplaats, gegevenswaarden, paren
from shared.bestand.ontvangen.personen import gegevens_uit
from shared.bestand.ontvangen.tabellen import InkomendRij, OntvangenGegevenRij
from shared.bestand.ontvangen.weigering import Weigering
from shared.bestand.ontvangen.zegel import Inboxgeheim, geheimplaats
from shared.convenant.berichtsoorten import geeft_gegevens
from shared.convenant.regels.laden import Convenantregels
from shared.innemen.bericht import Gelezen, Ingenomen, Voorbereid, inbakwaarden, journaalwaarden
from shared.innemen.bewaren.werk import Bundelkluis, Innamewerk
from shared.innemen.oordelen.kennis import Drager, Kennis
from shared.partij.persoon import Persoonsgegevens
from shared.partij.zegel import als_json
from shared.verzenden.journaal import verzoeken as informatieverzoeken
from shared.verzenden.journaal.berichtenboek import Lezer
from shared.verzenden.journaal.tabellen import JournaalRij

# Vaste opdrachten, buiten de ORM om: bij elke bundel nodig, dus één keer samengesteld.
_NIEUW_INKOMEND = insert(cast(Table, InkomendRij.__table__))
_NIEUW_GEGEVEN = insert(cast(Table, OntvangenGegevenRij.__table__))
_NIEUWE_REGEL = insert(cast(Table, JournaalRij.__table__))
_EERDERE = select(
    InkomendRij.bericht_id, InkomendRij.digest, InkomendRij.status, InkomendRij.ontvangst,
    InkomendRij.handtekening,
).where(InkomendRij.bericht_id.in_(bindparam("ids", expanding=True)))  # fmt: skip
Waarden = dict[str, Any]


class Bundel:
    """Rows of several messages, sealed and inserted together; ``over`` are the ones left out."""

    def __init__(self, regels: Convenantregels) -> None:
        self._regels = regels
        self._inkomend: list[Waarden] = []
        self._gegevens: list[Waarden] = []
        self._journaal: list[Waarden] = []
        self._zegels: list[tuple[Waarden, str, tuple[str, bytes, bytes]]] = []
        self._beantwoord: list[Voorbereid] = []
        self.over: list[Gelezen] = []
        self.ingenomen: dict[str, Ingenomen] = {}
        self.personen: list[tuple[Gelezen, str]] = []
        """Whom each message is about, for the log of processing."""

    def __bool__(self) -> bool:
        return bool(self._inkomend)

    def neem_op(self, een: Voorbereid, bekende: tuple[Drager, str] | None) -> None:
        """Adds a message's rows; ``bekende``: whom it is about, with the key."""
        inbak = inbakwaarden(een)
        self._inkomend.append(inbak)
        self._journaal.append(journaalwaarden(een))
        self.ingenomen[een.kop["id"]] = een.ingenomen
        if bekende is None or een.inhoud is None:
            return
        drager, sleutel = bekende
        self.personen.append((een.gelezen, drager.persoon_id))
        inbak["sleutels"] = [sleutel]
        geheim = Inboxgeheim.van(een.inhoud).als_bytes()
        self._te_verzegelen(inbak, "geheim", sleutel, geheim, geheimplaats(een.kop["id"]))
        self._neem_gegevens_op(een, een.inhoud, drager, sleutel)
        if een.kop.get("inReactieOp") is not None:
            self._beantwoord.append(een)

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

    def _neem_gegevens_op(
        self, een: Voorbereid, inhoud: Inhoud, drager: Drager, sleutel: str
    ) -> None:
        for nummer, (kopdeel, deel) in enumerate(paren(een.kop, inhoud)):
            rij = gegevenswaarden(
                self._regels, een.kop, kopdeel, nummer, drager.persoon_id, sleutel, een.nu
            )
            plat = als_json(deel.gegevens)
            self._te_verzegelen(rij, "inhoud", sleutel, plat, gegevenplaats(rij["id"]))
            self._gegevens.append(rij)

    def _te_verzegelen(
        self, rij: Waarden, veld: str, sleutel: str, plat: bytes, plaats: str
    ) -> None:
        self._zegels.append((rij, veld, (sleutel, plat, plaats.encode())))


def lees_eerdere(lezer: Lezer, ids: Sequence[str]) -> dict[str, Ingenomen]:
    """The receipts already given for these messages."""
    return {rij[0]: Ingenomen(*rij) for rij in lezer.execute(_EERDERE, {"ids": ids})}


def stel_bundel_samen(berichten: Sequence[Gelezen], kennis: Kennis, werk: Innamewerk) -> Bundel:
    """Rows for every common message, judged and sealed; the others are left over."""
    bundel = Bundel(werk.regels)
    geraakt: set[str | None] = set()
    for een in berichten:
        weigering = werk.oordeel.over(een, kennis)
        bekende = _bekende(een, kennis)
        noemt = {een.kop["id"], een.kop.get("inReactieOp")} - {None}
        if geraakt & noemt or not _is_gewoon(werk.regels, een, weigering, bekende):
            bundel.over.append(een)
            geraakt |= noemt
            continue
        digest = een.bericht.digest
        ingenomen = werk.bewijzen.geef(een.kop["id"], digest, weigering, een.nu)
        bundel.neem_op(Voorbereid(een, weigering, ingenomen), bekende)
    bundel.verzegel(werk.kluis)
    return bundel


def _bekende(een: Gelezen, kennis: Kennis) -> tuple[Drager, str] | None:
    """The one person the message is about with the key, when known and the only bearer ever."""
    wie = {deel["betrokkene"] for deel in een.kop["onderdelen"]}
    if len(wie) != 1 or not een.bekend:
        return None
    dragers = kennis.dragers.get((str(een.kop["groep"]), wie.pop()), ())
    if len(dragers) != 1 or dragers[0].sleutel_id is None:
        return None
    return dragers[0], dragers[0].sleutel_id


def _is_gewoon(
    regels: Convenantregels,
    een: Gelezen,
    weigering: Weigering | None,
    bekende: tuple[Drager, str] | None,
) -> bool:
    if weigering is not None:
        # What the file refuses may fit once a message before it in this bundle is stored.
        return weigering is een.weigering and not weigering.alarm
    if not geeft_gegevens(regels, een.kop["soort"]) or bekende is None or een.inhoud is None:
        return False
    if een.apart or een.inhoud.stuk is not None:
        return False
    if bekende[0].gezin and geboortedata(een.inhoud, regels):
        # The parents are looked at again (``verbetering.ouderwacht``), in a session.
        return False
    # A received person may still have to be completed with what this message says.
    betrokkene = een.kop["onderdelen"][0]["betrokkene"]
    leeg = Persoonsgegevens()
    return bekende[0].eigen or gegevens_uit(een.inhoud, betrokkene, regels) == leeg
