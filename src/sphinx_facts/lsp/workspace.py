"""The texts that are open in the editor, over those on disk."""

from __future__ import annotations

import os
from pathlib import Path

from pygls.uris import to_fs_path, uri_scheme

from ..model.findings import CheckError
from ..readers.changes import read_as_written
from ..readers.text_files import decode, read_text
from ..text.files import LARGEST, read_bytes
from .positions import Text


class Workspace:
    """The files of a folder, by the names that a check started there gives them."""

    def __init__(self, root: Path | None = None, encoding: str = "utf-16") -> None:
        self.root, self.encoding = root or Path.cwd(), encoding
        self.open: dict[Path, Text] = {}
        self._uris: dict[Path, str] = {}
        self._changes: dict[Path, int] = {}
        self._count = 0

    def path_of(self, uri: str) -> Path | None:
        """The file that an address is of; None where it is of no file."""
        if uri_scheme(uri) != "file" or not (name := to_fs_path(uri)) or "\0" in name:
            return None
        path = Path(os.path.normpath(name))
        return path.relative_to(self.root) if path.is_relative_to(self.root) else path

    def uri_of(self, path: Path) -> str:
        """The address of a file, as the editor has written it where it has."""
        return self._uris.get(path) or (self.root / path).as_uri()

    def put(self, uri: str, content: str, version: int | None) -> Path | None:
        """Take over a text that is open; its file, where it is of one."""
        path = self.path_of(uri)
        if path is not None:
            self._uris[path] = uri
            self.open[path] = Text(content, self.encoding, version)
            self._count += 1
            self._changes[path] = self._count
        return path

    def change(self, path: Path) -> int:
        """What number the last change of an open text had; 0 of what is not open."""
        return self._changes[path] if path in self.open else 0

    def close(self, uri: str) -> Path | None:
        """What is not open any more is as it is on disk."""
        path = self.path_of(uri)
        if path is not None:
            self.open.pop(path, None)
        return path

    def read(self, path: Path) -> str:
        """As `read_text`, and what is open as it is there."""
        text = self.open.get(path)
        return read_text(path) if text is None else decode(path, text.content.encode())

    def read_bytes(self, path: Path, largest: int = LARGEST) -> bytes:
        """As `read_bytes` of files, likewise."""
        text = self.open.get(path)
        return read_bytes(path, largest) if text is None else text.content.encode()

    def read_as_written(self, path: Path) -> str:
        """As `read_as_written` of changes, likewise."""
        text = self.open.get(path)
        return read_as_written(path) if text is None else text.content

    def text(self, path: Path) -> Text:
        """A text with its places; an empty one where it cannot be read."""
        if path in self.open:
            return self.open[path]
        try:
            return Text(read_bytes(path).decode("utf-8"), self.encoding)
        except (OSError, UnicodeDecodeError, CheckError):
            return Text("", self.encoding)
