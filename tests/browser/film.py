"""A recording of the page as a GIF: pictures that a test takes where something has changed, each shown for a while."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

COLOURS = 255


@dataclass
class Film:
    """Takes pictures of `page`, which waits for nothing itself: whoever films waits for what is to be seen."""

    page: Page
    width: int
    """Pixels of the pictures, which keep the page's shape."""
    _frames: list[Image.Image] = field(default_factory=list)
    _milliseconds: list[int] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """How long it takes to be watched."""
        return sum(self._milliseconds) / 1000

    def show(self, milliseconds: int) -> None:
        """What is on the page now, for so long."""
        taken = Image.open(BytesIO(self.page.screenshot(animations="disabled", caret="initial"))).convert("RGB")
        if taken.width != self.width:
            taken = taken.resize((self.width, taken.height * self.width // taken.width), Image.Resampling.LANCZOS)
        if self._frames and taken.tobytes() == self._frames[-1].tobytes():
            self._milliseconds[-1] += milliseconds
        else:
            self._frames.append(taken)
            self._milliseconds.append(milliseconds)

    def type(self, text: str, piece: int = 3, milliseconds: int = 90) -> None:
        """Write where the focus is, so many characters in a picture."""
        for at in range(0, len(text), piece):
            self.page.keyboard.type(text[at : at + piece])
            self.show(milliseconds)

    def save(self, path: Path) -> None:
        """Write the GIF. All pictures share one palette, so that what stays the same is stored once."""
        palette = self._palette()
        first, *others = (frame.quantize(palette=palette, dither=Image.Dither.NONE) for frame in self._frames)
        first.save(path, save_all=True, append_images=others, duration=self._milliseconds, loop=0, optimize=False, disposal=1)

    def _palette(self) -> Image.Image:
        """The colours of pictures from all of the film, rare ones too: those of a status are few pixels."""
        some = self._frames[:: max(len(self._frames) // 8, 1)]
        strip = Image.new("RGB", (some[0].width, sum(one.height for one in some)))
        for at, one in enumerate(some):
            strip.paste(one, (0, at * one.height))
        return strip.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
