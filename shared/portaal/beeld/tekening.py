"""A drawing as SVG text: boxes, lines and words, with a title and a sentence that says it all.

Colours and letters come from the style sheet: a page allows no style of its own.
"""

from __future__ import annotations

from html import escape


class Tekening:
    """Collects shapes; `svg` gives them as text. Every text is escaped here."""

    def __init__(self, breedte: int, hoogte: int) -> None:
        self.breedte = breedte
        self.hoogte = hoogte
        self._delen: list[str] = []

    def vak(self, x: int, y: int, breed: int, hoog: int, tekst: str, *, soort: str) -> None:
        """A box with a word in it."""
        self._delen.append(
            f'<rect class="vak vak--{escape(soort)}" x="{x}" y="{y}" width="{breed}" '
            f'height="{hoog}" rx="4"/><text class="vaktekst vaktekst--{escape(soort)}" '
            f'x="{x + breed // 2}" y="{y + hoog // 2 + 5}" text-anchor="middle">'
            f"{escape(tekst)}</text>"
        )

    def lijn(self, x1: int, y1: int, x2: int, y2: int, *, dun: bool = False) -> None:
        """A line; the boxes drawn later lie over its ends."""
        soort = "lijn--dun" if dun else "lijn--dik"
        self._delen.insert(0, f'<line class="{soort}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>')

    def stroom(self, x1: int, y1: int, x2: int, y2: int, dikte: int) -> None:
        """A line as thick as what goes along it; boxes lie over its ends.

        It bends near the box on the outside and is straight at the bar, where words stand above it.
        """
        bocht = (x2 - x1) * 2 // 5
        if x1 < self.breedte // 2:
            buiten, mond = x1 + bocht // 2, x1 + bocht
            weg = f"M{x1} {y1}C{buiten} {y1} {buiten} {y2} {mond} {y2}L{x2} {y2}"
        else:
            buiten, mond = x2 - bocht // 2, x2 - bocht
            weg = f"M{x1} {y1}L{mond} {y1}C{buiten} {y1} {buiten} {y2} {x2} {y2}"
        self._delen.insert(0, f'<path class="stroom" stroke-width="{dikte}" d="{weg}"/>')

    def balk(self, x: int, y: int, breed: int, hoog: int) -> None:
        """A bar that everything has to pass."""
        self._delen.append(
            f'<rect class="balk-toetsing" x="{x}" y="{y}" width="{breed}" height="{hoog}" rx="3"/>'
        )

    def woord(self, x: int, y: int, tekst: str, eindigt: bool) -> None:
        """A word beside something."""
        anker = "end" if eindigt else "start"
        self._delen.append(
            f'<text class="vaktekst vaktekst--los" x="{x}" y="{y}" text-anchor="{anker}">'
            f"{escape(tekst)}</text>"
        )

    def op_lijn(self, x: int, y: int, tekst: str) -> None:
        """A word on a line, which stops around it."""
        self._delen.append(
            f'<text class="vaktekst vaktekst--lijn" x="{x}" y="{y}" text-anchor="middle">'
            f"{escape(tekst)}</text>"
        )

    def midden(self, x: int, y: int, tekst: str) -> None:
        """A word above or below something, around this point."""
        self._delen.append(
            f'<text class="vaktekst vaktekst--los" x="{x}" y="{y}" text-anchor="middle">'
            f"{escape(tekst)}</text>"
        )

    def svg(self, titel: str, zin: str) -> str:
        """The drawing, for who sees it and for who has it read aloud."""
        return (
            f'<svg viewBox="0 0 {self.breedte} {self.hoogte}" role="img" '
            f'aria-label="{escape(titel)}. {escape(zin)}">{"".join(self._delen)}</svg>'
        )
