"""Registers the test accounts: each party's administrator authorises the colleagues, by API.

Nothing is written into a database from outside: this is what an administrator would do on the
first day, with the same tokens and endpoints. The parties then appoint the auditor together.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from deploy.aanstelling import AanstellingMislukt, stel_aan
from deploy.inlogklant import haal_token
from deploy.klant import Klant
from deploy.lokaal import Account, Lokaal, Onderdeel
from deploy.pki import Pki
from shared.bericht.identiteit import uuid7
from shared.convenant.termijnen import datum_nl

_GELDIG_DAGEN = 365
_BEVESTIGD_SECONDEN = 60.0
_PAUZE_SECONDEN = 0.1


class InrichtingMislukt(Exception):
    """An account could not be registered; the message says which and why."""


@dataclass(frozen=True)
class Inrichting:
    """The registered references: by the account's ``sub`` or client, the id of the authorisation.

    ``aanstelling`` is what all parties signed: who looks over all of them, why and until when.
    """

    autorisaties: Mapping[str, str]
    aanstelling: Mapping[str, Any]


def richt_in(lokaal: Lokaal, pki: Pki) -> Inrichting:
    """Authorise every test account that is not yet there, and appoint the auditor.

    Returns once the gateway knows all of them; ``InrichtingMislukt`` says who it does not.
    """
    with ThreadPoolExecutor(max_workers=len(lokaal.partijen)) as draden:
        werk = [draden.submit(_richt_partij_in, lokaal, pki, deel) for deel in lokaal.partijen]
        autorisaties = {sub: id_ for een in werk for sub, id_ in een.result().items()}
    try:
        aanstelling = stel_aan(lokaal, pki, autorisaties[lokaal.auditor.sub], autorisaties)
    except AanstellingMislukt as fout:
        raise InrichtingMislukt(str(fout)) from fout
    return Inrichting(autorisaties, aanstelling)


def _richt_partij_in(lokaal: Lokaal, pki: Pki, deel: Onderdeel) -> dict[str, str]:
    accounts = [account for account in lokaal.accounts if account.partij == deel.code]
    # Who administers registers himself first: only then the others.
    accounts.sort(key=lambda account: not lokaal.is_beheerder(account))
    token = token_voor(lokaal, lokaal.beheerder(deel.code))
    with Klant(deel.url, pki.vertrouwen, token) as klant:
        bekend = _registreer(klant, accounts)
        _registreer_programmas(klant, lokaal, deel, bekend)
        _wacht_op_gateway(klant)
    return bekend


def token_voor(lokaal: Lokaal, account: Account) -> str:
    """An access token of the account, through the whole login flow."""
    return haal_token(lokaal.inlog_url, account.sub, lokaal.publiek)


def autorisatie_invoer(account: Account, **anders: object) -> dict[str, object]:
    """What the administrator fills in for a colleague who has everything in order."""
    vandaag = datum_nl(datetime.now(UTC))
    return {
        "sub": account.sub,
        "naam": account.naam,
        "functie": account.functie,
        "aangewezen": True,
        "geautoriseerd": True,
        "geheimhouding": _dag(vandaag, -30),
        "vog": _dag(vandaag, -45),
        "geldigTot": _dag(vandaag, _GELDIG_DAGEN),
        "alleGroepen": True,
        **anders,
    }


def _registreer(klant: Klant, accounts: Sequence[Account]) -> dict[str, str]:
    bekend = {rij["sub"]: rij["id"] for rij in klant.haal("/autorisaties")["autorisaties"]}
    for account in accounts:
        if account.sub not in bekend:
            id_ = uuid7(datetime.now(UTC))
            klant.zet(f"/autorisaties/{id_}", autorisatie_invoer(account))
            bekend[account.sub] = id_
    return bekend


def _registreer_programmas(
    klant: Klant, lokaal: Lokaal, deel: Onderdeel, bekend: dict[str, str]
) -> None:
    for een in lokaal.programmas:
        if een.partij != deel.code or een.client in bekend:
            continue
        id_ = uuid7(datetime.now(UTC))
        invoer = autorisatie_invoer(
            Account(een.client, een.naam, een.partij, een.functie),
            geheimhouding=None, vog=None, verantwoordelijke=bekend[een.verantwoordelijke],
        )  # fmt: skip
        klant.zet(f"/autorisaties/{id_}", invoer)
        bekend[een.client] = id_


def _wacht_op_gateway(klant: Klant) -> None:
    grens = time.monotonic() + _BEVESTIGD_SECONDEN
    while True:
        rijen = klant.haal("/autorisaties")["autorisaties"]
        # Of a program the gateway does not hear.
        open_ = [rij for rij in rijen if rij["gateway"] and rij["gateway"]["stand"] != "bevestigd"]
        if not open_:
            return
        if time.monotonic() > grens:
            rij = open_[0]
            raise InrichtingMislukt(
                f"De gateway heeft de autorisatie van {rij['sub']} niet bevestigd: "
                f"{rij['gateway']['laatsteFout'] or 'geen antwoord'}."
            )
        time.sleep(_PAUZE_SECONDEN)


def _dag(vandaag: date, dagen: int) -> str:
    return (vandaag + timedelta(days=dagen)).isoformat()
