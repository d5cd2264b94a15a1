"""Reads an archive with `masudi read` and prints pages a second, processor time and peak memory.

In: the program, the archive. Out: one line a stage. Run by `make bench-ingest`. Reading and extraction run on one core and are one
stage: nothing is read that is not extracted.
"""

import resource
import subprocess
import sys
import time


def main():
    program, archive = sys.argv[1:3]
    begun = time.monotonic()
    read = subprocess.Popen([program, "read", archive], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    size = lines = 0
    for line in read.stdout:
        lines, size = lines + 1, size + len(line)
    errors = read.stderr.read().decode().splitlines()
    read.wait()
    seconds = time.monotonic() - begun
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = used.ru_utime + used.ru_stime
    print(f"read and extract: {lines} documents, {size / 1e6:.0f} MB, exit code {read.returncode}, lines on standard error {len(errors)}")
    print(f"  {lines / seconds:.0f} pages/s by the clock, {lines / processor:.0f} a second of processor, peak memory {used.ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
