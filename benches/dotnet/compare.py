"""Asks the two programs in turn, and prints how long .NET takes compared with C.

usage: compare.py C-COMMAND DOTNET-COMMAND      (each one argument, words separated by spaces)

The ratio is that of the quickest batches: what disturbs a batch only ever makes it slower.
"""

import subprocess
import sys

BATCHES = 300
ROUNDS = 4
WARMING = 30
GOAL = 1.05


def start(command):
    process = subprocess.Popen(
        command.split(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "ready\n", command
    return process


def ask(process, what):
    process.stdin.write(f"{what} {ROUNDS}\n")
    process.stdin.flush()
    return int(process.stdout.readline())


# The folder of the simulator is for one at a time, and each has left it when it is ready.
programs = [start(command) for command in sys.argv[1:3]]
late = False
for word, name in (("s", "seal"), ("u", "unseal")):
    times = ([], [])
    for batch in range(WARMING + BATCHES):
        for program, found in zip(programs, times):
            time = ask(program, word)
            if batch >= WARMING:
                found.append(time)
    in_c, in_dotnet = (min(found) for found in times)
    ratio = in_dotnet / in_c
    late |= ratio > GOAL
    print(f"{name} 1 KiB: C {in_c / 1000:.1f} us, .NET {in_dotnet / 1000:.1f} us, ratio {ratio:.3f}")
sys.exit(1 if late else 0)
