#!/bin/sh
# Find a Python that is new enough and let it run bootstrap.py, which makes .venv.
# Usage: tools/bootstrap.sh [--dev]        PYTHON=/path/to/python chooses one by hand.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)

# A pyenv shim answers to a name it cannot run, so each candidate is asked, not only found.
new_enough() {
    command -v "$1" >/dev/null 2>&1 &&
        "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

for candidate in ${PYTHON:+"$PYTHON"} python3.13 python3.12 python3.11 python3 python3.14 python; do
    if new_enough "$candidate"; then
        exec "$candidate" "$here/bootstrap.py" "$@"
    fi
done

found=$(python3 --version 2>&1) || found='no python3'
cat >&2 <<WORDS
错误：需要 Python 3.11 或更新的版本，这台机器上是：${found}。
    怎么办：安装 Python 3.11 以上（Debian 12、Ubuntu 24.04 自带），或用 make setup PYTHON=/路径/python3.12 指定一个。
error: Python 3.11 or newer is needed; this machine has: ${found}.
    mend: install it, or name one with: make setup PYTHON=/path/to/python3.12
WORDS
exit 4
