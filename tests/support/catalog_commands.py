"""A folder with one small article, and `verbena catalogs` run on it."""

from __future__ import annotations

from pathlib import Path

from tests.support.commands import Finished, run_verbena
from tests.support.content import around, write_content

TEXTS = ("title", "summary", "p1.text", "p2.text")
DOMAINS = ("bones", "interface", "reference")


class CatalogCommands:
    """The files, and commands on them: catalogs are in `locales/` beside the content, the store is not there yet."""

    def __init__(self, root: Path) -> None:
        self.root, self.locales = root, root / "locales"
        article = around("{#p1}\nA *new* paragraph.\n\n{#p2}\nAnother.\n")
        self.article = write_content(root, {"articles/bones.md": article}) / "articles" / "bones.md"
        self.settings = {
            "VERBENA_CONTENT": str(root / "content"),
            "VERBENA_DATABASE_URL": f"sqlite:///{root / 'verbena.db'}",
        }

    def run(self, *command: str, stdin: bytes = b"", **settings: str) -> Finished:
        return run_verbena("catalogs", *command, settings=self.settings | settings, stdin=stdin)

    def rewrite(self, old: str, new: str) -> None:
        text = self.article.read_text()
        assert old in text
        self.article.write_text(text.replace(old, new))

    def file(self, folder: str, domain: str = "bones") -> Path:
        return self.locales / folder / "LC_MESSAGES" / f"{domain}.po"

    def translate(self, folder: str, translations: dict[str, str]) -> None:
        """Write these translations below their untranslated sources."""
        text = self.file(folder).read_text()
        for source, translation in translations.items():
            entry = f'msgid "{source}"\nmsgstr "'
            assert f'{entry}"' in text
            text = text.replace(f'{entry}"', f'{entry}{translation}"')
        self.file(folder).write_text(text)

    def read(self) -> dict[str, bytes]:
        """Every file, hidden ones among them."""
        return {str(path): path.read_bytes() for path in sorted(self.root.rglob("*")) if path.is_file()}
