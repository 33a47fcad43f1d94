"""Load a server over HTTP and read off requests per second and p99: with wrk, or a client of ours without it."""

from __future__ import annotations

import http.client
import re
import shutil
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

CONNECTIONS = 8
SCRIPT = """
local paths, place = {}, 0
for line in io.lines(%(file)s) do paths[#paths + 1] = line end
local headers = {%(headers)s}
others = 0
local threads = {}
function setup(thread) thread:set("id", #threads) table.insert(threads, thread) end
function init(args) place = id * 4999 end
function request()
  place = place %% #paths + 1
  return wrk.format("GET", paths[place], headers)
end
function response(status) if status ~= %(status)d then others = others + 1 end end
function done(summary, latency, requests)
  local wrong = 0
  for _, thread in ipairs(threads) do wrong = wrong + thread:get("others") end
  io.write(string.format("RESULT %%d %%d %%d %%d\\n", summary.requests, summary.duration, latency:percentile(99),
    wrong + summary.errors.connect + summary.errors.read + summary.errors.timeout))
end
"""


@dataclass(frozen=True, slots=True)
class Rate:
    """What a server did under load."""

    per_second: float
    p99_ms: float


class WrongReplyError(AssertionError):
    """Some replies were not what was asked for; the figures mean nothing."""


def has_wrk() -> bool:
    """Whether the load generator wrk is installed; the client in its place is slower and says less of fast servers."""
    return shutil.which("wrk") is not None


def load(
    address: str,
    paths: Sequence[str],
    seconds: float,
    *,
    headers: Mapping[str, str] | None = None,
    status: int = 200,
) -> Rate:
    """Ask *paths* in turn over a few connections for *seconds*.

    Raises:
        WrongReplyError: a reply had another status, or a connection broke.
    """
    measure = _with_wrk if has_wrk() else _with_threads
    return measure(address, paths, seconds, headers or {}, status)


def _with_wrk(
    address: str, paths: Sequence[str], seconds: float, headers: Mapping[str, str], status: int
) -> Rate:
    with TemporaryDirectory() as folder:
        file, script = Path(folder) / "paths", Path(folder) / "load.lua"
        file.write_text("\n".join(paths), encoding="utf-8")
        pairs = ", ".join(f"[ {_lua(name)} ] = {_lua(value)}" for name, value in headers.items())
        script.write_text(
            SCRIPT % {"file": _lua(str(file)), "headers": pairs, "status": status}, encoding="utf-8"
        )
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds:.0f}s", "-s", str(script), address]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
    found = re.search(r"RESULT (\d+) (\d+) (\d+) (\d+)", done.stdout)
    if found is None:
        raise WrongReplyError(f"wrk gave no result:\n{done.stdout}{done.stderr}")
    count, microseconds, p99, wrong = (int(one) for one in found.groups())
    if wrong or not count:
        raise WrongReplyError(f"{wrong} of {count} replies of {address} were not {status}")
    return Rate(count / microseconds * 1e6, p99 / 1000)


def _with_threads(
    address: str, paths: Sequence[str], seconds: float, headers: Mapping[str, str], status: int
) -> Rate:
    times: list[float] = []
    wrong: list[int] = []
    end = time.perf_counter() + seconds

    def ask(start: int) -> None:
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
        for path in islice(cycle(paths), start, None):
            began = time.perf_counter()
            if began > end:
                break
            connection.request("GET", path, headers=dict(headers))
            reply = connection.getresponse()
            reply.read()
            times.append(time.perf_counter() - began)
            if reply.status != status:
                wrong.append(reply.status)
        connection.close()

    threads = [threading.Thread(target=ask, args=(number * 499,)) for number in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong or not times:
        raise WrongReplyError(
            f"{len(wrong)} of {len(times)} replies of {address} were not {status}: {set(wrong)}"
        )
    times.sort()
    return Rate(len(times) / seconds, times[int(len(times) * 0.99)] * 1000)


def _lua(text: str) -> str:
    """Return *text* as a string of Lua: its long brackets leave every character alone."""
    return f"[==[{text}]==]"
