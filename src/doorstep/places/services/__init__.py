"""The acts on streets, places and grids."""

from doorstep.places.services.addresses import import_addresses, undo_import
from doorstep.places.services.grids import draw_grid
from doorstep.places.services.laying import add_place, close_place, lay_places
from doorstep.places.services.streets import create_street, edit_street
from doorstep.places.sheets import NewPlace as PlaceRow

__all__ = [
    "PlaceRow",
    "add_place",
    "close_place",
    "create_street",
    "draw_grid",
    "edit_street",
    "import_addresses",
    "lay_places",
    "undo_import",
]
