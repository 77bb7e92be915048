"""``python -m fanxing``."""

from fanxing.cli.main import main

if __name__ == "__main__":
    main()
