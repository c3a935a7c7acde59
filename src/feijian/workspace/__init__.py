"""A workspace: one folder with the settings, the warehouse, the runs and the verdicts."""

from feijian.workspace import audit
from feijian.workspace.folder import Workspace
from feijian.workspace.runs import (
    Run,
    RunRequest,
    begin_run,
    chosen_run,
    complete_runs,
    latest_run,
    open_run,
    publish_run,
)
from feijian.workspace.settings import Exemption, ParameterOverride, Settings, SwitchedOff

__all__ = [
    "Exemption",
    "ParameterOverride",
    "Run",
    "RunRequest",
    "Settings",
    "SwitchedOff",
    "Workspace",
    "audit",
    "begin_run",
    "chosen_run",
    "complete_runs",
    "latest_run",
    "open_run",
    "publish_run",
]
