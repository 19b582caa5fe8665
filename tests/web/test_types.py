"""The scripts of the component are of the types that they say."""

import subprocess

from bot.server.assets import WEB
from tests.services import program
from tests.web.visitor import package

OPTIONS = (
    *("--allowJs", "--checkJs", "--strict", "--noEmit", "--module", "esnext", "--moduleResolution", "bundler"),
    *("--target", "es2023", "--lib", "es2023,dom,dom.iterable,dom.asynciterable"),
)


def test_the_types_that_scripts_declare_hold():
    checked = subprocess.run(
        [program("node", "nodejs"), package("typescript/lib/tsc.js"), *OPTIONS, *sorted(WEB.glob("*.js"))],
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.stdout == ""
    assert checked.returncode == 0
