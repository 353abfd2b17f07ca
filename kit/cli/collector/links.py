"""``kit links``: issue, list, revoke."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from pathlib import Path

import click

from kit.ballots import load_units
from kit.catalogues import languages
from kit.cli.collector.secret_files import new_secret_file
from kit.cli.collector.stores import Where, store_options, who
from kit.cli.output import answer, count, json_option, quiet_option, say
from kit.errors import UsageError
from kit.frontend import Letter, letter_sheet
from kit.web.access import IssuedLink, Role, issue_links, list_links, revoke_link


@click.group("links")
def command() -> None:
    """Hand out secret links: leaders and HR open, follow and close rounds; representatives read.

    \b
    Example:
      kit links issue --role leader --expires-on 2027-06-30 --site https://book.example.org
      kit links list
      kit links revoke LINK
    """


@command.command("issue")
@store_options
@click.option("--role", required=True, type=click.Choice(["leader", "hr", "representative"]))
@click.option("--expires-on", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Last day.")
@click.option("--unit", help="Id of the unit, with all below it; the whole organisation if none.")
@click.option("--only", is_flag=True, help="Only this unit, and none below it.")
@click.option("--site", required=True, help="Address of the collector: https://book.example.org.")
@click.option(
    "--letters",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write instead: letters to print, one for each link.",
)
@click.option("--language", default="en", show_default=True, help="Language of the letters.")
@json_option
@quiet_option
def issue(  # noqa: PLR0913 - click hands over every option
    where: Where,
    *,
    role: Role,
    expires_on: datetime,
    unit: str | None,
    only: bool,
    site: str,
    letters: Path | None,
    language: str,
    as_json: bool,
    quiet: bool,
) -> None:
    """Make a link for every leader at and below a unit, or one for HR or for a representative.

    Each is shown this once. A representative reads of the unit and those below it which rounds
    there are, what they are for, and the results that the teams have seen; and changes nothing.

    \b
    Example:
      kit links issue --role leader --expires-on 2027-06-30 --site https://book.example.org
      kit links issue --role leader --unit elm-street --only --expires-on 2027-06-30 \\
        --site https://book.example.org
      kit links issue --role leader --expires-on 2027-06-30 --site https://book.example.org \\
        --letters letters.html --language nb
      kit links issue --role representative --unit health --expires-on 2027-06-30 \\
        --site https://book.example.org
    """
    if language not in languages():
        raise UsageError(
            f"there are no letters in {language!r}; there are {', '.join(languages())}"
        )
    with where.store() as store:
        tree = load_units(store)
        if tree is None:
            raise UsageError("there are no units yet; save them with 'kit units FILE'")
        top = tree.find(unit) if unit else tree.root
        if top is None:
            raise UsageError(f"there is no unit '{unit}'")
        last, entrance = expires_on.date(), f"{site.rstrip('/')}/collect"
        issued = partial(issue_links, store, top, role, last, who(), below=not only)
        if letters:
            with new_secret_file(letters) as write:
                made = issued(keep=lambda made: write(_sheet(made, entrance, last, language)))
            if as_json:
                answer({"written": [str(letters)], "letters": len(made)})
            words = count(len(made), "letter")
            say(f"wrote {words} to {letters}; print it, hand out, delete it", quiet=quiet)
            return
        made = issued()
    rows = [
        {
            "link": each.id,
            "unit": each.unit,
            "name": each.name,
            "address": f"{entrance}/#{each.secret}",
        }
        for each in made
    ]
    if as_json:
        answer({"links": rows})
    else:
        for row in rows:
            click.echo("\t".join(row.values()))


def _sheet(made: list[IssuedLink], entrance: str, expires_on: date, language: str) -> str:
    letters = [
        Letter(each.name, each.secret, each.opens, represents=each.role == "representative")
        for each in made
    ]
    return letter_sheet(letters, entrance=entrance, expires_on=expires_on, language=language)


@command.command("list")
@store_options
@json_option
def list_(where: Where, *, as_json: bool) -> None:
    """List the links that were issued; their secrets are not kept.

    \b
    Example:
      kit links list --json
    """
    with where.store(made=False) as store:
        rows = [
            {
                "link": each.id,
                "role": each.role,
                "unit": each.unit,
                "expires_on": each.expires_on.isoformat(),
                "state": "revoked" if each.revoked else "valid",
            }
            for each in list_links(store)
        ]
    if as_json:
        answer({"links": rows})
    else:
        for row in rows:
            click.echo("  ".join(row.values()))


@command.command("revoke")
@click.argument("link_ids", metavar="LINK...", nargs=-1, required=True)
@store_options
@quiet_option
def revoke(where: Where, *, link_ids: tuple[str, ...], quiet: bool) -> None:
    """End links, and every visit made with them, at once.

    \b
    Example:
      kit links revoke LINK
    """
    with where.store(made=False) as store:
        unknown = [each for each in link_ids if not revoke_link(store, each, who())]
    if unknown:
        raise UsageError(f"not a valid link: {', '.join(unknown)}")
    say("revoked", quiet=quiet)
