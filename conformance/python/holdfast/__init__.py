"""A reader of Holdfast's formats, written from docs/formats alone."""
