"""Shared vocabularies: data files with a version and dates, read once and never written."""
