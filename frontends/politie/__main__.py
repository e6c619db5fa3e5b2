"""`python -m frontends.politie [serveer|migreer] --config PAD`."""

from frontends.politie.portaal import POLITIE
from shared.portaal.opdracht import main

if __name__ == "__main__":
    raise SystemExit(main(POLITIE))
