"""`python -m clientkeep.lifecycle.billing.compose TEXT …` without anything else of the product."""

import sys

from .cli import main

sys.exit(main(sys.argv[1:]))
