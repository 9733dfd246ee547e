"""Put the version of uv that uv.lock names into .uv/, with nothing but Python.

A fresh Debian has neither pip nor venv. The lock file says where each build of uv lies and what its
SHA-256 is; this reads it there, checks it, and unpacks the one program.
"""

import hashlib
import io
import platform
import sys
import tomllib
import urllib.request
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / ".uv" / ("uv.exe" if sys.platform == "win32" else "uv")


def _wheel_mark() -> str:
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine().lower(), platform.machine().lower())
    if sys.platform == "darwin":
        return "macosx_11_0_arm64" if machine == "aarch64" else "macosx_10_12_x86_64"
    if sys.platform == "win32":
        return "win_amd64"
    libc = "manylinux" if platform.libc_ver()[0] == "glibc" else "musllinux"
    return f"{libc}_2_17_{machine}" if libc == "manylinux" else f"musllinux_1_1_{machine}"


def main() -> int:
    if TARGET.exists():
        return 0
    lock = tomllib.loads((ROOT / "uv.lock").read_text())
    wheels = next(package["wheels"] for package in lock["package"] if package["name"] == "uv")
    wheel = next((w for w in wheels if _wheel_mark() in w["url"]), None)
    if wheel is None:
        print("No build of uv is listed for this machine: install uv by hand, then run make again.", file=sys.stderr)
        return 1
    with urllib.request.urlopen(wheel["url"], timeout=120) as answer:  # noqa: S310  the address is from our own lock
        content = answer.read()
    if f"sha256:{hashlib.sha256(content).hexdigest()}" != wheel["hash"]:
        print("What was fetched for uv is not what uv.lock names: nothing was installed.", file=sys.stderr)
        return 1
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        name = next(n for n in archive.namelist() if n.endswith(("/scripts/uv", "/scripts/uv.exe")))
        TARGET.parent.mkdir(exist_ok=True)
        TARGET.write_bytes(archive.read(name))
    TARGET.chmod(0o755)
    return 0


if __name__ == "__main__":
    sys.exit(main())
