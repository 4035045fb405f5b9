"""What a page of ours loads, by name: scripts and style sheets from its folder, and the look that all of them share."""

from collections.abc import Callable
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

TYPES = {".css": "text/css", ".js": "text/javascript"}
SHARED = Path(__file__).parent / "shared"


def shelf(folder: Path) -> Callable[[Request], Response]:
    """What answers for ``{name}``: a file of *folder* or of SHARED, and no other."""
    files = {path.name: path for each in (SHARED, folder) for path in each.iterdir() if path.suffix in TYPES}

    def static(request: Request) -> Response:
        path = files.get(request.path_params["name"])
        if path is None:
            raise HTTPException(404)
        return FileResponse(path, media_type=TYPES[path.suffix])

    return static
