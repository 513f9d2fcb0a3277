"""Ten million inputs, led by what parts of the program they reach: coverage-guided fuzzing.

By hand, since it takes an hour (`pip install atheris`, which is for Linux and macOS):

    python -m tests.torture.fuzz FOLDER addresses -runs=1000000   one reader, libFuzzer's options
    python -m tests.torture.fuzz FOLDER all -runs=1000000         every reader, one after another

A reader's inputs are kept in FOLDER/READER and are where the next run begins; one that made it
fail lies in FOLDER as `crash-...`. FOLDER/counts.txt says how many were tried, FOLDER/READER.slow
holds those that took longer than a capped header may. Without `atheris`, `--again FOLDER` times
every input that is kept once more, undisturbed by the tracing of the fuzzer.
"""

import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

MILLISECONDS = 50
"""Most that reading any one header may take."""
_LONGEST = 2048


def main(words: list[str]) -> int:
    """Fuzz what the command line names; 1 when something failed."""
    if words[:1] == ["--again"]:
        return again(Path(words[1]))
    folder, name, *options = words
    if name != "all":
        fuzz(Path(folder), name, options)
        return 0
    from tests.torture.readers import READERS  # noqa: PLC0415 - not before it can be traced

    failed = 0
    for name in READERS:
        command = [sys.executable, "-m", "tests.torture.fuzz", folder, name, *options]
        failed |= subprocess.run(command, check=False).returncode
    return int(bool(failed))


def fuzz(folder: Path, name: str, options: list[str]) -> None:
    """Fuzz one reader; libFuzzer ends the process."""
    import atheris  # noqa: PLC0415 - needed here only

    with atheris.instrument_imports(include=["invite_guard"]):
        from tests.torture.generated import SEEDS  # noqa: PLC0415 - traced while imported
        from tests.torture.readers import READERS  # noqa: PLC0415 - the same
    read, slow = READERS[name], folder / f"{name}.slow"
    inputs = folder / name
    inputs.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(SEEDS[name]):
        (inputs / f"seed-{number}").write_bytes(seed)
    words = folder / f"{name}.dict"
    words.write_text("".join(dictionary(SEEDS[name])), "ascii")
    tried, begun = 0, time.process_time()

    def one(data: bytes) -> None:
        nonlocal tried
        start = time.process_time()
        read(data)
        if (time.process_time() - start) * 1000 > MILLISECONDS:
            with slow.open("ab") as file:
                file.write(repr(data).encode() + b"\n")
        tried += 1
        if tried % 10_000 == 0:
            note(folder, name, tried, time.process_time() - begun)

    asked = [
        f"-artifact_prefix={folder}/",
        f"-max_len={_LONGEST}",
        f"-dict={words}",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *asked, *options, str(inputs)], one)
    atheris.Fuzz()


def dictionary(words: Iterable[bytes]) -> list[str]:
    """Give the lines of a libFuzzer dictionary: what is worth putting in whole."""
    return [
        '"' + "".join(f"\\x{byte:02x}" for byte in word) + '"\n' for word in words if len(word) < 64
    ]


def note(folder: Path, name: str, tried: int, seconds: float) -> None:
    """Keep how far a reader has come: the fuzzer ends without a word of ours."""
    (folder / f"{name}.tried").write_text(f"{name} {tried} {seconds:.0f}\n", "ascii")


def again(folder: Path) -> int:
    """Time every kept input by itself; 1 when one takes too long, best of three."""
    from tests.torture.readers import READERS  # noqa: PLC0415 - untraced here

    worst = 0.0
    for name, read in READERS.items():
        for path in sorted((folder / name).glob("*")):
            data, times = path.read_bytes(), []
            for _ in range(3):
                start = time.process_time()
                read(data)
                times.append((time.process_time() - start) * 1000)
            worst = max(worst, min(times))
            if min(times) > MILLISECONDS:
                sys.stdout.write(f"{name} {path.name}: {min(times):.0f} ms\n")
    sys.stdout.write(f"slowest input: {worst:.1f} ms\n")
    return int(worst > MILLISECONDS)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
