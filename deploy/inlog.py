"""The development login: a real OpenID Connect provider with one account per function.

    python -m deploy.inlog --poort 8449 --accounts accounts.json --publiek driehoek-lokaal

The provider is the package ``oidc-provider-mock``, in a process of its own. Out of the box it
gives opaque access tokens, takes any user name and does not look at PKCE. Here it gives signed
access tokens (RFC 9068: ``at+jwt``, RS256, our audience), knows only the accounts in the file (a
JSON list of ``{"sub", "naam", "partij", "functie"}``), demands PKCE with S256 (RFC 7636) and
returns only to this machine. There are no passwords: whoever may reach the port is anyone. A
program proves itself with its own key (``--programmas``, see ``inlogprogramma``). The provider
listens on the loopback interface only, and a production start refuses it as an issuer.
"""

from __future__ import annotations

import argparse
import importlib
import json
import logging
import os
import secrets
import sys
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import flask
import jinja2
import werkzeug.serving
from joserfc import jwt
from joserfc.jwk import RSAKey

from deploy.inlogpagina import PAGINAS
from deploy.inlogprogramma import (
    ALGORITMEN,
    CLIENT_CREDENTIALS,
    ProgrammaGeweigerd,
    Programmas,
    lees_programmas,
)
from deploy.pkce import daag_uit
from shared.bericht.jsonvorm import ontb64url

_GELDIG_SECONDEN = 3600
_AUTORISATIE = "/oauth2/authorize"
_TOKEN = "/oauth2/token"  # noqa: S105 — een pad, geen geheim
_LOKAAL = ("localhost", "127.0.0.1")
_RSA_BITS = 2048


@dataclass(frozen=True)
class Uitgifte:
    """What every access token says: who issues it, for whom, and for how long (seconds)."""

    uitgever: str
    publiek: str
    geldig: int = _GELDIG_SECONDEN


@dataclass(frozen=True)
class Inlogaccount:
    """Who may log in, and how the page tells people apart."""

    sub: str
    naam: str = ""
    partij: str = ""
    functie: str = ""


def maak_inlog(
    uitgifte: Uitgifte,
    accounts: Sequence[Inlogaccount],
    nu: Callable[[], float] = time.time,
    programmas: Mapping[str, RSAKey] | None = None,
) -> flask.Flask:
    """The provider as a WSGI app; `accounts` are the subjects that exist.

    `programmas`: the public keys of the clients that come without a person.
    """
    sleutel = RSAKey.generate_key(
        _RSA_BITS, parameters={"alg": "RS256", "use": "sig", "kid": secrets.token_hex(8)}
    )
    app = flask.Flask("driehoek-inlog")
    app.secret_key = secrets.token_bytes(32)
    app.jinja_loader = jinja2.DictLoader(PAGINAS)
    app.jinja_env.globals["accounts_voor"] = lambda client: groepeer(accounts, client)

    def maak_token(client: Any, user: Any, scope: str, **_: object) -> str:  # noqa: ANN401
        return geef_uit(user.sub, client.get_client_id(), scope)

    def geef_uit(sub: str, client: str, scope: str) -> str:
        moment = int(nu())
        return jwt.encode(
            {"alg": "RS256", "typ": "at+jwt", "kid": sleutel.kid},
            {
                "iss": uitgifte.uitgever,
                "aud": uitgifte.publiek,
                "sub": sub,
                "client_id": client,
                "scope": scope,
                "iat": moment,
                "exp": moment + uitgifte.geldig,
                "jti": secrets.token_hex(16),
            },
            sleutel,
        )

    # De provider leest dit bij het registreren; daarna is er niets meer aan te veranderen.
    app.config["OAUTH2_ACCESS_TOKEN_GENERATOR"] = maak_token
    _voeg_provider_toe(app, accounts, uitgifte.geldig)
    _Poortwachter(frozenset(een.sub for een in accounts)).bewaak(app)
    adressen = (uitgifte.uitgever, uitgifte.uitgever + _TOKEN)
    _bedien_programmas(app, Programmas(programmas or {}, adressen, nu), uitgifte, geef_uit)
    _publiceer_sleutel(app, sleutel)
    _onderteken_idtoken(app, sleutel)
    _noem_wat_kan(app)
    return app


def _bedien_programmas(
    app: flask.Flask,
    programmas: Programmas,
    uitgifte: Uitgifte,
    geef_uit: Callable[[str, str, str], str],
) -> None:
    """Give a program a token that names it as subject and as client (RFC 9068, 2.2)."""

    def antwoord() -> flask.Response | tuple[flask.Response, int] | None:
        verzoek = flask.request
        if verzoek.path != _TOKEN or verzoek.form.get("grant_type") != CLIENT_CREDENTIALS:
            return None
        try:
            client = programmas.keur(verzoek.form)
        except ProgrammaGeweigerd as fout:
            return flask.jsonify({"error": fout.code, "error_description": str(fout)}), 401
        token = geef_uit(client, client, verzoek.form.get("scope", ""))
        uit = flask.jsonify(
            {"access_token": token, "token_type": "Bearer", "expires_in": uitgifte.geldig}
        )
        uit.headers["Cache-Control"] = "no-store"
        return uit

    # Voor de poortwachter: die kent alleen codes.
    app.before_request_funcs.setdefault(None, []).insert(0, antwoord)


def _voeg_provider_toe(app: flask.Flask, accounts: Sequence[Inlogaccount], geldig: int) -> None:
    with warnings.catch_warnings():
        # Het pakket gebruikt een deel van authlib dat verhuist; dat is niet aan ons. authlib zet
        # bij het laden zijn eigen filter, dus het onze moet daarna.
        importlib.import_module("authlib.deprecate")
        warnings.simplefilter("ignore")
        import oidc_provider_mock

        wsgi = app.wsgi_app
        oidc_provider_mock.init_app(
            app,
            issue_refresh_token=False,
            access_token_max_age=timedelta(seconds=geldig),
            user_claims=[
                oidc_provider_mock.User(sub=een.sub, claims={"name": een.naam or een.sub})
                for een in accounts
            ],
        )
    # De provider zet een foutzoeker aan die code uitvoert; die gaat weer uit.
    app.debug = False
    app.wsgi_app = wsgi  # type: ignore[method-assign]


def _publiceer_sleutel(app: flask.Flask, sleutel: RSAKey) -> None:
    """Add our key to the provider's own, which signs the ID tokens."""

    def met_sleutel(document: dict[str, Any]) -> None:
        document["keys"].append(sleutel.as_dict(private=False))

    _vul_aan(app, "/jwks", met_sleutel)


def _onderteken_idtoken(app: flask.Flask, sleutel: RSAKey) -> None:
    """Sign ID tokens with the key that has a name.

    The package leaves the name out, and whoever finds more than one key cannot tell which to use
    (OIDC Core, 10.1).
    """

    def met_sleutelnaam(antwoord: flask.Response) -> flask.Response:
        document = antwoord.get_json() if flask.request.path == _TOKEN else None
        if isinstance(document, dict) and "id_token" in document:
            claims = json.loads(ontb64url(document["id_token"].split(".")[1]))
            kop = {"alg": "RS256", "typ": "JWT", "kid": sleutel.kid}
            document["id_token"] = jwt.encode(kop, claims, sleutel)
            antwoord.set_data(json.dumps(document))
        return antwoord

    app.after_request(met_sleutelnaam)


def _noem_wat_kan(app: flask.Flask) -> None:
    """Say what is demanded (RFC 8414): a client in a browser uses PKCE only where it is offered."""

    def met_wat_kan(document: dict[str, Any]) -> None:
        document["code_challenge_methods_supported"] = ["S256"]
        soorten = document.setdefault("grant_types_supported", ["authorization_code"])
        soorten.append(CLIENT_CREDENTIALS)
        wijzen = document.setdefault("token_endpoint_auth_methods_supported", [])
        wijzen.append("private_key_jwt")
        document["token_endpoint_auth_signing_alg_values_supported"] = ALGORITMEN

    _vul_aan(app, "/.well-known/openid-configuration", met_wat_kan)


def _vul_aan(app: flask.Flask, pad: str, wijzig: Callable[[dict[str, Any]], None]) -> None:
    """Change a JSON document of the provider before it goes out."""
    naam = next(regel.endpoint for regel in app.url_map.iter_rules() if regel.rule == pad)
    eigen = app.view_functions[naam]

    def aangevuld() -> flask.Response:
        document = json.loads(flask.make_response(eigen()).get_data())
        wijzig(document)
        return flask.jsonify(document)

    app.view_functions[naam] = aangevuld


class _Poortwachter:
    """What the provider leaves open: known accounts, loopback redirects and PKCE."""

    def __init__(self, accounts: frozenset[str]) -> None:
        self._accounts = accounts
        self._uitdagingen: dict[str, str] = {}

    def bewaak(self, app: flask.Flask) -> None:
        app.before_request(self._voor)
        app.after_request(self._na)

    def _voor(self) -> tuple[flask.Response, int] | None:
        verzoek = flask.request
        fout = None
        if verzoek.path == _AUTORISATIE:
            fout = self._keur_autorisatie(verzoek)
        elif verzoek.path == _TOKEN:
            fout = self._keur_inwisselen(verzoek)
        elif verzoek.path.startswith("/users"):
            fout = ("access_denied", "De accounts liggen vast.")
        if fout is None:
            return None
        return flask.jsonify({"error": fout[0], "error_description": fout[1]}), 400

    def _keur_autorisatie(self, verzoek: flask.Request) -> tuple[str, str] | None:
        vragen = verzoek.args
        if vragen.get("code_challenge_method") != "S256" or not vragen.get("code_challenge"):
            return "invalid_request", "PKCE met S256 is verplicht."
        if urlsplit(vragen.get("redirect_uri", "")).hostname not in _LOKAAL:
            return "invalid_request", "Terug mag alleen naar deze machine."
        gekozen = verzoek.form.get("sub")
        if verzoek.method == "POST" and gekozen is not None and gekozen not in self._accounts:
            return "access_denied", "Dit account bestaat niet. Toevoegen: zie de README."
        return None

    def _keur_inwisselen(self, verzoek: flask.Request) -> tuple[str, str] | None:
        uitdaging = self._uitdagingen.pop(verzoek.form.get("code", ""), None)
        if uitdaging is None:
            return "invalid_grant", "Deze code is onbekend of al gebruikt."
        bewijs = verzoek.form.get("code_verifier", "")
        if not secrets.compare_digest(daag_uit(bewijs), uitdaging):
            return "invalid_grant", "De code_verifier hoort niet bij deze aanmelding."
        return None

    def _na(self, antwoord: flask.Response) -> flask.Response:
        if flask.request.path == _AUTORISATIE and antwoord.location:
            for code in parse_qs(urlsplit(antwoord.location).query).get("code", []):
                self._uitdagingen[code] = flask.request.args["code_challenge"]
        return antwoord


def groepeer(accounts: Sequence[Inlogaccount], client: str) -> list[tuple[str, list[Inlogaccount]]]:
    """The accounts by party, those of the portal that asks first."""
    partijen: dict[str, list[Inlogaccount]] = {}
    for een in accounts:
        partijen.setdefault(een.partij, []).append(een)
    return sorted(partijen.items(), key=lambda rij: not client.endswith(f"-{rij[0]}"))


def _lees_accounts(pad: Path) -> list[Inlogaccount]:
    velden = ("sub", "naam", "partij", "functie")
    rijen = json.loads(pad.read_text(encoding="utf-8"))
    return [Inlogaccount(**{naam: str(rij.get(naam, "")) for naam in velden}) for rij in rijen]


def main(argumenten: Sequence[str] | None = None) -> int:
    """Run the provider until it is stopped."""
    lezer = argparse.ArgumentParser(description="De inlogvoorziening voor ontwikkelen en testen.")
    lezer.add_argument("--poort", type=int, required=True)
    lezer.add_argument("--host", choices=_LOKAAL, default=_LOKAAL[0])
    lezer.add_argument("--accounts", type=Path, required=True)
    lezer.add_argument("--programmas", type=Path, help="wie een token voor zichzelf mag halen")
    lezer.add_argument("--publiek", required=True, help="de aud van de toegangstokens")
    lezer.add_argument("--geldig", type=int, default=_GELDIG_SECONDEN, help="in seconden")
    keuze = lezer.parse_args(argumenten)
    # Op de eigen machine is http genoeg; authlib vraagt om dat uitdrukkelijk te zeggen.
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    uitgifte = Uitgifte(f"http://{keuze.host}:{keuze.poort}", keuze.publiek, keuze.geldig)
    programmas = {} if keuze.programmas is None else lees_programmas(keuze.programmas)
    app = maak_inlog(uitgifte, _lees_accounts(keuze.accounts), programmas=programmas)
    server = werkzeug.serving.make_server(keuze.host, keuze.poort, app, threaded=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
