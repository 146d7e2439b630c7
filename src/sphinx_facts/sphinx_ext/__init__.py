"""The extension for Sphinx: roles, directives, cards, lists, charts and files of recorded facts.

`extension.setup` is what Sphinx calls; each component is a module with a `setup_…` of its own. What
is said of an entry stands in `fact_view`, as `parts`; the other modules give it a form. Nothing
here is public but what the manual tells of.
"""
