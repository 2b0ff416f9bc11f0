"""A second reader of Holdfast's formats, written from docs/formats alone. Standard library only."""
