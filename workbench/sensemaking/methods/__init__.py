"""Methods as data: each is a small readable file that says how a meeting goes, step by step."""

from workbench.sensemaking.methods.files import FOLDER, known, load, problems, shipped
from workbench.sensemaking.methods.method import GATE_OUTPUTS, POINTS_AT, RECORDS, SPEAKS, Method, Step

__all__ = [
    "FOLDER",
    "GATE_OUTPUTS",
    "POINTS_AT",
    "RECORDS",
    "SPEAKS",
    "Method",
    "Step",
    "known",
    "load",
    "problems",
    "shipped",
]
