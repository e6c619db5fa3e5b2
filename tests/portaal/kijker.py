"""Een echte browser die kijkt zoals een mens dat zou doen, en nameet wat een mens niet ziet."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Browser, Page

from tests.architectuur.bron import WORTEL
from tests.hulp.verdeling import is_steekproef
from tests.portaal.zaal import Zaal

_AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
_BEELDEN = WORTEL / "build" / "portaal"
_KEUZE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
_VRAAG = f"axe.run(document, {json.dumps(_KEUZE)}).then((een) => JSON.stringify(een.violations))"
_STEEKT_UIT = """() => [...document.querySelectorAll("body *")]
  .filter((een) => een.getBoundingClientRect().right > innerWidth + 1 && !een.closest(".tabelvak"))
  .slice(0, 3).map((een) => een.outerHTML.slice(0, 120))"""

_MEESTE_TABS = 300
_HIER = """([kiezer, tekst]) => document.activeElement.matches(kiezer)
  && document.activeElement.textContent.includes(tekst)"""


@contextmanager
def ingelogd(
    browser: Browser, zaal: Zaal, sub: str, *, scripts: bool = True
) -> Iterator[tuple[Page, str]]:
    """A page of somebody who logged in by hand, and the address of the portal."""
    adres = zaal.portaal_van(sub).url
    with browser.new_context(
        ignore_https_errors=True,
        java_script_enabled=scripts,
        viewport={"width": 1280, "height": 900},
        locale="nl-NL",
    ) as context:
        blad = context.new_page()
        blad.goto(f"{adres}/")
        blad.get_by_role("link", name="Inloggen").click()
        blad.locator(f'button[value="{sub}"]').click()
        blad.wait_for_url(lambda nu: nu.startswith(adres) and "/terug" not in nu)
        yield blad, adres


def overtredingen(blad: Page) -> list[str]:
    """What axe finds, in a world of its own: the page's policy stays on."""
    blad.evaluate("document.querySelectorAll('details').forEach((een) => { een.open = true; })")
    sessie = blad.context.new_cdp_session(blad)
    boom = sessie.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
    wereld = sessie.send("Page.createIsolatedWorld", {"frameId": boom, "worldName": "axe"})
    plaats = wereld["executionContextId"]
    sessie.send(
        "Runtime.evaluate",
        {"expression": _AXE.read_text(encoding="utf-8"), "contextId": plaats},
    )
    antwoord = sessie.send(
        "Runtime.evaluate",
        {"expression": _VRAAG, "contextId": plaats, "awaitPromise": True, "returnByValue": True},
    )
    gevonden: list[dict[str, Any]] = json.loads(antwoord["result"]["value"])
    return [f"{een['id']}: {knoop['html'][:160]}" for een in gevonden for knoop in een["nodes"]]


def steekt_uit(blad: Page, naam: str) -> list[str]:
    """What does not fit on a desk, a telephone and at 400%; a picture of the first two is kept."""
    gevonden = []
    for breedte, beeld in ((1280, True), (390, True), (320, False)):
        blad.set_viewport_size({"width": breedte, "height": 900})
        te_breed = blad.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
        if te_breed:
            gevonden += [f"{breedte}: {een}" for een in blad.evaluate(_STEEKT_UIT)]
        if beeld:
            _neem_beeld(blad, f"{naam}-{breedte}")
    return gevonden


def leg_vast(blad: Page, naam: str) -> None:
    """A picture for people to look at, on a desk and on a telephone."""
    for breedte in (1280, 390):
        blad.set_viewport_size({"width": breedte, "height": 900})
        _neem_beeld(blad, f"{naam}-{breedte}")


def _neem_beeld(blad: Page, naam: str) -> None:
    """The whole page, without the waiting for animations that these pages do not have.

    It proves nothing by itself and costs a fifth of looking at a screen: not in a sample.
    """
    if is_steekproef():
        return
    sessie = blad.context.new_cdp_session(blad)
    vraag = {"format": "png", "captureBeyondViewport": True, "optimizeForSpeed": True}
    maat = sessie.send("Page.getLayoutMetrics")["cssContentSize"]
    vraag["clip"] = {"x": 0, "y": 0, "width": maat["width"], "height": maat["height"], "scale": 1}
    antwoord = sessie.send("Page.captureScreenshot", vraag)
    sessie.detach()
    _BEELDEN.mkdir(parents=True, exist_ok=True)
    (_BEELDEN / f"{naam}.png").write_bytes(b64decode(antwoord["data"]))


def met_tab_naar(blad: Page, kiezer: str, tekst: str = "") -> None:
    """With the tab key to what has this form and this text; all the way one sees where one is."""
    for _ in range(_MEESTE_TABS):
        blad.keyboard.press("Tab")
        if blad.evaluate(_HIER, [kiezer, tekst]):
            return
        vorm = blad.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert vorm != "none"
    raise AssertionError((kiezer, tekst))
