"""Registers the test accounts: each party's administrator authorises the colleagues, by API.

Nothing is written into a database from outside: this is what an administrator would do on the
first day, with the same tokens and endpoints; a second person confirms it. The parties then
appoint the auditor together.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx

from deploy.inlogklant import haal_token
from deploy.klant import Klant
from deploy.lokaal import Account, Lokaal, Onderdeel
from deploy.partijsysteem import Partijsysteem
from deploy.pki import Pki
from shared.bericht.tijd import utc_tekst
from shared.convenant.regels.laden import standaard_convenant
from shared.convenant.termijnen import datum_nl
from shared.tijd.kenmerk import uuid7

_GELDIG_DAGEN = 365
_AANGESTELD_DAGEN = 180
_OPDRACHT = "wettelijke-audit"
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
    aanstelling = _stel_aan(lokaal, pki, autorisaties[lokaal.auditor.sub], autorisaties)
    return Inrichting(autorisaties, aanstelling)


def _richt_partij_in(lokaal: Lokaal, pki: Pki, deel: Onderdeel) -> dict[str, str]:
    """Two administrators let in who confirms, and that one confirms all the others at once."""
    accounts = [account for account in lokaal.accounts if account.partij == deel.code]
    bevestiger, tweede = lokaal.bevestiger(deel.code), lokaal.tweede_beheerder(deel.code)
    # Who administers registers himself first: only then the others.
    accounts.sort(key=lambda account: not lokaal.is_beheerder(account))
    begin = [een for een in accounts if lokaal.is_beheerder(een) or een == bevestiger]
    with _klant(lokaal, pki, lokaal.beheerder(deel.code)) as klant:
        bekend = {rij["sub"]: rij["id"] for rij in klant.haal("/autorisaties")["autorisaties"]}
        wacht = _registreer(klant, {een.sub: autorisatie_invoer(een) for een in begin}, bekend)
        with _klant(lokaal, pki, tweede) as ander:
            bevestig(ander, wacht)
        with _klant(lokaal, pki, bevestiger) as ander:
            rest = {een.sub: autorisatie_invoer(een) for een in accounts}
            bevestig(ander, _registreer(klant, rest, bekend))
            # Who answers for a program is there before it is.
            bevestig(ander, _registreer(klant, _programmas(lokaal, deel, bekend), bekend))
        _wacht_op_gateway(klant)
    return bekend


def _klant(lokaal: Lokaal, pki: Pki, account: Account) -> Klant:
    url = lokaal.onderdeel(account.partij).url
    return Klant(url, pki.vertrouwen, token_voor(lokaal, account))


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


def bevestig(klant: Klant, verzoeken: Sequence[str]) -> None:
    """What the second person does with what waits, if anything does."""
    if verzoeken:
        vraag = {"autorisatieverzoeken": list(verzoeken)}
        klant.stuur("/autorisatieverzoeken/_bevestig", vraag)


def wacht_op_bevestiging(antwoord: Mapping[str, Any]) -> bool:
    """Whether the answer on a registration is a request that waits, not an authorisation."""
    return "stand" in antwoord


def _registreer(
    klant: Klant, invoeren: Mapping[str, Mapping[str, object]], bekend: dict[str, str]
) -> list[str]:
    """Ask for everybody (by ``sub``) not yet in ``bekend``, who then is; the requests that wait.

    What an earlier set-up asked and nobody confirmed, waits still.
    """
    open_ = klant.haal("/autorisatieverzoeken", stand="open")["autorisatieverzoeken"]
    eerder = {rij["sub"]: rij for rij in open_}
    wacht = []
    for sub, invoer in invoeren.items():
        if sub in bekend:
            continue
        if sub in eerder:
            bekend[sub] = eerder[sub]["autorisatie"]
            wacht.append(eerder[sub]["id"])
            continue
        bekend[sub] = uuid7(datetime.now(UTC))
        antwoord = klant.zet(f"/autorisaties/{bekend[sub]}", invoer)
        if wacht_op_bevestiging(antwoord):
            wacht.append(antwoord["id"])
    return wacht


def _programmas(
    lokaal: Lokaal, deel: Onderdeel, bekend: Mapping[str, str]
) -> dict[str, dict[str, object]]:
    return {
        een.client: autorisatie_invoer(
            Account(een.client, een.naam, een.partij, een.functie),
            geheimhouding=None, vog=None, verantwoordelijke=bekend[een.verantwoordelijke],
        )
        for een in lokaal.programmas
        if een.partij == deel.code
    }  # fmt: skip


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


def _stel_aan(
    lokaal: Lokaal, pki: Pki, wie: str, autorisaties: Mapping[str, str]
) -> dict[str, Any]:
    """Have all parties sign that ``wie`` (an authorisation) looks over all of them.

    ``autorisaties``: by the account's ``sub``, who signs for each party is among them. An
    appointment that holds is left as it is. Returns the document that was signed.
    """
    functies = {
        rij.partij: rij.functies for rij in standaard_convenant().aanstellingen.ondertekenaars
    }
    with ExitStack() as stapel:
        systemen = {
            partij: stapel.enter_context(Partijsysteem(lokaal, pki, partij)) for partij in functies
        }
        geldend = _geldende_aanstelling(next(iter(systemen.values())), wie)
        if geldend is not None:
            return geldend
        document = _aanstelling(wie)
        for partij, systeem in systemen.items():
            account = lokaal.account(partij, functies[partij][0])
            handtekening = systeem.teken(document, autorisaties[account.sub])
            _eis_ok(
                systeem.gateway.put(
                    f"/aanstellingen/{document['id']}",
                    json={"aanstelling": document, **handtekening},
                )
            )
    return document


def _aanstelling(wie: str) -> dict[str, Any]:
    nu = datetime.now(UTC)
    vandaag = datum_nl(nu)
    return {
        "id": uuid7(nu),
        "versie": 1,
        "tijdstip": utc_tekst(nu),
        "autorisatie": wie,
        "opdracht": _OPDRACHT,
        "van": vandaag.isoformat(),
        "tot": (vandaag + timedelta(days=_AANGESTELD_DAGEN)).isoformat(),
    }


def _geldende_aanstelling(systeem: Partijsysteem, wie: str) -> dict[str, Any] | None:
    lijst = _eis_ok(systeem.gateway.get("/aanstellingen")).json()["aanstellingen"]
    documenten: list[dict[str, Any]] = [een["aanstelling"] for een in lijst if een["geldt"]]
    return next((een for een in documenten if een["autorisatie"] == wie), None)


def _eis_ok(antwoord: httpx.Response) -> httpx.Response:
    if antwoord.is_error:
        raise InrichtingMislukt(f"De aanstelling van de auditor: {antwoord.text[:500]}")
    return antwoord
