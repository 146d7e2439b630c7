"""The protocol, where the library that speaks it leaves a request without an answer."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from pygls.exceptions import JsonRpcInternalError, JsonRpcInvalidParams
from pygls.protocol import LanguageServerProtocol


class Protocol(LanguageServerProtocol):
    """Answers a request that has not the form of one with an error, as the protocol asks for."""

    def structure_message(self, data: dict[str, Any]) -> Any:
        try:
            return super().structure_message(data)
        except (JsonRpcInvalidParams, JsonRpcInternalError):
            if "id" not in data or "method" not in data:
                raise
            problem = JsonRpcInvalidParams(f"this is no request {data['method']}")
            self._send_response(data["id"], error=problem.to_response_error())
            return SimpleNamespace(jsonrpc="")  # of which nothing more comes
