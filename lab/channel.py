# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""The host's end of the guest's command channel (see guest/agent).

One thread reads the serial port; any number of commands may be under way.
"""
import base64
import socket
import threading
from dataclasses import dataclass


class GuestGone(Exception):
    """The channel closed, or the guest booted again, while a command ran."""


@dataclass
class Result:
    """What a command left behind: its exit status and its output."""

    status: int
    out: str


class Job:
    """A command under way in the guest."""

    def __init__(self, command: str):
        self.command = command
        self.done = threading.Event()
        self.result = None
        self.gone = ""


class Channel:
    """Commands to the guest, answers from it, over a UNIX socket."""

    def __init__(self, path: str, trace):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.connect(path)
        self.trace = trace
        self.jobs = {}
        self.last_id = 0
        self.boots = 0
        self.lock = threading.Condition()
        self.closed = False
        threading.Thread(target=self._read, daemon=True).start()

    def start(self, command: str) -> Job:
        """Send a command; wait on the job's event for its end."""
        job = Job(command)
        line = base64.b64encode(command.encode()).decode()
        with self.lock:
            self.last_id += 1
            self.jobs[str(self.last_id)] = job
            self.trace(f"[{self.last_id}] $ {command}")
            try:
                self.sock.sendall(f"{self.last_id} {line}\n".encode())
            except OSError as err:
                raise GuestGone(f"command channel: {err}") from err
        return job

    def wait_boot(self, count: int, timeout: float) -> bool:
        """Wait until the guest has said hello `count` times in all."""
        with self.lock:
            return self.lock.wait_for(
                lambda: self.boots >= count or self.closed, timeout
            ) and self.boots >= count

    def close(self):
        """Give the socket back; jobs under way end as gone."""
        self.sock.close()

    def _drop_jobs(self, why: str):
        for job in self.jobs.values():
            job.gone = why
            job.done.set()
        self.jobs.clear()

    def _hello(self):
        with self.lock:
            self.boots += 1
            self._drop_jobs("the guest booted again")
            self.lock.notify_all()

    def _finish(self, number: str, status: str, lines: list):
        with self.lock:
            job = self.jobs.pop(number, None)
        if not job:
            return
        out = base64.b64decode("".join(lines)).decode(errors="replace")
        self.trace(f"[{number}] exit {status}\n{out}".rstrip("\n"))
        job.result = Result(int(status), out)
        job.done.set()

    def _read(self):
        head, lines = None, []
        try:
            with self.sock.makefile("r", errors="replace") as stream:
                for raw in stream:
                    line = raw.strip()
                    # The first line may follow noise of the boot.
                    if "hello " in line:
                        head, lines = None, []
                        self._hello()
                    elif head is None:
                        head = line.split()
                        head = head if len(head) == 2 else None
                    elif line == ".":
                        self._finish(head[0], head[1], lines)
                        head, lines = None, []
                    else:
                        lines.append(line)
        except OSError:
            pass
        with self.lock:
            self.closed = True
            self._drop_jobs("the virtual machine ended")
            self.lock.notify_all()
