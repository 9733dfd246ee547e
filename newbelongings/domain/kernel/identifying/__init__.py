"""Details in a text that could tell who somebody is or where they live: pointed out for a person, who decides."""

from .bank_details import bank_details
from .full_names import is_everyday_word, says_more_than_a_first_name
from .left import StillTelling, details_left
from .marking import STANDS_IN, Detail, point_out, stand_in

__all__ = [
    "STANDS_IN",
    "Detail",
    "StillTelling",
    "bank_details",
    "details_left",
    "is_everyday_word",
    "point_out",
    "says_more_than_a_first_name",
    "stand_in",
]
