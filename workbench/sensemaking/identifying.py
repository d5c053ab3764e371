"""The check for words that may say who somebody is, beside what it is most needed for; see `workbench.identifying`."""

from workbench.identifying import KINDS, WHY, Finding, IdentifyingWarning, find, sentence

__all__ = ["KINDS", "WHY", "Finding", "IdentifyingWarning", "find", "sentence"]
