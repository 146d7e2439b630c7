"""How Sphinx builds the book."""

import os
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent / "_ext"))

project = "A Distant Front"
author = "the sphinx-facts authors"
html_title = "A Distant Front"

extensions = ["myst_parser", "sphinx_facts", "margins", "pdf", "search_text", "trim_assets"]
myst_enable_extensions = ["colon_fence", "deflist"]
exclude_patterns = ["_build"]
templates_path = ["_templates"]
language = "en"

# Where the book is published, if it is: links for other sites and the site map have to be whole.
html_baseurl = url.rstrip("/") + "/" if (url := os.environ.get("BOOK_URL", "")) else ""
html_theme = "sphinx_book_theme"
html_static_path = ["_static"]
html_css_files = ["book.css"]
html_favicon = "_static/mark.svg"
html_use_index = False  # The index of facts is the book's.
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

version = "1"  # of the e-book, which must have one, and names for devices to know it by
epub_uid = epub_identifier = "a-distant-front"
epub_description = "North Korea’s soldiers in Russia’s war, with a source behind every figure."
epub_copyright = "CC BY 4.0"
epub_show_urls = "no"
epub_exclude_files = [".buildinfo.bak"]
pdf_description = epub_description
# Paper can verify nothing.
pdf_leaves_out = ["verify"]
latex_documents = [("index", "a-distant-front.tex", project, author, "manual")]
