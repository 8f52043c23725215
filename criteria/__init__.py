"""What the law says: indicators, authorities, weights, tests and questions, as dated data."""

from criteria import money
from criteria.audience import Audiences, audiences
from criteria.errors import CatalogueError, Fault
from criteria.loader import available, check, indicators, load
from criteria.model import Catalogue

__all__ = [
    "Audiences",
    "Catalogue",
    "CatalogueError",
    "Fault",
    "audiences",
    "available",
    "check",
    "indicators",
    "load",
    "money",
]
