"""Details in a text that could tell who somebody is or where they live: pointed out for a person, who decides."""

from .marking import Detail, point_out, stand_in

__all__ = ["Detail", "point_out", "stand_in"]
