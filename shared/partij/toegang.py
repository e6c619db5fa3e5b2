"""Who may do what: from an access token to an employee with a right and a task.

Deny by default. In this order, and the first that fails refuses with a sentence that says what to
do: a valid token (``shared.web.tokens``) → an authorisation this party registered for that login
→ complete attestations, valid today (covenant 6.1, 7.1, 9.2) → the right of the function in the
covenant file → the task's groups.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, literal, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session
from starlette.requests import Request

from shared.convenant.regels import Convenantregels
from shared.convenant.termijnen import datum_nl
from shared.partij.alarmen.spoor import onbekende
from shared.partij.alarmen.weigeringen import onthoud_wie
from shared.partij.dienst import Dienst, DienstAfh
from shared.partij.dossier_tabellen import AutorisatieRij
from shared.partij.fouten import GeenToegang
from shared.partij.taakgrens import Taakgrens
from shared.web.tokens import AanmeldingAfh

BEHEREN = "beheren"
CONTROLEREN = "controleren"
TOEZICHT = "leesspoor.lezen"
"""Rights the engine itself refers to: administering authorisations; auditing the log; watching
over what the party's own people do."""


@dataclass(frozen=True)
class Medewerker:
    """An employee who passed every check. ``groepen`` is ``None`` for a task in all groups.

    ``soorten``: the kinds of data the function reads; ``None``: all of them. Everything that shows
    data of a kind asks here (``leest``, ``eis_soort``), or lets the database leave it out
    (``gelezen``).
    """

    autorisatie_id: str
    functie: str
    rechten: frozenset[str]
    groepen: frozenset[str] | None
    recht: str = field(default="")
    soorten: frozenset[str] | None = None

    def leest(self, soort: str) -> bool:
        """Whether the function reads this kind of data."""
        return self.soorten is None or soort in self.soorten

    def eis_soort(self, *soorten: str) -> None:
        """Refuses where one of these is a kind the function does not read."""
        niet = sorted({soort for soort in soorten if not self.leest(soort)})
        if niet:
            raise GeenToegang(
                f"Uw functie ({self.functie}) leest deze soort gegevens niet: {', '.join(niet)}. "
                "Vraag het een collega wiens functie dat wel mag."
            )

    def gelezen(self, kolom: InstrumentedAttribute[str]) -> ColumnElement[bool]:
        """The condition on rows that leaves out what the function does not read."""
        return true() if self.soorten is None else kolom.in_(sorted(self.soorten))

    @property
    def taak(self) -> Taakgrens:
        """The task as a condition in a query."""
        return Taakgrens(self.groepen)

    def in_taak(self, groep: str) -> bool:
        """Whether the group belongs to this employee's task."""
        return self.taak.bevat(groep)

    def eis_groep(self, groep: str) -> None:
        """Refuses a group outside the task."""
        if not self.in_taak(groep):
            raise GeenToegang(
                "Deze groep hoort niet bij uw taak. Vraag uw beheerder om de groep aan uw "
                "autorisatie toe te voegen."
            )

    def mag_persoon(self, sessie: Session, persoon_id: str) -> bool:
        """Whether the person belongs to the task; see ``Taakgrens.personen``."""
        return self.taak.alles or bool(
            sessie.scalar(select(self.taak.personen(literal(persoon_id))))
        )

    def eis_persoon(self, sessie: Session, persoon_id: str) -> None:
        """Refuses a person who belongs only to groups outside the task."""
        if not self.mag_persoon(sessie, persoon_id):
            raise GeenToegang(
                "Deze persoon hoort bij een groep buiten uw taak. Vraag uw beheerder om de groep "
                "aan uw autorisatie toe te voegen."
            )


@dataclass(frozen=True)
class Beheerder:
    """An account that may register authorisations; seeing personal data takes another right.

    ``eerste``: named in the configuration, while nobody administers yet. He only registers who
    will, himself included, with the attestations everybody needs.
    """

    uitgever: str
    sub: str
    eerste: bool = False


def medewerker(recht: str) -> Callable[..., Medewerker]:
    """Dependency factory: the logged-in employee, if the function has ``recht``."""

    def afhankelijkheid(dienst: DienstAfh, wie: AanmeldingAfh, request: Request) -> Medewerker:
        with dienst.transactie() as sessie:
            rij = zoek_autorisatie(sessie, wie.uitgever, wie.sub)
            onthoud_wie(request, onbekende(wie.uitgever, wie.sub) if rij is None else rij.id)
            return beoordeel(rij, recht, dienst.regels, dienst.partij.code, _vandaag(dienst))

    return afhankelijkheid


def elke_medewerker(dienst: DienstAfh, wie: AanmeldingAfh) -> Medewerker:
    """Dependency: the logged-in employee, for what shows each function only what is its own."""
    with dienst.transactie() as sessie:
        rij = zoek_autorisatie(sessie, wie.uitgever, wie.sub)
        return beoordeel(rij, None, dienst.regels, dienst.partij.code, _vandaag(dienst))


def beheerder(dienst: DienstAfh, wie: AanmeldingAfh) -> Beheerder:
    """Dependency: an employee whose function may administer, with every attestation."""
    with dienst.transactie() as sessie:
        rij = zoek_autorisatie(sessie, wie.uitgever, wie.sub)
        beoordeel(rij, BEHEREN, dienst.regels, dienst.partij.code, _vandaag(dienst))
    return Beheerder(uitgever=wie.uitgever, sub=wie.sub)


def registrerende_beheerder(dienst: DienstAfh, wie: AanmeldingAfh) -> Beheerder:
    """Dependency: the same, or who the configuration names while there is nobody yet."""
    with dienst.transactie() as sessie:
        if _begint(sessie, dienst, wie):
            return Beheerder(uitgever=wie.uitgever, sub=wie.sub, eerste=True)
    return beheerder(dienst, wie)


def lezer_van_autorisaties(dienst: DienstAfh, wie: AanmeldingAfh) -> None:
    """Dependency: an employee who may see the authorisations; or the very first administrator."""
    with dienst.transactie() as sessie:
        if _begint(sessie, dienst, wie):
            return
        rij = zoek_autorisatie(sessie, wie.uitgever, wie.sub)
        beoordeel(rij, "autorisaties.lezen", dienst.regels, dienst.partij.code, _vandaag(dienst))


def _begint(sessie: Session, dienst: Dienst, wie: AanmeldingAfh) -> bool:
    """Whether somebody the configuration names has nobody before him who may administer."""
    if wie.sub not in {een.sub for een in dienst.instellingen.beheerders}:
        return False
    regels, partij, vandaag = dienst.regels, dienst.partij.code, _vandaag(dienst)
    beheren = [f for f in functies_van(regels, partij) if BEHEREN in rechten_van(regels, partij, f)]
    rijen = sessie.scalars(select(AutorisatieRij).where(AutorisatieRij.functie.in_(beheren)))
    return all(ontbrekende_waarborgen(rij, vandaag) for rij in rijen)


def zoek_autorisatie(sessie: Session, uitgever: str, sub: str) -> AutorisatieRij | None:
    """The authorisation registered for a login, if any."""
    vraag = select(AutorisatieRij).where(
        AutorisatieRij.uitgever == uitgever, AutorisatieRij.sub == sub
    )
    return sessie.scalars(vraag).one_or_none()


def beoordeel(
    rij: AutorisatieRij | None,
    recht: str | None,
    regels: Convenantregels,
    partij: str,
    vandaag: date,
) -> Medewerker:
    """From registered authorisation to employee; raises ``GeenToegang`` saying what is missing.

    ``recht`` is ``None`` where the answer itself depends on the rights.
    """
    if rij is None:
        raise GeenToegang(
            "Voor uw account is geen autorisatie geregistreerd. Vraag uw beheerder om u te "
            "autoriseren."
        )
    gebreken = ontbrekende_waarborgen(rij, vandaag)
    if gebreken:
        raise GeenToegang(
            f"Uw autorisatie is niet compleet: {'; '.join(gebreken)}. Vraag uw beheerder om dit "
            "in orde te maken."
        )
    rechten = rechten_van(regels, partij, rij.functie)
    if recht is not None and recht not in rechten:
        raise GeenToegang(
            f"Uw functie ({rij.functie}) heeft niet het recht '{recht}'. Laat een collega met "
            "dat recht dit doen."
        )
    groepen = None if rij.alle_groepen else frozenset(rij.groepen)
    soorten = soorten_van(regels, partij, rij.functie)
    return Medewerker(rij.id, rij.functie, rechten, groepen, recht or "", soorten)


def ontbrekende_waarborgen(rij: AutorisatieRij, vandaag: date) -> list[str]:
    """Every attestation that is missing or no longer valid, in Dutch (covenant 6.1, 7.1, 9.2)."""
    gebreken = []
    if not rij.aangewezen:
        gebreken.append("u bent niet aangewezen")
    if not rij.geautoriseerd:
        gebreken.append("u bent niet geautoriseerd")
    if rij.geheimhouding is None or rij.geheimhouding > vandaag:
        gebreken.append("de geheimhoudingsverklaring ontbreekt")
    if rij.vog is None or rij.vog > vandaag:
        gebreken.append("de VOG ontbreekt")
    if rij.geldig_tot < vandaag:
        gebreken.append(f"de autorisatie is verlopen op {rij.geldig_tot.isoformat()}")
    return gebreken


def functies_van(regels: Convenantregels, partij: str) -> frozenset[str]:
    """The functions the covenant file knows for a party."""
    return frozenset(regels.functies.get(partij, {}))


def rechten_van(regels: Convenantregels, partij: str, functie: str) -> frozenset[str]:
    """The rights of a party's function per covenant file; an unknown function has none."""
    gevonden = regels.functies.get(partij, {}).get(functie)
    return frozenset() if gevonden is None else frozenset(gevonden.rechten)


def soorten_van(regels: Convenantregels, partij: str, functie: str) -> frozenset[str] | None:
    """The kinds of data a party's function reads; ``None``: all. An unknown one reads none."""
    gevonden = regels.functies.get(partij, {}).get(functie)
    if gevonden is None:
        return frozenset()
    return None if gevonden.soorten is None else frozenset(gevonden.soorten)


def _vandaag(dienst: Dienst) -> date:
    return datum_nl(dienst.klok())
