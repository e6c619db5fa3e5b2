"""Wie een token vraagt terwijl er niets draait, leest waar niets was en wat hij moet doen."""

from __future__ import annotations

import socket

import pytest

from deploy.inlogklant import main


def test_zonder_inlog_staat_er_welk_adres_zweeg_en_wat_te_doen(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with socket.socket() as gesloten:
        # Wel bezet, maar er luistert niemand.
        gesloten.bind(("127.0.0.1", 0))
        uitgever = f"http://127.0.0.1:{gesloten.getsockname()[1]}"
        assert main(["--uitgever", uitgever, "--publiek", "proef", "--sub", "a@proef.example"]) == 1

    uitvoer = capsys.readouterr()
    assert uitvoer.out == ""
    assert uitgever in uitvoer.err
    assert "make start" in uitvoer.err
