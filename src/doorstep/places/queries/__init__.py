"""What pages and other stages read about streets, places and grids."""

from doorstep.places.lists import AddressList
from doorstep.places.paths import community_path, paths_above
from doorstep.places.queries.finding import find_place, read_address_list, suggest
from doorstep.places.queries.grids import grid_of, grid_paths, grids
from doorstep.places.queries.spots import (
    chain,
    children_of,
    communities,
    dwelling_count,
    imports,
    names_of_paths,
    place_at,
    place_choices,
    place_exists,
    place_for,
    place_ids,
    places_under,
)
from doorstep.places.queries.streets import (
    street,
    street_for,
    street_for_host,
    street_ids,
    street_path,
    streets,
)

__all__ = [
    "AddressList",
    "chain",
    "children_of",
    "communities",
    "community_path",
    "dwelling_count",
    "find_place",
    "grid_of",
    "grid_paths",
    "grids",
    "imports",
    "names_of_paths",
    "paths_above",
    "place_at",
    "place_choices",
    "place_exists",
    "place_for",
    "place_ids",
    "places_under",
    "read_address_list",
    "street",
    "street_for",
    "street_for_host",
    "street_ids",
    "street_path",
    "streets",
    "suggest",
]
