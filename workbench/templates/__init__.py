"""Packs: the notebooks of one network, generated from the templates."""
