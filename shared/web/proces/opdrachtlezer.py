"""Command lines in Dutch, and text of a stranger's making made fit for a terminal."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from typing import NoReturn

ONJUIST_GEBRUIK = 2

_VERTALINGEN = (
    (r"the following arguments are required: (.*)", r"er ontbreekt: \1"),
    (r"unrecognized arguments: (.*)", r"onbekend argument: \1"),
    (r"argument (.*): invalid choice: (.*) \(choose from (.*)\)", r"\1: kies uit \3, niet \2"),
    (r"argument (.*): expected one argument", r"\1: hier hoort een waarde bij"),
    (r"argument (.*): expected at least one argument", r"\1: hier hoort een waarde bij"),
    (r"argument (.*): not allowed with argument (.*)", r"\1: kan niet samen met \2"),
    (r"argument (.*?): (.*)", r"\1: \2"),
)


class _Opmaak(argparse.RawDescriptionHelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "gebruik: " if prefix is None else prefix)


class Opdrachtlezer(argparse.ArgumentParser):
    """An argument parser that speaks Dutch; sub-commands are made with the same class."""

    def __init__(self, **opties: object) -> None:
        super().__init__(
            **{"formatter_class": _Opmaak, "add_help": False, "allow_abbrev": False, **opties}  # type: ignore[arg-type]
        )
        self._positionals.title = "argumenten"
        self._optionals.title = "opties"
        self.add_argument("-h", "--help", action="help", help="toont deze hulp")

    def error(self, message: str) -> NoReturn:
        """Say in Dutch what is wrong with the command and stop with exit code 2."""
        for engels, nederlands in _VERTALINGEN:
            if gevonden := re.fullmatch(engels, message, re.DOTALL):
                message = gevonden.expand(nederlands)
                break
        self.exit(ONJUIST_GEBRUIK, f"{self.format_usage()}{self.prog}: {veilig(message)}\n")


def veilig(tekst: str) -> str:
    """Text of a stranger's making, fit for a terminal: no control or invisible characters."""
    return "".join(teken if teken.isprintable() else "\ufffd" for teken in tekst)
