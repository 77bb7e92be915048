"""``fanxing doctor``: what this machine has."""
