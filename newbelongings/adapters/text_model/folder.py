"""A larger sentence model that a council keeps in a folder of its own: any BERT as sentence-transformers saves it.

Read, never fetched, and no code from the folder is run.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from .bert import Encoder, Floats, Sizes

_LONGEST = 512
_FEWEST = 3  # one piece and the two marks around it
_NEEDED = ("config.json", "tokenizer.json", "model.safetensors")
_STEPS = ("Transformer", "Pooling", "Normalize")
_POOLINGS = {"pooling_mode_mean_tokens": "mean", "pooling_mode_cls_token": "cls"}


class NotAModel(Exception):
    """The folder holds no model that can be read here; says why in one sentence."""


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A folder found to hold a model. ``fingerprint``: sixteen letters that change when any of its numbers does."""

    path: Path
    sizes: Sizes
    fingerprint: str

    @property
    def version(self) -> str:
        """Its name and fingerprint, such as ``large-english-3f2a91c0``; short enough to be kept with a suggestion."""
        return f"{self.path.name[:40]}-{self.fingerprint[:8]}"

    def encoder(self) -> Encoder:
        """Load it; raises ``NotAModel`` where its numbers are not those of the sizes that its config gives."""
        try:
            tensors = load_file(self.path / "model.safetensors")
            tokenizer = Tokenizer.from_file(str(self.path / "tokenizer.json"))
        except Exception as error:  # tokenizers raises nothing narrower
            raise NotAModel(f"{self.path.name}: the files of this model cannot be read ({error}).") from error
        named = {name.removeprefix("bert."): tensor.astype(np.float32, copy=False) for name, tensor in tensors.items()}
        _check_shapes(self.path, named, self.sizes)
        return Encoder(named, self.sizes, tokenizer)


def open_folder(path: Path) -> ModelFolder:
    """Look at a folder without loading it; raises ``NotAModel``."""
    missing = [name for name in _NEEDED if not (path / name).is_file()]
    if missing:
        raise NotAModel(
            f"{path} is not a folder with a sentence model: there is no {' and no '.join(missing)} in it. "
            "Give the folder that holds config.json, tokenizer.json and model.safetensors."
        )
    sizes = _sizes(path)
    digest = hashlib.sha256(repr(sizes).encode())
    for name in ("tokenizer.json", "model.safetensors"):
        with (path / name).open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return ModelFolder(path, sizes, digest.hexdigest()[:16])


def _sizes(path: Path) -> Sizes:
    config = _json(path / "config.json")
    if config.get("model_type") != "bert" or config.get("hidden_act", "gelu") != "gelu":
        kind = config.get("model_type", "of no known kind")
        raise NotAModel(f"{path.name} is {kind}, and only BERT models with GELU can be read. Choose another model.")
    if config.get("position_embedding_type", "absolute") != "absolute":
        raise NotAModel(f"{path.name} counts places in a way that cannot be read here. Choose another model.")
    epsilon = config.get("layer_norm_eps", 1e-12)
    sizes = Sizes(
        layers=_count(path, config, "num_hidden_layers"),
        heads=_count(path, config, "num_attention_heads"),
        width=_count(path, config, "hidden_size"),
        longest=min(_longest(path), _count(path, config, "max_position_embeddings"), _LONGEST),
        epsilon=epsilon if isinstance(epsilon, float) else 1e-12,
        pooling=_pooling(path),
    )
    if sizes.longest < _FEWEST or sizes.width % sizes.heads:
        raise NotAModel(f"{path.name}: the sizes in its config.json are not those of a model.")
    return sizes


def _count(path: Path, config: Mapping[str, object], name: str) -> int:
    found = config.get(name)
    if not isinstance(found, int) or found < 1:
        raise NotAModel(f"{path.name}: its config.json does not say {name}.")
    return found


def _longest(path: Path) -> int:
    file = path / "sentence_bert_config.json"
    said = _json(file).get("max_seq_length") if file.exists() else None
    return int(said) if isinstance(said, int) else _LONGEST


def _pooling(path: Path) -> str:
    """Mean where nothing is said, as sentence-transformers has it."""
    steps = _list(path / "modules.json")
    other = [kind for step in steps if (kind := str(step.get("type", "")).rsplit(".", 1)[-1]) not in _STEPS]
    if other:
        raise NotAModel(f"{path.name} has a step ({other[0]}) that cannot be read here. Choose another model.")
    file = path / "1_Pooling" / "config.json"
    said = _json(file) if file.exists() else {"pooling_mode_mean_tokens": True}
    chosen = [name for name, value in said.items() if name.startswith("pooling_mode_") and value is True]
    if len(chosen) != 1 or chosen[0] not in _POOLINGS:
        raise NotAModel(f"{path.name} pools in a way that cannot be read here ({', '.join(chosen) or 'none'}).")
    return _POOLINGS[chosen[0]]


def _json(path: Path) -> Mapping[str, object]:
    found = _parsed(path)
    if not isinstance(found, dict):
        raise NotAModel(f"{path.parent.name}: {path.name} is not an object.")
    return found


def _list(path: Path) -> list[Mapping[str, object]]:
    found = _parsed(path) if path.exists() else []
    return [step for step in found if isinstance(step, dict)] if isinstance(found, list) else []


def _parsed(path: Path) -> object:
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise NotAModel(f"{path.parent.name}: {path.name} is not JSON.") from error


def _check_shapes(path: Path, tensors: Mapping[str, Floats], sizes: Sizes) -> None:
    width = sizes.width
    wanted: dict[str, tuple[int, ...]] = {"embeddings.LayerNorm.weight": (width,)}
    for i in range(sizes.layers):
        wanted[f"encoder.layer.{i}.attention.output.dense.weight"] = (width, width)
        wanted[f"encoder.layer.{i}.output.LayerNorm.weight"] = (width,)
    for name, shape in wanted.items():
        if name not in tensors or tensors[name].shape != shape:
            raise NotAModel(f"{path.name}: {name} is missing or not of the size that config.json gives.")
