"""`driehoek toezicht`: what runs and until when, and who read what, as a table on the screen.

Asked of the party's own service with the token of who oversees; the service keeps who asked. Exit
code 0: shown; 1: the service gave no answer; 2: the command is not understood.
"""

from __future__ import annotations

import argparse
import ssl
import sys
from collections.abc import Generator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import httpx

from shared.bericht.fouten import OngeldigeJson
from shared.bericht.jsonvorm import lees_json
from shared.cli.scherm import FOUT, GOED, ONJUIST_GEBRUIK, bestand, meervoud, veilig
from shared.opslag.bestandsfout import waarom_niet_zin

_WACHT_SECONDEN = 60.0
_MAX_TOKEN = 16 * 1024
_OVERZICHT = (("rubriek", 16), ("uiterlijk", 16), ("urgentie", 9), ("titel", 0))
_SPOOR = (
    ("tijdstip", 20), ("handeling", 12), ("soort", 20), ("functie", 20), ("medewerker", 36),
    ("operatie", 0),
)  # fmt: skip


class DienstFout(Exception):
    """The service gave no answer that can be used; the text says why, in Dutch."""


def registreer(onderdelen: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to `driehoek`."""
    parser = onderdelen.add_parser(
        "toezicht",
        help="toont wat er loopt met zijn klokken, en wie wat las",
        description=(
            "Toont wie toezicht houdt (FG, privacyfunctionaris) wat er loopt en tot wanneer, en "
            "wie gegevens van iemand las, gaf of wijzigde. Dat u het vroeg wordt vastgelegd. Code "
            "0: getoond; 1: de dienst gaf geen antwoord; 2: onjuist gebruik."
        ),
    )
    delen = parser.add_subparsers(title="vragen", metavar="VRAAG", required=True, dest="vraag")
    overzicht = delen.add_parser("overzicht", help="wat er loopt, het dringendste eerst")
    overzicht.add_argument("--rubriek", help="alleen dit, zoals incidenten")
    overzicht.add_argument("--urgentie", help="alleen dit, zoals te_laat")
    overzicht.set_defaults(voer_uit=lambda keuze: _voer_uit(keuze, toon_overzicht))
    spoor = delen.add_parser("leesspoor", help="wie iets las, gaf of wijzigde")
    spoor.add_argument("--persoon", help="het kenmerk van de persoon in het eigen bestand")
    spoor.add_argument("--medewerker", help="de autorisatie van een collega of een programma")
    spoor.add_argument("--van", type=date.fromisoformat, required=True, metavar="DAG")
    spoor.add_argument("--tot", type=date.fromisoformat, required=True, metavar="DAG")
    spoor.add_argument("--reden", required=True, help="waarom u dit vraagt; noem niemand")
    spoor.add_argument(
        "--zonder-personen",
        action="store_true",
        help="u las de reden na: er staat niemand in, ook niet zonder naam",
    )
    spoor.set_defaults(voer_uit=lambda keuze: _voer_uit(keuze, toon_leesspoor))
    for een in (overzicht, spoor):
        een.add_argument("--dienst", required=True, metavar="URL", help="de dienst van uw partij")
        een.add_argument("--token-bestand", required=True, type=bestand, metavar="BESTAND")
        een.add_argument("--ca", type=bestand, metavar="BESTAND", help="haar wortelcertificaat")


def toon_overzicht(client: httpx.Client, keuze: argparse.Namespace) -> None:
    """Print the numbers and every row. Raises `DienstFout`."""
    filters = {
        naam: getattr(keuze, naam)
        for naam in ("rubriek", "urgentie")
        if getattr(keuze, naam) is not None
    }
    pagina = _vraag(client, "GET", "toezichtoverzicht", params=filters)
    for telling in pagina["rubrieken"]:
        if telling["open"] or telling["gedaan"]:
            print(
                f"{telling['rubriek']}: {telling['open']} open, waarvan {telling['teLaat']} te "
                f"laat en {telling['vandaag']} voor vandaag; {telling['gedaan']} gedaan"
            )
    regels = list(pagina["regels"])
    while pagina["volgende"] is not None:
        vraag = {**filters, "cursor": pagina["volgende"]}
        pagina = _vraag(client, "GET", "toezichtoverzicht", params=vraag)
        regels += pagina["regels"]
    if not pagina["volledig"]:
        print("De gateway is nu niet te bereiken: de alarmen ontbreken.")
    _tabel(_OVERZICHT, [{**een, "uiterlijk": een["klok"] or een["uiterlijk"]} for een in regels])


def toon_leesspoor(client: httpx.Client, keuze: argparse.Namespace) -> None:
    """Print every act. Raises `DienstFout`."""
    vraag: dict[str, Any] = {
        "persoon": keuze.persoon,
        "medewerker": keuze.medewerker,
        "van": keuze.van.isoformat(),
        "tot": keuze.tot.isoformat(),
        "reden": keuze.reden,
        "bevestigdZonderPersonen": keuze.zonder_personen,
    }
    regels: list[dict[str, Any]] = []
    while True:
        pagina = _vraag(client, "POST", "leesspoor/_zoek", json=vraag)
        regels += pagina["regels"]
        if pagina["volgende"] is None:
            break
        vraag["na"] = pagina["volgende"]
    _tabel(_SPOOR, regels)


def _tabel(kolommen: Sequence[tuple[str, int]], regels: Sequence[Mapping[str, Any]]) -> None:
    """A heading and a line each; the last column is as wide as it has to be."""
    print("  ".join(naam.ljust(breed) for naam, breed in kolommen).rstrip())
    for regel in regels:
        cellen = (veilig(str(regel[naam] or "-")).ljust(breed) for naam, breed in kolommen)
        print("  ".join(cellen).rstrip())
    print(meervoud(len(regels), "regel", "regels"))


def _voer_uit(keuze: argparse.Namespace, toon: Any) -> int:  # noqa: ANN401 - one of the two above
    try:
        with _client(keuze) as client:
            toon(client, keuze)
    except DienstFout as fout:
        print(fout, file=sys.stderr)
        return FOUT
    except _Onjuist as fout:
        print(fout, file=sys.stderr)
        return ONJUIST_GEBRUIK
    return GOED


class _Onjuist(Exception):
    """An address, certificate or token that cannot be used."""


class _Token(httpx.Auth):
    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


def _client(keuze: argparse.Namespace) -> httpx.Client:
    adres = keuze.dienst.rstrip("/").removesuffix("/v1")
    if not adres.startswith("https://"):
        raise _Onjuist(veilig(f"{keuze.dienst} begint niet met https://"))
    try:
        context = ssl.create_default_context(cafile=keuze.ca)
    except (OSError, ValueError) as fout:
        raise _Onjuist("Het wortelcertificaat is niet te gebruiken.") from fout
    return httpx.Client(
        base_url=f"{adres}/v1/",
        auth=_Token(_token(keuze.token_bestand)),
        verify=context,
        timeout=_WACHT_SECONDEN,
        trust_env=False,
    )


def _token(pad: Path) -> str:
    try:
        with pad.open("rb") as gelezen:
            token = gelezen.read(_MAX_TOKEN).strip()
    except OSError as fout:
        raise _Onjuist(veilig(f"{pad}: {waarom_niet_zin(fout)}")) from fout
    if not token or not all(0x21 <= teken <= 0x7E for teken in token):
        raise _Onjuist(veilig(f"{pad}: hier staat geen token in."))
    return token.decode("ascii")


def _vraag(client: httpx.Client, methode: str, pad: str, **anders: Any) -> dict[str, Any]:  # noqa: ANN401 - as httpx
    try:
        antwoord = client.request(methode, pad, **anders)
        gelezen = lees_json(antwoord.content)
    except httpx.HTTPError as fout:
        raise DienstFout(f"De dienst is niet te bereiken ({type(fout).__name__}).") from fout
    except OngeldigeJson as fout:
        raise DienstFout("De dienst gaf geen leesbaar antwoord.") from fout
    if not isinstance(gelezen, dict):
        raise DienstFout("De dienst gaf geen leesbaar antwoord.")
    if antwoord.status_code != httpx.codes.OK:
        fouten = [f"{een['pad']}: {een['melding']}" for een in _lijst(gelezen.get("fouten"))]
        waarom = "; ".join([str(gelezen.get("detail") or "zonder uitleg"), *fouten])
        raise DienstFout(veilig(f"De dienst antwoordt met {antwoord.status_code}: {waarom}"))
    return gelezen


def _lijst(waarde: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - whatever the service says
    passend = isinstance(waarde, list) and all(
        isinstance(een, dict) and {"pad", "melding"} <= een.keys() for een in waarde
    )
    return waarde if passend else []
