"""How an older store becomes today's. Imported only when one is opened."""

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "readout.store:migrations")
    return config


def versions() -> set[str]:
    """Every version that this program knows."""
    return {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def upgrade(db: Connection, to: str = "head") -> None:
    """Run the migrations that are missing, inside the caller's transaction."""
    config = _config()
    config.attributes["connection"] = db
    command.upgrade(config, to)
