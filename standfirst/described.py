"""What the fields of a model say of themselves, read from its source when somebody asks and not at each start."""

from __future__ import annotations

import ast
import inspect
import sys
from functools import cache
from typing import Any

from pydantic import BaseModel


@cache
def descriptions(model: type[BaseModel]) -> dict[str, str]:
    """The docstring after each field, by the field's name, with those of the models that it is made from."""
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if issubclass(base, BaseModel) and base is not BaseModel:
            found |= _classes(base.__module__).get(base.__name__, {})
    return {name: found[name] for name in model.model_fields if name in found}


def add_descriptions(schema: dict[str, Any], model: type[BaseModel]) -> None:
    """Put them into a model's JSON Schema."""
    said = descriptions(model)
    for name, field in model.model_fields.items():
        if (part := schema.get("properties", {}).get(field.alias or name)) is not None and name in said:
            part["description"] = said[name]


@cache
def _classes(module: str) -> dict[str, dict[str, str]]:
    """What stands after the fields of each class of a module."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {node.name: dict(_said(node)) for node in tree.body if isinstance(node, ast.ClassDef)}


def _said(node: ast.ClassDef) -> list[tuple[str, str]]:
    found = []
    for field, after in zip(node.body, node.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(after, ast.Expr):
            said = after.value
            if isinstance(said, ast.Constant) and isinstance(said.value, str):
                found.append((field.target.id, inspect.cleandoc(said.value)))
    return found
