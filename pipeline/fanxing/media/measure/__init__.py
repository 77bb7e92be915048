"""Eyes of metal: figures of finished films, nothing judged. What they mean is said in ``checks``."""
