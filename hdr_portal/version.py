"""The portal's version: the newest heading of CHANGELOG.md."""

VERSION = "0.3.2"
