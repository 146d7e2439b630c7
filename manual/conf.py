"""How Sphinx builds the manual of the tool."""

import os
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent / "_ext"))

project = html_title = "sphinx-facts"
author = "the sphinx-facts authors"

extensions = ["myst_parser", "sphinx_facts", "from_code"]
myst_enable_extensions = ["colon_fence", "deflist"]
facts_folder = "facts"
language = "en"

html_baseurl = url.rstrip("/") + "/" if (url := os.environ.get("MANUAL_URL", "")) else ""
html_theme = "sphinx_book_theme"
html_static_path = ["_static"]
html_css_files = ["manual.css"]
html_theme_options = {
    "home_page_in_toc": True,
    "use_download_button": False,
    "use_fullscreen_button": False,
    "show_toc_level": 2,
    "navbar_persistent": [],
}
# A page says the same, whoever builds it and whenever; the source view would bypass the citations.
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
html_last_updated_fmt = None
