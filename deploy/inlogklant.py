"""Logging in at the development provider, the way a frontend does: authorization code with PKCE.

    python -m deploy.inlogklant --uitgever http://localhost:8449 --publiek driehoek-lokaal \
        --sub regisseur@gemeente.example

Prints the access token. Used by the demo and by the end-to-end tests. A program logs in with its
own key instead: ``--client zaaksysteem.gemeente.example --sleutel zaaksysteem.pem``.
"""

from __future__ import annotations

import argparse
import secrets
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
from joserfc.jwk import RSAKey

from deploy.inlogprogramma import BEWIJSSOORT, CLIENT_CREDENTIALS, maak_bewijs
from deploy.pkce import daag_uit

_TERUG = "http://localhost/terug"
_SECONDEN = 10.0


class AanmeldenMislukt(Exception):
    """The provider gave no token; the text says what it said."""


def haal_token(uitgever: str, sub: str, publiek: str) -> str:
    """An access token for the account `sub`, through the whole flow by HTTP.

    `publiek` is the client id; the provider's tokens carry its own configured audience, which is
    the same in the local environment.
    """
    with httpx.Client(timeout=_SECONDEN, trust_env=False) as client:
        adressen = _lees(client.get(f"{uitgever}/.well-known/openid-configuration"))
        bewijs, staat = secrets.token_urlsafe(48), secrets.token_urlsafe(16)
        antwoord = client.post(
            adressen["authorization_endpoint"],
            params={
                "response_type": "code",
                "client_id": publiek,
                "redirect_uri": _TERUG,
                "scope": "openid",
                "state": staat,
                "code_challenge": daag_uit(bewijs),
                "code_challenge_method": "S256",
            },
            data={"sub": sub},
        )
        code = _lees_code(antwoord, staat)
        tokens = _lees(
            client.post(
                adressen["token_endpoint"],
                data={
                    "grant_type": "authorization_code",
                    "code": code,
                    "redirect_uri": _TERUG,
                    "client_id": publiek,
                    "code_verifier": bewijs,
                },
                auth=(publiek, "geen-geheim"),
            )
        )
    return tokens["access_token"]


def haal_programmatoken(uitgever: str, client: str, sleutel: Path) -> str:
    """An access token for a program, with a proof under its own key (``private_key_jwt``)."""
    with httpx.Client(timeout=_SECONDEN, trust_env=False) as http:
        adressen = _lees(http.get(f"{uitgever}/.well-known/openid-configuration"))
        bewijs = maak_bewijs(client, RSAKey.import_key(sleutel.read_bytes()), uitgever, time.time())
        antwoord = http.post(
            adressen["token_endpoint"],
            data={
                "grant_type": CLIENT_CREDENTIALS,
                "client_assertion_type": BEWIJSSOORT,
                "client_assertion": bewijs,
            },
        )
    return _lees(antwoord)["access_token"]


def _lees_code(antwoord: httpx.Response, staat: str) -> str:
    """The code out of the redirect, which must answer our own request (`state`)."""
    if antwoord.status_code not in (302, 303):
        raise AanmeldenMislukt(_uitleg(antwoord))
    terug = parse_qs(urlsplit(antwoord.headers.get("location", "")).query)
    if terug.get("state") != [staat] or len(terug.get("code", [])) != 1:
        raise AanmeldenMislukt("Het antwoord van de inlog hoort niet bij deze aanmelding.")
    return str(terug["code"][0])


def _lees(antwoord: httpx.Response) -> dict[str, str]:
    if antwoord.status_code != httpx.codes.OK:
        raise AanmeldenMislukt(_uitleg(antwoord))
    document: dict[str, str] = antwoord.json()
    return document


def _uitleg(antwoord: httpx.Response) -> str:
    return f"De inlog antwoordde {antwoord.status_code}: {antwoord.text[:300]}"


def main(argumenten: Sequence[str] | None = None) -> int:
    """Print an access token."""
    lezer = argparse.ArgumentParser(description="Haalt een toegangstoken bij de testinlog.")
    lezer.add_argument("--uitgever", required=True)
    lezer.add_argument("--publiek", default="", help="de client waarmee een medewerker inlogt")
    wie = lezer.add_mutually_exclusive_group(required=True)
    wie.add_argument("--sub", help="het account van een medewerker")
    wie.add_argument("--client", help="het client_id van een programma; met --sleutel")
    lezer.add_argument("--sleutel", type=Path, help="de geheime sleutel van het programma (PEM)")
    keuze = lezer.parse_args(argumenten)
    if (keuze.client is None) != (keuze.sleutel is None) or (keuze.sub and not keuze.publiek):
        lezer.error("geef --sub met --publiek, of --client met --sleutel")
    try:
        if keuze.client is not None:
            print(haal_programmatoken(keuze.uitgever, keuze.client, keuze.sleutel))
        else:
            print(haal_token(keuze.uitgever, keuze.sub, keuze.publiek))
    except httpx.TransportError as fout:
        print(
            f"Op {keuze.uitgever} antwoordt geen inlog ({fout}). De testinlog draait zodra u "
            "alles start: make start.",
            file=sys.stderr,
        )
        return 1
    except (AanmeldenMislukt, httpx.HTTPError) as fout:
        print(fout, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
