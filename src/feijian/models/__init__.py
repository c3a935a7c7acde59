"""Outlier models: each subject beside its peers, and the features that set it apart."""

from feijian.models.header import Feature
from feijian.models.model import Model, ModelBook
from feijian.models.reading import read_models

__all__ = ["Feature", "Model", "ModelBook", "read_models"]
