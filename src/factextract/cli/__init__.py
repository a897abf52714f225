"""The command line: each module of this package is a command that parses, calls the library and prints."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from importlib.metadata import version

import click

from factextract.cli._words import complain, say
from factextract.errors import FactextractError

INTERRUPTED = 130


class _Commands(click.Group):
    """The modules of this package without an underscore, each with its `command`; only the one that is asked for is loaded,
    but for the list."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = importlib.import_module(f"{__name__}.{cmd_name}").command
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(version("factextract"), prog_name="factextract", message="%(prog)s %(version)s")
def commands() -> None:
    """Reads program PDFs into validated, traceable facts: metrics, partners, dates and case studies."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line and returns its exit status; errors are told in words on stderr, never as a trace."""
    try:
        status = commands.main(arguments, prog_name="factextract", standalone_mode=False)
    except FactextractError as error:
        complain(error)
        return error.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return error.exit_code
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        say(f"error: {error.format_message()}")
        say(f"hint: {context.command_path if context else 'factextract'} --help lists what it takes")
        return error.exit_code
    except click.Abort:
        say("interrupted")
        return INTERRUPTED
    except Exception as error:
        return _unforeseen(error)
    return status if isinstance(status, int) else 0


def _unforeseen(error: Exception) -> int:
    """A mistake of ours, told in words like any other error."""
    from factextract.batch.single import crashed

    complain(crashed(error, None))
    return FactextractError.exit_code
