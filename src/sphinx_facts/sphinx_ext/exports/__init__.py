"""The facts for machines: files that every HTML build writes beside its pages."""
