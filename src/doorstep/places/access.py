"""Who may change the places of a street (plain Python); role names as in ``people.rules``."""

from typing import Final

from doorstep.kernel.actor import Actor

ACTS: Final = {
    "place.create_street": "新建街道",
    "place.edit_street": "修改街道信息",
    "place.add": "新增地址",
    "place.import": "导入地址",
    "place.undo_import": "撤销地址导入",
    "place.close": "停用地址",
    "place.draw_grid": "划定网格",
}
IMPORTERS: Final = ("clerk", "administrator")


def can_change_places(actor: Actor, *, path: str) -> bool:
    """Addresses and grids are changed by whoever keeps the address list; setting up may do so too."""
    return actor.kind == "system" or any(actor.has(role, at=path) for role in IMPORTERS)
