import sys

from newbelongings.cli import main

sys.exit(main())
