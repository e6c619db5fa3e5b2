"""`python -m frontends.gemeente [serveer|migreer] --config PAD`."""

from frontends.gemeente.portaal import GEMEENTE
from shared.portaal.opdracht import main

if __name__ == "__main__":
    raise SystemExit(main(GEMEENTE))
