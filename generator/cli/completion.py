"""``servicedocs completion``: the script that makes a shell complete our verbs and options."""

import click
from click.shell_completion import get_completion_class

from generator.cli import console


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def verb(ctx: click.Context, shell: str) -> None:
    """Print the completion script for your shell: eval "$(servicedocs completion bash)"."""
    completion = get_completion_class(shell)
    if completion is None:
        raise click.UsageError(f"no completion for {shell}")
    root = ctx.find_root().command
    console.show(completion(root, {}, "servicedocs", "_SERVICEDOCS_COMPLETE").source())
