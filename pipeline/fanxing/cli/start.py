"""Where the program ``fanxing`` begins: nothing is loaded yet."""

import gc
import sys


def main() -> None:
    """Load the commands and run them; ends the process with their exit code.

    What is imported stays: to look among it for lost memory is a quarter of the start.
    """
    gc.disable()
    try:
        from fanxing.cli.main import listen  # noqa: PLC0415 - the looking must be off before
        from fanxing.cli.main import main as run  # noqa: PLC0415
    except KeyboardInterrupt:  # nothing has begun
        sys.exit(130)
    gc.enable()
    listen()
    run()
