"""The facts are loaded once for a build, before the first document is read."""

from __future__ import annotations

import gc
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError
from sphinx.util import logging

from ..facts.reviews import read_reviews
from ..facts.store import Store
from ..model.findings import CheckError
from ..rules.checker import Checker
from ..rules.severity import Severities
from ..runner.cache import FOLDER, Cache
from ..settings import Settings, read_settings
from .digests import Digests
from .domain import domain_of

_logger = logging.getLogger(__name__)


def _load(app: Sphinx) -> None:
    """A broken facts file ends the build with what is wrong and where."""
    domain = domain_of(app.env)
    Path(app.doctreedir).mkdir(parents=True, exist_ok=True)
    domain.cache = Cache(Path(app.doctreedir, FOLDER))
    folder = Path(app.confdir, app.config.facts_folder).resolve()
    try:
        settings, project = _settings(Path(app.confdir).resolve())
        domain.severities = Severities(settings.severity, project)
        domain.store = Store(folder, cache=domain.cache)
        is_asked = settings.reviews != "off"
        domain.reviews = read_reviews(folder) if is_asked else None
        domain.reviews_asked = settings.reviews
        _ = domain.store.lock  # which is otherwise read where it is first asked for
    except CheckError as problem:
        for finding in problem.findings:
            _logger.error("%s %s: %s. %s",
                finding.code, finding.name, finding.message, finding.help,
                location=str(finding.location), type="facts", subtype=finding.code)  # fmt: skip
        # Sphinx shows a traceback, and asks to be sent it, for whatever else ends a build.
        raise SystemExit(2) from None
    checker = Checker(domain.facts, domain.store.frames, settings.own_things, settings.reading)
    domain.checker, domain.builder = checker, app.builder
    domain.digests, domain.card_texts = Digests(domain.facts, domain.checker), {}


def _settings(folder: Path) -> tuple[Settings, Path]:
    """Those of the project whose folder holds that of conf.py, or is it; and that folder."""
    holding = (each for each in (folder, *folder.parents) if (each / "pyproject.toml").is_file())
    project = next(holding, folder)
    return read_settings(project), project


def _read_settings(app: Sphinx, config: Config) -> None:
    """Where the settings change that say what is found, all is read anew; and no setting of Sphinx
    silences it. Raises ConfigError.
    """
    for silenced in config.suppress_warnings:
        if silenced.partition(".")[0] == "facts":
            raise ConfigError(
                f"suppress_warnings: {silenced} would silence what the check finds; the table "
                "[tool.sphinx-facts.severity] in pyproject.toml says how grave that is"
            )
    try:
        settings, _ = _settings(Path(app.confdir).resolve())
    except CheckError:
        return  # It is told of where the facts are loaded.
    config.sphinx_facts_settings = repr((sorted(settings.own_things), settings.reading))


def _keep_what_is_loaded(app: Sphinx) -> None:
    """What is there before the first document is read stays until the build ends: the collector
    of garbage need not go through it again and again, nor the processes of ``-j`` each copy it.
    """
    gc.collect()
    gc.freeze()


def _let_go(app: Sphinx, exception: Exception | None) -> None:
    gc.unfreeze()


def setup_loading(app: Sphinx) -> None:
    """Called by the extension."""
    app.add_config_value(
        "facts_folder", "../facts", "env", str, "folder of facts.yaml, relative to conf.py"
    )
    # Not for conf.py: by it Sphinx knows whether the settings are what they were.
    app.add_config_value("sphinx_facts_settings", "", "env", str)
    app.connect("config-inited", _read_settings)
    app.connect("builder-inited", _load)
    app.connect("builder-inited", _keep_what_is_loaded, priority=900)
    app.connect("build-finished", _let_go, priority=900)
