"""`clientkeep …`: the command line of an installation. Each command is a module of commands/, found by its file.

A command module has SUMMARY, `add_arguments(parser)` and `run(options) -> int` (the exit status), and imports
Django only inside `run`, through `with_django()`. RAW = True hands it its arguments unparsed as `run(argv)`.
"""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

FOLDER = Path(__file__).parent / "commands"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status (0 good, 1 failed, 2 wrong use)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments and arguments[0] in names():
        module = load(arguments[0])
        if getattr(module, "RAW", False):
            return module.run(arguments[1:])
        parser = argparse.ArgumentParser(prog=f"clientkeep {arguments[0]}", description=module.SUMMARY)
        module.add_arguments(parser)
        return module.run(parser.parse_args(arguments[1:]))
    if arguments and not arguments[0].startswith("-"):
        print(f"clientkeep: there is no command {arguments[0]!r}. See clientkeep --help.", file=sys.stderr)
        return 2
    print(_help())
    return 0 if arguments else 2


def names() -> list[str]:
    """The names of all commands."""
    return sorted(path.stem.rstrip("_") for path in FOLDER.glob("*.py") if path.stem != "__init__")


def load(name: str) -> ModuleType:
    """Import the module of one command. A name that Python reserves has an underscore at the end of its file."""
    stem = name if (FOLDER / f"{name}.py").exists() else f"{name}_"
    return importlib.import_module(f"clientkeep.config.commands.{stem}")


def with_django() -> None:
    """Set Django up over the data folder that is served: CLIENTKEEP_DATA, the person's own, or the demo's."""
    from clientkeep.config.serving.choice import choose

    os.environ.setdefault("CLIENTKEEP_DATA", str(choose().folder))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clientkeep.config.settings")
    os.environ.setdefault("CLIENTKEEP_LOG", "warning")
    import django

    django.setup()


def _help() -> str:
    lines = ["usage: clientkeep COMMAND …", "", "commands:"]
    lines += [f"  {name:<9} {load(name).SUMMARY}" for name in names()]
    return "\n".join([*lines, "", "clientkeep COMMAND --help tells more."])


if __name__ == "__main__":
    sys.exit(main())
