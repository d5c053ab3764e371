"""One look and one manner for every app: the base class, the shell, the tokens and the Voilà template."""
