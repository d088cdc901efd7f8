"""The server of `mopsdocs serve`: it notices changes at once, and answers while the site is built again."""

from __future__ import annotations

import filecmp
import os
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

_SETTLED: Final = 0.03
"""Seconds without another change after which one that began is taken to be complete."""

_LOOK_AGAIN: Final = 2.0
"""Seconds between two looks at all files, because network disks and containers do not tell of every change."""

_ONLY_READ: Final = ("opened", "closed_no_write")

Changed = frozenset[str]
"""Absolute paths of files."""


class Server(LiveReloadServer):
    """Serves a folder, which is exchanged for another one by each `build`.

    `renew` is told which files have changed, and makes what it can at once in the folder that is served; `build` makes
    everything in a new folder and returns that, or None when it fails. `taken` is told that this is the one from now
    on, with what has changed since the build began.
    """

    def __init__(
        self,
        port: int,
        root: Path,
        renew: Callable[[Changed], bool],
        build: Callable[[], Path | None],
        taken: Callable[[Path | None, Changed], bool],
    ) -> None:
        super().__init__(builder=lambda: None, host="127.0.0.1", port=port, root=str(root))
        self._renew, self._build, self._taken = renew, build, taken
        self.observer: BaseObserver = Observer()  # type: ignore[assignment]  # MkDocs only polls
        self._second = PollingObserver(timeout=_LOOK_AGAIN)
        self._handler = FileSystemEventHandler()
        self._handler.on_any_event = self._noticed  # type: ignore[method-assign]  # as MkDocs does it
        self._states: dict[str, tuple[int, int] | None] = {}
        self._changed: set[str] = set()
        self._since: set[str] = set()
        self._builder: threading.Thread | None = None
        self._finished: list[Path | None] = []
        self._looked_at: set[str] = set()

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:
        """Watches the file or folder at `path`."""
        path = str(Path(path).absolute())
        if path not in self._watched_paths:
            self._watched_paths[path] = 1
            self.observer.schedule(self._handler, path, recursive=recursive)
            self._second.schedule(self._handler, path, recursive=recursive)

    def serve(self, *, open_in_browser: bool = False) -> None:
        """Serves until `shutdown`."""
        self._second.start()
        super().serve(open_in_browser=open_in_browser)  # type: ignore[no-untyped-call]

    def shutdown(self, wait: bool = False) -> None:
        """Ends serving. A build that is under way is left alone."""
        self._second.stop()
        super().shutdown(wait)

    def _noticed(self, event: FileSystemEvent) -> None:
        if event.is_directory or event.event_type in _ONLY_READ:
            return
        with self._rebuild_cond:
            for path in [os.fsdecode(path) for path in (event.src_path, event.dest_path) if path]:
                state = _state(path)
                if path not in self._states or self._states[path] != state:  # told by one of the two, or by the other
                    self._states[path] = state
                    self._changed.add(path)
                    self._rebuild_cond.notify_all()

    def _build_loop(self) -> None:
        while not self._shutdown:
            with self._rebuild_cond:
                # A break now and then, or there is no Ctrl-C on Windows.
                self._rebuild_cond.wait_for(self._is_called, timeout=self.shutdown_delay)
                while self._changed and self._rebuild_cond.wait(timeout=_SETTLED):
                    pass
                changed, self._changed = frozenset(self._changed), set()
                finished, self._finished = self._finished, []
            if changed:
                self._since |= changed
                if self._renew(changed):
                    self._show()
            if finished:
                self._exchange(finished[0])
            if self._since and self._builder is None and not self._shutdown:
                self._since.clear()
                self._builder = threading.Thread(target=self._in_background, daemon=True)
                self._builder.start()

    def _is_called(self) -> bool:
        return bool(self._changed or self._finished or self._shutdown)

    def _in_background(self) -> None:
        built = self._build()
        with self._rebuild_cond:
            self._finished.append(built)
            self._rebuild_cond.notify_all()

    def _exchange(self, built: Path | None) -> None:
        """Serves the new folder. Browsers reload if what somebody looks at is different there."""
        self._builder = None
        differs = self._taken(built, frozenset(self._since))
        before = Path(self.root)
        if built is not None:
            differs = differs or any(not _same(before / path, built / path) for path in self._looked_at)
            self.root = str(built)
        if differs:
            self._show()

    def _show(self) -> None:
        with self._epoch_cond:
            self._visible_epoch = self._wanted_epoch = max(round(time.monotonic() * 1000), self._visible_epoch + 1)
            self._epoch_cond.notify_all()

    def _serve_request(self, environ: Any, start_response: Any) -> Iterable[bytes] | None:
        path = str(environ["PATH_INFO"])
        if path.endswith("/"):
            self._looked_at.add(f"{path.strip('/')}/index.html".lstrip("/"))
        return super()._serve_request(environ, start_response)


def _state(path: str) -> tuple[int, int] | None:
    try:
        stat = Path(path).stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other) or filecmp.cmp(one, other, shallow=False)
    except OSError:
        return False
