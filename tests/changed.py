"""Prints the tests beside what changed since a commit (the newest, unless another is named): python -m tests.changed [COMMIT]

Those are the changed test files, those that import a changed module themselves, and all below a changed conftest.py.
"""

import subprocess
import sys
from pathlib import Path

import grimp

APPS = ("accounts", "leads", "sales", "reports", "leadtrack")


def changed_files(since: str) -> list[Path]:
    """What differs from `since`, and what git does not know yet. Paths from the root of the checkout."""
    commands = (["git", "diff", "--name-only", "--diff-filter=d", since], ["git", "ls-files", "--others", "--exclude-standard"])
    outputs = [subprocess.run(command, check=True, capture_output=True, text=True).stdout for command in commands]
    return [Path(line) for output in outputs for line in output.splitlines()]


def module_of(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def is_test(path: Path) -> bool:
    return path.name.startswith("test_") and path.suffix == ".py"


def tests_beside(paths: list[Path]) -> list[str]:
    graph = grimp.build_graph(*APPS, "tests")
    tests = {path for path in paths if is_test(path)}
    for path in paths:
        if path.name == "conftest.py":
            tests |= set(path.parent.glob("**/test_*.py"))
        elif path.suffix == ".py" and not is_test(path) and module_of(path) in graph.modules:
            importers = graph.find_modules_that_directly_import(module_of(path))
            tests |= {file for module in importers if is_test(file := Path(*module.split(".")).with_suffix(".py"))}
    return sorted(str(test) for test in tests)


if __name__ == "__main__":
    print("\n".join(tests_beside(changed_files(sys.argv[1] if len(sys.argv) > 1 else "HEAD"))))
