"""The browser of the tests: Debian's Chromium where there is one, else the one playwright installed.

The headless shell comes first: it draws the same pages without the windows, tabs and menus that a browser draws around them.

python -m tests.chromium    tells by its exit status whether it starts
"""

import shutil

from playwright.sync_api import Error, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def launch_arguments() -> dict:
    installed = next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser"))), None)
    return {"args": FLAGS} | ({"executable_path": installed} if installed else {})


def main() -> None:
    with sync_playwright() as playwright:
        try:
            playwright.chromium.launch(**launch_arguments()).close()
        except Error as error:
            raise SystemExit(f"Chromium does not start: {error.message.splitlines()[0]}") from None


if __name__ == "__main__":
    main()
