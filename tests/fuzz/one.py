"""One target under the fuzzer, which ends the process; see `__main__`."""

import sys

import atheris

with atheris.instrument_imports(include=["reviewbot"]):
    from tests.fuzz.targets import TARGETS


def main() -> None:
    """Fuzz the target that the first argument names; the others are the fuzzer's."""
    target = TARGETS[sys.argv.pop(1)]

    def one(data: bytes) -> None:
        provider = atheris.FuzzedDataProvider(data)
        target(provider.ConsumeUnicodeNoSurrogates(2000))

    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
