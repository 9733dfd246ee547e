"""Sides of a style sheet named by the way text runs: "start" and "end" where it said "left" and "right".

Read from left to right nothing changes; read from right to left the whole layout is mirrored, so that neither our
own sheet nor the one we build on needs a second set of rules. What turns a drawing (``transform``) stays as it is.
"""

import re

_SIDES = {"left": "start", "right": "end"}
_ONE_SIDE = re.compile(r"(?<=[{;])(\s*)(margin|padding|border)-(left|right)((?:-(?:width|style|color))?\s*:)")
_OFFSET = re.compile(r"(?<=[{;])(\s*)(left|right)(\s*:)")
_WORD = re.compile(r"(?<=[{;])(\s*text-align\s*:\s*)(left|right)\b")
_FOUR = re.compile(r"(?<=[{;])\s*(margin|padding|border-width)\s*:([^;{}]+)")
_PART = re.compile(r"(?:[^\s()]|\((?:[^()]|\([^()]*\))*\))+")


def logical(sheet: str) -> str:
    """The same sheet, mirrored by ``dir="rtl"``."""
    sheet = _ONE_SIDE.sub(lambda m: f"{m[1]}{m[2]}-inline-{_SIDES[m[3]]}{m[4]}", sheet)
    sheet = _OFFSET.sub(lambda m: f"{m[1]}inset-inline-{_SIDES[m[2]]}{m[3]}", sheet)
    sheet = _WORD.sub(lambda m: m[1] + _SIDES[m[2]], sheet)
    return _FOUR.sub(_four_sides, sheet)


def _four_sides(found: re.Match[str]) -> str:
    """``margin: 1px 2px 3px 4px`` as a pair for each direction; left alone where left and right are the same."""
    name, value = found[1], found[2].strip()
    bare, important = value.removesuffix("!important").strip(), "!important" if value.endswith("!important") else ""
    parts = _PART.findall(bare)
    if len(parts) != 4 or parts[1] == parts[3]:
        return found[0]
    top, right, bottom, left = parts
    block, inline = (
        f"border-{axis}-width" if name == "border-width" else f"{name}-{axis}" for axis in ("block", "inline")
    )
    return f"{block}:{top} {bottom}{important};{inline}:{left} {right}{important}"
