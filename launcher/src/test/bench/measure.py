#!/usr/bin/env python3
"""Runs a command and prints what its whole process tree cost, as one line of JSON.

    measure.py OUT.json COMMAND...      the command's own output goes where ours goes
    measure.py --self-test              proves that grandchildren count, orphaned ones too

wait4 only counts descendants that their parents waited for. So this process makes itself the
subreaper (Linux): orphans become its own children, and it waits for them as well.
"""
import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
import time

PR_SET_CHILD_SUBREAPER = 36
GRACE_SECONDS = 5


def measure(command, **options):
    if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_CHILD_SUBREAPER)")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    child = subprocess.Popen(command, **options)
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    status = child.wait()
    wall = time.monotonic() - start
    left_running = reap(start + wall + GRACE_SECONDS)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    user, system = after.ru_utime - before.ru_utime, after.ru_stime - before.ru_stime
    return {
        "cpuSeconds": round(user + system, 3),
        "userSeconds": round(user, 3),
        "systemSeconds": round(system, 3),
        "wallSeconds": round(wall, 3),
        "maxRssMegabytes": round(after.ru_maxrss / 1024),
        "exit": status,
        "leftRunning": left_running,
    }


def reap(deadline):
    """Waits for orphans; True if some are still running: their CPU is then missing from the figures."""
    while True:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return False
        if pid == 0:
            if time.monotonic() > deadline:
                return True
            time.sleep(0.02)


def self_test():
    burn = f"{sys.executable} -c 'import time\nwhile time.process_time() < 1: pass'"
    trees = {
        "child": burn,
        "grandchild": f"sh -c \"sh -c \\\"{burn}\\\"; true\"; true",
        "orphaned grandchild": f"sh -c \"{burn} & exit 0\"; true",
    }
    for name, script in trees.items():
        used = measure(["sh", "-c", script])["cpuSeconds"]
        print(f"{name}: 1 CPU-s burnt, {used} measured")
        if not 1 <= used < 1.5:
            sys.exit("measure.py misses " + name)


if __name__ == "__main__":
    if sys.argv[1:] == ["--self-test"]:
        self_test()
    elif len(sys.argv) < 3:
        sys.exit(__doc__)
    else:
        result = measure(sys.argv[2:])
        with open(sys.argv[1], "w") as out:
            json.dump(result, out)
        sys.exit(result["exit"] if result["exit"] >= 0 else 1)
