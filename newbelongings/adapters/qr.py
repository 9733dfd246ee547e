"""QR codes as SVG, for a page and for a poster."""

import io

import segno


def qr_svg(address: str) -> str:
    """A QR code that leads to an address: one SVG element with its own white margin, no size of its own.

    Error correction M: it still scans with a seventh of it torn off or drawn over.
    """
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=4, light="#fff", omitsize=True, xmldecl=False, svgclass=None, lineclass=None, nl=False
    )
    return out.getvalue().decode()
