"""Details in a text that could tell who somebody is or where they live: pointed out for a person, who decides."""

from .bank_details import bank_details
from .marking import Detail, point_out, stand_in

__all__ = ["Detail", "bank_details", "point_out", "stand_in"]
