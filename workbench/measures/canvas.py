"""A sheet to draw on with matplotlib's own objects, in pixels, x to the right and y downwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.measures.looks import INK

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SIZE, TITLE_SIZE = 13.0, 16.0
LINE = 18.0
"""From one line of words to the next."""


class Canvas:
    """Words, lines and symbols gathered in the order in which they lie on one another."""

    def __init__(self, width: float) -> None:
        """An empty sheet of a width; its height is known when all is drawn."""
        self.width = width
        self._texts: list[tuple[float, float, str, dict[str, object]]] = []
        self._lines: list[tuple[Sequence[float], Sequence[float], dict[str, object]]] = []

    def write(self, x: float, y: float, words: str, **look: object) -> None:
        """Words with their base line at y, to the right of x unless `ha` says otherwise."""
        self._texts.append((x, y, words, {"fontsize": SIZE, "color": INK, **look}))

    def line(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        *,
        color: str,
        lw: float,
        dashes: Sequence[float] = (),
    ) -> None:
        """A line through points; `dashes` are lengths on and off in turn, none for a whole line."""
        look: dict[str, object] = {"color": color, "lw": lw}
        if dashes:
            look["ls"] = (0, tuple(dashes))
        self._lines.append((xs, ys, look))

    def symbols(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        *,
        shape: str,
        size: float,
        fill: str,
        edge: str,
        lw: float = 1.0,
    ) -> None:
        """The same symbol at each point."""
        look = {"ls": "none", "marker": shape, "ms": size, "mfc": fill, "mec": edge, "mew": lw}
        self._lines.append((xs, ys, look))

    def figure(self, height: float, *, margin: float = 0.0) -> Figure:
        """The sheet as a figure of that height, with nothing behind it, and a margin around it."""
        from matplotlib.figure import Figure  # noqa: PLC0415  # slow to import, and few pages draw
        from matplotlib.lines import Line2D  # noqa: PLC0415
        from matplotlib.transforms import Affine2D  # noqa: PLC0415

        height = float(round(height))
        figure = Figure(figsize=((self.width + 2 * margin) / 72, (height + 2 * margin) / 72), dpi=72)
        figure.patch.set_visible(False)
        pixels = Affine2D().scale(1, -1).translate(margin, height + margin).scale(1 / 72) + figure.dpi_scale_trans
        for xs, ys, look in self._lines:
            figure.add_artist(Line2D(xs, ys, transform=pixels, **look))  # pyright: ignore[reportArgumentType]
        for x, y, words, look in self._texts:
            figure.text(x, y, words, transform=pixels, parse_math=False, **look)  # pyright: ignore[reportArgumentType]
        return figure
