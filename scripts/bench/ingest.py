"""The real program on an archive of pages: pages a second, processor time and peak memory, medians of several rounds.

In: the program, the program that times stages, the archive, how many rounds, a folder for records. Out: Markdown tables. Run by
`make bench-ingest`, for docs/quality/speed.md.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path


def run(arguments):
    """Lines on standard output, seconds by the clock, seconds of processor, peak memory in MB."""
    begun = time.monotonic()
    child = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    lines = sum(1 for _ in child.stdout)
    said = child.stderr.read().decode()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 3):
        sys.exit(f"{arguments}: exit code {child.returncode}\n{said}")
    return lines, time.monotonic() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main():
    program, stages, archive = sys.argv[1:4]
    rounds, folder = int(sys.argv[4]), Path(sys.argv[5])
    db = folder / "bench.db"
    read = [program, "read", archive]
    keep = [program, "ingest", "--db", str(db), archive]
    whole = [
        ("read, one thread", read + ["--jobs", "1"], rounds),
        ("read, all threads", read, rounds),
        ("ingest without coding", keep + ["--no-code"], rounds),
        ("ingest", keep, 1),
    ]
    busy = os.getloadavg()[0]
    print(f"{os.cpu_count()} cores, {Path(archive).stat().st_size / 1e6:.0f} MB; load of the machine before the first round {busy:.1f}\n")
    print("| command | documents | pages/s by the clock | pages a second of processor | peak memory, MB | rounds |\n|---|---|---|---|---|---|")
    for name, arguments, times in whole:
        figures = []
        for _ in range(times):
            for ending in ("", "-wal", "-shm"):
                db.with_name(db.name + ending).unlink(missing_ok=True)
            figures.append(run(arguments))
        lines, clock, processor, peak = (statistics.median(column) for column in zip(*figures))
        print(f"| {name} | {lines:.0f} | {lines / clock:.0f} | {lines / processor:.0f} | {peak:.0f} | {times} |", flush=True)
    print(f"\nThe record: {db.stat().st_size / 1e6:.0f} MB.\n", flush=True)
    subprocess.run([stages, archive, str(rounds)], check=True)


if __name__ == "__main__":
    main()
