"""CPU of whole processes, in rounds A B C A B C, so that a machine whose speed drifts drifts for all."""
import os
import statistics
import subprocess


def cpu_seconds(command, stdin=None):
    """User and system seconds of one run, the output thrown away. A run that fails is an error."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))}: exit {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def rounds(commands, count):
    """{name: [command...]} -> {name: (median CPU seconds, median peak kilobytes)}; one warm-up round is not counted."""
    seen = {name: [] for name in commands}
    for turn in range(count + 1):
        for name, batch in commands.items():
            runs = [cpu_seconds(command) for command in batch]
            if turn:
                seen[name].append((sum(cpu for cpu, _ in runs), max(peak for _, peak in runs)))
    return {
        name: (statistics.median(cpu for cpu, _ in figures), statistics.median(peak for _, peak in figures))
        for name, figures in seen.items()
    }
