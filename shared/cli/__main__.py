"""`python -m shared.cli`: the `driehoek` command."""

import sys

from shared.cli.hoofd import main

sys.exit(main())
