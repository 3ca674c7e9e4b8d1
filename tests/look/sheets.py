"""Contact sheets: many pages on one picture, each with its label."""

import io
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

COLUMNS = {360: 6, 1440: 3}
TILE = {360: (300, 900), 1440: (620, 760)}
LABEL = 26


def write_sheets(folder: Path, name: str, width: int, pictures: list[tuple[str, bytes]]) -> list[Path]:
    """Write `name-1.png`, `name-2.png` … with 12 or 9 pages a sheet; returns the files."""
    columns, (wide, high) = COLUMNS[width], TILE[width]
    rows = 2 if width < 700 else 3
    each, written = columns * rows, []
    for start in range(0, len(pictures), each):
        part = pictures[start : start + each]
        sheet = Image.new("RGB", (columns * (wide + 12) + 12, -(-len(part) // columns) * (high + LABEL + 12) + 12), "#8a8a86")
        for place, (label, picture) in enumerate(part):
            left = 12 + place % columns * (wide + 12)
            top = 12 + place // columns * (high + LABEL + 12)
            _place(sheet, label, picture, (left, top), (wide, high))
        path = folder / f"{name}-{start // each + 1}.png"
        sheet.save(path, optimize=True)
        written.append(path)
    return written


def _place(sheet: Image.Image, label: str, picture: bytes, at: tuple[int, int], tile: tuple[int, int]) -> None:
    page = Image.open(io.BytesIO(picture)).convert("RGB")
    scale = tile[0] / page.width
    page = page.resize((tile[0], max(1, round(page.height * scale))), Image.LANCZOS).crop((0, 0, *tile))
    drawing = ImageDraw.Draw(sheet)
    drawing.text((at[0] + 2, at[1] + 4), label, fill="white", font=ImageFont.load_default(15))
    sheet.paste(page.crop((0, 0, tile[0], min(tile[1], round(page.height)))), (at[0], at[1] + LABEL))
