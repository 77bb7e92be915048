"""``python -m fanxing``."""

from fanxing.cli.start import main

if __name__ == "__main__":
    main()
