"""Look at the firm's letter templates from the command line."""

import argparse

SUMMARY = "list the letter templates of each firm: mail templates; with a key it prints the words"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["templates"], help="what to look at")
    parser.add_argument("key", nargs="?", default="", help="a template's key: print its words, language by language")


def run(options: argparse.Namespace) -> int:
    from clientkeep.config.command_line import with_django

    with_django()
    from clientkeep.relationship.conversations.writing.templates import templates_of
    from clientkeep.workspace.members.models import Workspace

    found = 0
    for firm in Workspace.objects.order_by("created_at"):
        for template in templates_of(firm):
            if options.key in ("", template.key):
                found += 1
                _print(firm, template, whole=bool(options.key))
    if options.key and not found:
        print(f"There is no template {options.key!r}.")
    return 0 if found or not options.key else 1


def _print(firm, template, whole: bool) -> None:
    languages = f" ({template.languages})" if template.languages else ""
    print(f"{firm.name}: {template.key}  {template.name}{languages}")
    if whole:
        for language, words in template.versions.items():
            print(f"\n[{language or 'default'}] {words.subject}\n\n{words.text}")
