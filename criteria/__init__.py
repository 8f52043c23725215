"""What the law says: indicators, authorities, weights, tests and questions, as dated data."""

from criteria import money
from criteria.errors import CatalogueError, Fault
from criteria.loader import available, check, indicators, load
from criteria.model import Catalogue

__all__ = [
    "Catalogue",
    "CatalogueError",
    "Fault",
    "available",
    "check",
    "indicators",
    "load",
    "money",
]
