"""How Sphinx builds the book."""

project = "A Distant Front"
author = "the sphinx-facts authors"
html_title = "A Distant Front"

extensions = ["myst_parser", "sphinx_facts"]
myst_enable_extensions = ["colon_fence", "deflist"]
exclude_patterns = ["_build"]
language = "en"

html_theme = "sphinx_book_theme"
html_static_path = ["_static"]
html_css_files = ["book.css"]
html_theme_options = {
    "home_page_in_toc": True,
    "use_download_button": False,
    "use_fullscreen_button": False,
    "show_toc_level": 2,
}
# Without them a page says the same, whoever builds it and whenever; the source view would bypass
# the citations.
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
html_last_updated_fmt = None

epub_show_urls = "no"
latex_documents = [("index", "a-distant-front.tex", project, author, "manual")]
