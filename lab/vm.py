# SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
# Copyright (c) 2026 mana-backport contributors
"""A virtual machine with an emulated adapter: start, run commands, collect.

A thing that goes wrong has one of two meanings. `Failure` is what the tests
look for: the driver, the guest or the emulator misbehaved. `Infrastructure`
says nothing about them (no QEMU, a boot that never began); only this one is
worth another try.
"""
import base64
import json
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from channel import Channel, GuestGone, Result

TOP = Path(__file__).resolve().parent.parent
LAB = TOP / "lab"
EMULATOR = TOP / "build/emulator/mana-emu"

# No wait is shorter than this: the host may be slow.
BOOT_SECONDS = 400
# Of a kernel that looks at each access to memory.
DEBUG_BOOT_SECONDS = 900
COMMAND_SECONDS = 400
# Nor does the guest take a CPU that the host kept for a stuck one, or a timer
# that came late for a broken one.
PATIENCE = ("watchdog_thresh=60 rcupdate.rcu_cpu_stall_timeout=300 "
            "no_timer_check")

# By architecture: the machine, its CPU and its console. Pointer authentication
# as Arm defines it would take most of the time, and kernels before 5.12 do not
# boot where pages of 4 KiB can have 52 bits of address.
MACHINES = {
    "amd64": ("q35", "max", "ttyS0"),
    "arm64": ("virt,gic-version=3,its=on", "max,pauth-impdef=on,lpa2=off",
              "ttyAMA0"),
}

# Prints what a kernel built with gcov (6.1-gcov) has counted of the modules, as
# an archive in base64. Files of debugfs have no size before they are read.
COUNTERS = """
cd /sys/kernel/debug/gcov && rm -rf /tmp/gcov || exit
find . -name '*.gcda' | while read -r file; do
	mkdir -p "/tmp/gcov/${file%/*}" && cat "$file" >"/tmp/gcov/$file"
done
[ ! -d /tmp/gcov ] || tar -C /tmp/gcov -cz . | base64
"""

# A line of the kernel log that makes a run fail.
TROUBLE = re.compile(
    r"BUG:|kernel BUG at|WARNING:|Oops|Call Trace|Kernel panic"
    r"|general protection fault|KASAN|UBSAN|KCSAN|DMA-API"
    r"|possible circular|suspicious RCU"
    r"|INFO: task|soft lockup|detected stall|self-detected stall"
    r"|nobody cared|NETDEV WATCHDOG|DMAR:.*[Ff]ault|DMAR: \[DMA"
    r"|unreferenced object|suspected memory leak|ref_tracker:"
    r"|stalled pool shutdown|unregister_netdevice: waiting"
)
# The debug kernel names these tools when it has set them up.
HARMLESS = re.compile(
    r"DMA-API: preallocated|DMA-API: debugging enabled"
    r"|kasan: KernelAddressSanitizer initialized|KASAN.*initialized"
    # Those among the kernel's own functions are not ours to judge.
    r"|KCSAN: data-race in (?!.*\[(mana|planted)\])"
)


class Failure(AssertionError):
    """The thing under test misbehaved."""


class Infrastructure(Exception):
    """The machinery around it did: the run says nothing."""


def lab_tool(*args: str) -> str:
    """Run a program of the lab, return what it prints."""
    done = subprocess.run([LAB / args[0], *args[1:]], text=True, check=False,
                          stdout=subprocess.PIPE)
    if done.returncode:
        raise Infrastructure(f"lab/{' '.join(args)} failed")
    return done.stdout.strip()


def module_file(setup) -> Path | None:
    """The module of ours to install in the guest, None for the in-tree one."""
    if setup.driver != "ours":
        return None
    release = lab_tool("kernels", "release", setup.kernel)
    path = setup.module or TOP / "build" / release / "mana.ko"
    if not path.exists():
        raise Failure(f"{path} is missing: run "
                      f"'make KDIR=$(lab/kernels kdir {setup.kernel})'")
    return path


@dataclass
class Setup:
    """What to boot.

    kernel    a name of lab/kernels
    driver    "ours", "in-tree" (ours is not installed) or "none"
    module    the file that is ours, if not the one that was built last
    emulator  further arguments of mana-emu; None for a VM without adapter
    modules   further kernel modules by name
    files     further files, "host path:guest path"
    """

    kernel: str
    driver: str = "ours"
    module: Path | None = None
    emulator: tuple | None = ()
    append: str = ""
    memory: str = "1G"
    cpus: int = 2
    pcap: bool = False
    iommu: bool = False
    console: bool = False
    modules: tuple = ()
    files: tuple = ()
    qemu: tuple = field(default=())


class VM:
    """One run: its processes, its command channel, its files in `dir`."""

    def __init__(self, setup: Setup, run_dir: Path):
        self.setup = setup
        self.dir = run_dir
        shutil.rmtree(run_dir, ignore_errors=True)
        run_dir.mkdir(parents=True)
        # Socket names must be short, and nobody else's (mode 0700).
        self.private = Path(tempfile.mkdtemp(prefix="mana-lab-"))
        self.emulator = None
        self.qemu = None
        self.channel = None
        self.report = None
        self.arch = None
        # Up to here the kernel's complaints are somebody's verdict already.
        self.judged = 0
        # Whether nobody looks any further after the first case that fails.
        self.one_failure = False
        # Archives of counters, one for each time that the guest was up.
        self.counters = []
        self._trace = open(run_dir / "commands.log", "w", encoding="utf-8")

    def describe(self) -> str:
        """Where it is and how to leave it, for one who sits at its console."""
        setup, private = self.setup, self.private
        driver = {"ours": f"this project's ({module_file(setup)})",
                  "in-tree": "the kernel's own", "none": "none"}
        adapter = ["adapter    none"]
        if setup.emulator is not None:
            adapter = [f"adapter    {private}/dev (vfio-user)",
                       f"control    {private}/control: emulator/mana-emu-ctl "
                       f"{private}/control report"]
        return "\n".join([
            f"kernel     {setup.kernel}, "
            f"{lab_tool('kernels', 'release', setup.kernel)}",
            f"driver     {driver[setup.driver]}: 'modprobe mana' loads it",
            *adapter,
            f"commands   {private}/command: the lab's own, one client",
            f"logs       {self.dir} (console.log, emulator.log, qemu.log; "
            "report.json at the end)",
            "leave      Ctrl-A X; Ctrl-A C is QEMU's monitor, and back"])

    # -- start ---------------------------------------------------------------

    def start(self):
        """Boot; returns when the guest takes commands."""
        try:
            self._pack_guest()
            if self.setup.emulator is not None:
                self._start_emulator()
            self._start_qemu()
            self._wait_boot(1)
        except BaseException:
            self.kill()
            raise

    def _pack_guest(self):
        setup = self.setup
        lab_tool("kernels", "prepare", setup.kernel)
        self.arch = lab_tool("kernels", "arch", setup.kernel)
        lab_tool("qemu", "--arch", self.arch, "--prepare")
        args = []
        if setup.driver == "none":
            args.append("--no-in-tree")
        module = module_file(setup)
        if module:
            args += ["--module", str(module)]
        for name in setup.files:
            args += ["--file", name]
        second = self.private / "modules.cpio"
        lab_tool("image", "modules", setup.kernel, str(second), *args,
                 *setup.modules)
        with open(self.private / "initrd", "wb") as out:
            for part in (lab_tool("image", "base", self.arch), second):
                with open(part, "rb") as stream:
                    shutil.copyfileobj(stream, out)

    def _start_emulator(self):
        if not EMULATOR.exists():
            raise Failure(f"{EMULATOR} is missing: run 'make emulator'")
        command = [EMULATOR, "--socket", self.private / "dev",
                   "--control", self.private / "control",
                   "--report", self.dir / "report.json",
                   *self.setup.emulator]
        if self.setup.pcap:
            (self.dir / "pcap").mkdir()
            command += ["--pcap", self.dir / "pcap"]
        with open(self.dir / "emulator.log", "w", encoding="utf-8") as log:
            self.emulator = subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=log, text=True)
        line = self.emulator.stdout.readline()
        if line.strip() != "ready":
            self.emulator.wait(60)
            tail = (self.dir / "emulator.log").read_text()[-300:]
            raise Failure(f"mana-emu did not start (exit "
                          f"{self.emulator.returncode}): {tail}")

    def _start_qemu(self):
        with open(self.dir / "qemu.log", "w", encoding="utf-8") as log:
            self.qemu = subprocess.Popen(
                [LAB / "qemu", "--arch", self.arch, *self._qemu_args()],
                stderr=log,
                stdin=None if self.setup.console else subprocess.DEVNULL)
        self._until(self._connect, 60, "QEMU did not start")

    def _connect(self) -> bool:
        """Take the socket, which is there a moment before QEMU listens."""
        path = str(self.private / "command")
        try:
            self.channel = Channel(path, self._write_trace)
        except (FileNotFoundError, ConnectionRefusedError):
            return False
        return True

    def _qemu_args(self) -> list:
        setup, private = self.setup, self.private
        machine, cpu, tty = MACHINES[self.arch]
        append = f"console={tty} ignore_loglevel {PATIENCE} {setup.append}"
        console = f"file,path={self.dir}/console.log"
        if setup.console:
            append += " mana.shell"
            console = f"stdio,mux=on,signal=off,logfile={self.dir}/console.log"
        args = [
            "-machine", f"{machine},memory-backend=mem",
            "-accel", "tcg,thread=multi", "-cpu", cpu, "-smp", str(setup.cpus), "-m", setup.memory,
            "-object",
            f"memory-backend-memfd,id=mem,size={setup.memory},share=on",
            "-nodefaults", "-no-user-config", "-display", "none",
            "-chardev", console.replace(",", ",id=con,", 1),
            "-serial", "chardev:con",
            "-chardev", f"socket,id=cmd,path={private}/command,server=on,"
                        "wait=off",
            "-serial", "chardev:cmd",
            "-chardev", f"socket,id=mon,path={private}/monitor,server=on,"
                        "wait=off",
            "-mon", "chardev=mon,mode=control",
            "-kernel", lab_tool("kernels", "image", setup.kernel),
            "-initrd", str(private / "initrd"),
        ]
        if setup.console:
            args += ["-mon", "chardev=con"]
        if setup.emulator is not None:
            device = {"driver": "vfio-user-pci", "id": "mana0", "bus": "rp1",
                      "x-msg-timeout": 60000,
                      "socket": {"type": "unix", "path": f"{private}/dev"}}
            args += ["-device", "pcie-root-port,id=rp1,slot=1",
                     "-device", json.dumps(device)]
        if setup.iommu:
            if self.arch != "amd64":
                raise Failure(f"kernel {setup.kernel}: the lab has a virtual "
                              "IOMMU for amd64 only: take such a kernel")
            args += ["-device", "intel-iommu,caching-mode=on"]
            append += " intel_iommu=on"
        return args + ["-append", append, *setup.qemu]

    def _wait_boot(self, count: int):
        debug = self.setup.kernel.endswith("-debug")
        self._until(lambda: self.channel.wait_boot(count, 0.2),
                    DEBUG_BOOT_SECONDS if debug else BOOT_SECONDS,
                    "the guest did not boot")

    # -- watch ---------------------------------------------------------------

    def _until(self, done, seconds: float, complaint: str):
        """Wait for done(); notice a death earlier than a time-out would."""
        end = time.monotonic() + seconds
        while not done():
            self._check_alive()
            if time.monotonic() > end:
                raise Infrastructure(f"{complaint} within {seconds} s "
                                     f"(see {self.dir})")
            time.sleep(0.05)

    def _check_alive(self):
        # The emulator first: QEMU aborts when its server goes.
        if self.emulator and self.emulator.poll() is not None:
            raise Failure(f"mana-emu ended by itself, status "
                          f"{self.emulator.returncode} "
                          f"(see {self.dir}/emulator.log)")
        if "Kernel panic" in self.console():
            # Before the first command nothing of ours has run.
            booted = self.channel and self.channel.boots
            raise (Failure if booted else Infrastructure)(
                f"the guest panicked (see {self.dir}/console.log)")
        if self.qemu and self.qemu.poll() is not None:
            tail = (self.dir / "qemu.log").read_text()[-300:]
            raise Infrastructure(f"QEMU ended, status "
                                 f"{self.qemu.returncode}: {tail}")

    def console(self) -> str:
        """All the kernel has printed so far."""
        path = self.dir / "console.log"
        return path.read_text(errors="replace") if path.exists() else ""

    def kernel_trouble(self, since: int = 0) -> list:
        """Lines of the kernel log that no clean run has."""
        return [line for line in
                self.console()[max(since, self.judged):].splitlines()
                if TROUBLE.search(line) and not HARMLESS.search(line)]

    def pass_over(self):
        """What the kernel said so far was meant, or has failed a case."""
        self.judged = len(self.console())

    def _write_trace(self, text: str):
        if not self._trace.closed:
            self._trace.write(f"{time.strftime('%H:%M:%S')} {text}\n")
            self._trace.flush()

    # -- commands ------------------------------------------------------------

    def spawn(self, command: str):
        """Start a command in the guest; give the job to wait()."""
        try:
            return self.channel.start(command)
        except GuestGone as err:
            self._check_alive()
            raise Infrastructure(str(err)) from err

    def wait(self, job, timeout: float = COMMAND_SECONDS) -> Result:
        """The result of a job; a command that hangs is a failure."""
        end = time.monotonic() + timeout
        while not job.done.wait(0.2):
            self._check_alive()
            if time.monotonic() > end:
                self._dump_tasks()
                raise Failure(f"'{job.command}' still runs after {timeout} s "
                              f"(tasks in {self.dir}/console.log)")
        if job.gone:
            self._check_alive()
            raise Failure(f"'{job.command}': {job.gone}")
        return job.result

    def _dump_tasks(self):
        job = self.spawn("echo w >/proc/sysrq-trigger; "
                         "echo l >/proc/sysrq-trigger")
        job.done.wait(20)

    def run(self, command: str, timeout: float = COMMAND_SECONDS) -> Result:
        """Run a command line in the guest."""
        return self.wait(self.spawn(command), timeout)

    def check(self, command: str, timeout: float = COMMAND_SECONDS) -> str:
        """Run a command that must succeed; returns its output."""
        result = self.run(command, timeout)
        if result.status:
            raise Failure(f"'{command}' gave {result.status}: "
                          f"{result.out.strip()[-600:]}")
        return result.out.strip()

    def control(self, request: dict) -> dict:
        """Ask the emulator over its control socket."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as sock:
            sock.settimeout(60)
            try:
                sock.connect(str(self.private / "control"))
                sock.sendall((json.dumps(request) + "\n").encode())
                line = sock.makefile().readline()
            except OSError as err:
                self._check_alive()
                raise Failure(f"mana-emu's control socket: {err}") from err
        return json.loads(line)

    def monitor(self, command: str) -> str:
        """Run a command of QEMU's monitor; returns what it prints."""
        steps = ({"execute": "qmp_capabilities"},
                 {"execute": "human-monitor-command",
                  "arguments": {"command-line": command}})
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as sock:
            sock.settimeout(60)
            sock.connect(str(self.private / "monitor"))
            with sock.makefile("rw") as stream:
                for step in steps:
                    stream.write(json.dumps(step) + "\n")
                    stream.flush()
                    # Its greeting and events come in between.
                    answer = {}
                    while not {"return", "error"} & set(answer):
                        answer = json.loads(stream.readline())
        if "error" in answer:
            raise Failure(f"QEMU: {command}: {answer['error']['desc']}")
        return answer["return"]

    # -- end -----------------------------------------------------------------

    def _keep_counters(self):
        """Save what the guest's kernel counts of the driver's code: the end of
        the guest is theirs too."""
        if not self.setup.kernel.endswith("-gcov") or \
                not self.qemu or self.qemu.poll() is not None or \
                not self.channel or not self.channel.boots:
            return
        try:
            job = self.channel.start(COUNTERS)
        except GuestGone:
            return
        if job.done.wait(COMMAND_SECONDS) and job.result and job.result.out:
            path = self.dir / f"counters-{len(self.counters)}.tar.gz"
            path.write_bytes(base64.b64decode(job.result.out))
            self.counters.append(path)

    def reboot(self):
        """Restart the guest without telling the driver; wait for it."""
        boots = self.channel.boots
        self._keep_counters()
        self.channel.start("reboot -f")
        self._wait_boot(boots + 1)

    def reset(self):
        """Press the reset button, for a guest that may hang; wait for it."""
        boots = self.channel.boots
        self.monitor("system_reset")
        self._wait_boot(boots + 1)

    def shutdown(self) -> dict | None:
        """Power off; returns the emulator's report."""
        self._keep_counters()
        try:
            self.channel.start("poweroff -f")
            self.qemu.wait(90)
        except (GuestGone, subprocess.TimeoutExpired):
            self._write_trace("the guest did not power off")
        self._stop(self.qemu, signal.SIGTERM)
        if self.emulator:
            self._stop(self.emulator, signal.SIGTERM)
            self.report = self._read_report()
        self.kill()
        return self.report

    def _read_report(self) -> dict:
        code = self.emulator.returncode
        if code not in (0, 3):
            raise Failure(f"mana-emu ended with status {code} "
                          f"(see {self.dir}/emulator.log)")
        try:
            return json.loads((self.dir / "report.json").read_text())
        except (OSError, ValueError) as err:
            raise Failure(f"mana-emu left no report: {err}") from err

    @staticmethod
    def _stop(process, how):
        """End one process of ours; by force if it does not listen."""
        if process and process.poll() is None:
            process.send_signal(how)
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def kill(self):
        """End everything at once; safe to call again."""
        self._keep_counters()
        self._stop(self.qemu, signal.SIGKILL)
        self._stop(self.emulator, signal.SIGTERM)
        if self.channel:
            self.channel.close()
        self._trace.close()
        shutil.rmtree(self.private, ignore_errors=True)
