"""feijian (飞检): ranked, evidenced leads for the supervision of a medical-insurance fund.

    from feijian import Workspace, load, run, leads

    workspace = Workspace.create(Path("my_workspace"))
    load(workspace, Path("delivery"))
    print(leads(run(workspace)))

Seven names are public: Workspace and Library say where things lie; load, run and sweep do the
work; check looks content over; leads reads what came of it. Each is imported when first used.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from feijian.api import check, leads, load, run, sweep
    from feijian.library import Library
    from feijian.workspace import Workspace

__version__ = "0.23.0"
__all__ = ["Library", "Workspace", "check", "leads", "load", "run", "sweep"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'feijian' has no attribute {name!r}")
    from feijian import api

    return getattr(api, name)
