"""Every setting of a desk: environment first, then ``copytaster.toml`` in its folder.

docs/configuration.md lists them all; a test keeps it so.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from copytaster.errors import ConfigError
from copytaster.intake import Allowance
from copytaster.model import Policy
from copytaster.publish.sections import sections


class Settings(BaseSettings):
    """What an operator may set, as ``COPYTASTER_<NAME>`` or in ``copytaster.toml``."""

    model_config = SettingsConfigDict(env_prefix="COPYTASTER_", extra="forbid", frozen=True)

    title: str = Field("Copytaster", description="Name of the public site.")
    description: str = Field(
        "Agency copy, taken apart and published with its sources.",
        description="One line about the site, in feeds and metadata.",
    )
    language: str = Field("en", description="Language of the site's own words (BCP 47).")
    publisher: str | None = Field(None, description="Legal name of the publisher, in metadata.")
    contact: str | None = Field(
        None, description="Mail or web address of the editors, on pages and in the poller's name."
    )
    base_url: str | None = Field(
        None,
        description="Public address of the site without a trailing slash; the local address if unset.",
    )
    push_url: str | None = Field(
        None,
        pattern="^https?://[^/?#\\s]+[^?#\\s]*$",
        description="Public address at which WebSub hubs reach this desk, without a trailing slash; "
        "feeds that name a hub are then pushed as well as polled. Unset: polling alone.",
    )
    hub: str | None = Field(
        None,
        pattern="^(self|https?://[^\\s]+)$",
        description="WebSub hub that the feeds name: `self` makes the desk its own (`base_url` must "
        "reach it), an address names another one, which is told of every change.",
    )
    hub_networks: tuple[str, ...] = Field(
        (),
        description="Private addresses at which subscribers of the desk's own hub may be reached, "
        "written like `allow_networks`.",
    )
    host: str = Field("127.0.0.1", description="Address the desk listens on.")
    port: int = Field(8470, ge=0, le=65535, description="Port the desk listens on; 0 picks one.")
    database_url: str | None = Field(
        None, description="SQLAlchemy address of the store; SQLite in the desk's folder if unset."
    )
    allow_networks: tuple[str, ...] = Field(
        (),
        description="Private addresses that feeds may be fetched from: networks such as 10.1.0.0/16, or exact ones such as 10.1.2.3:8080.",
    )
    max_body_mib: float = Field(16.0, gt=0, description="Largest body read from a feed, in MiB.")
    fetch_timeout: float = Field(30.0, gt=0, description="Longest time for one fetch, in seconds.")
    compose_words: int = Field(
        220, ge=40, description="Aimed length of a composed story, in words."
    )
    compose_sources: int = Field(
        2, ge=1, description="Fewest stories an event must have for a story to be composed of it."
    )
    composed: str = Field(
        "auto",
        pattern="^(auto|editor)$",
        description="auto: composed stories appear by themselves where every feed behind them is "
        "full; editor: each waits for an editor.",
    )
    headlines: str = Field(
        "words",
        pattern="^(words|meaning)$",
        description="How stories that are a headline only are compared: by their words, or by "
        "meaning, which needs the extra copytaster[embed].",
    )
    files_policy: Policy = Field(
        "excerpt",
        description="What may be shown of files taken in by hand: full, excerpt or hold.",
    )
    search: bool = Field(
        True,
        description="Link to the search page; turn it off where only the site's files are served.",
    )
    sections: dict[str, tuple[str, ...]] = Field(
        {},
        description="The site's sections in their order, and the rules of what stands in each "
        "(`docs/theming.md`); the Media Topics if empty.",
    )
    theme: str | None = Field(
        None,
        description="Folder with your own `templates` and `assets`; the desk's folder if unset "
        "(`docs/theming.md`).",
    )
    front_stories: int = Field(60, ge=1, description="How many stories the front page lists.")

    tone_words: str | None = Field(
        None,
        description="TOML file with your own words for the tone gate between related stories, added to "
        "the shipped ones (`docs/desk.md`); a path from the desk's folder.",
    )
    wire: tuple[Literal["ninjs", "newsml-g2", "nitf", "oembed"], ...] = Field(
        (),
        description="Documents for machines beside each story's page: ninjs, newsml-g2, nitf, oembed. "
        "The lists of the latest stories are always there.",
    )

    provenance: Literal["asked", "written"] = Field(
        "asked",
        description="asked: the desk makes a page's provenance document when it is asked for, and "
        "copytaster publish writes all; written: every pass writes those of its own pages too, for "
        "sites that another server serves.",
    )

    @field_validator("sections")
    @classmethod
    def _are_sections(cls, value: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        sections(value)
        return value

    @field_validator("base_url", "push_url")
    @classmethod
    def _no_trailing_slash(cls, value: str | None) -> str | None:
        return value.rstrip("/") if value else value

    @field_validator("allow_networks", "hub_networks")
    @classmethod
    def _are_networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        try:
            Allowance.parse(*value)
        except ConfigError as error:
            raise ValueError(str(error)) from error
        return value

    @property
    def allowance(self) -> Allowance:
        """The private addresses that may be fetched from."""
        return Allowance.parse(*self.allow_networks)

    @property
    def hub_allowance(self) -> Allowance:
        """The private addresses at which the hub's subscribers may be reached."""
        return Allowance.parse(*self.hub_networks)

    @property
    def max_body(self) -> int:
        """The largest body in bytes."""
        return int(self.max_body_mib * 1024 * 1024)


def load_settings(folder: Path, **overrides: Any) -> Settings:
    """The settings of the desk in ``folder``; overrides win, then the environment, then the file.

    Raises ConfigError naming the setting and the file.
    """
    toml = folder / "copytaster.toml"

    class Here(Settings):
        @classmethod
        def settings_customise_sources(
            cls,
            settings_cls: type[BaseSettings],
            init_settings: PydanticBaseSettingsSource,
            env_settings: PydanticBaseSettingsSource,
            *_others: PydanticBaseSettingsSource,
            **_more: PydanticBaseSettingsSource,
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, toml)

    try:
        return Here(**{k: v for k, v in overrides.items() if v is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"]) or "settings"
        raise ConfigError(
            f"the setting {name!r} is not usable: {first['msg']}", subject=str(toml)
        ) from error
    except ValueError as error:  # a malformed TOML file
        raise ConfigError("cannot be read", subject=str(toml), cause=str(error)) from error
