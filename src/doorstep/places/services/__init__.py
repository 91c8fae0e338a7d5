"""The acts on streets, places and grids."""

from doorstep.places.services.grids import draw_grid
from doorstep.places.services.laying import PlaceRow, add_place, close_place, lay_places
from doorstep.places.services.streets import create_street, edit_street

__all__ = ["PlaceRow", "add_place", "close_place", "create_street", "draw_grid", "edit_street", "lay_places"]
