"""MkDocs hook for Sans Serveur (MkDocs 1.4 or later): copy beside mkdocs.yml, then in it

    hooks:
      - mkdocs_sans_serveur.py
    extra:
      sans_serveur: https://example.org/sans-serveur/

and in a page a block of its own name, with the attributes after it and the workload inside:

    ```sans-serveur panel=costs theme=auto load=click
    {"traffic": {"requests_per_month": 2e6}}
    ```
"""

import re
from html import escape

BLOCK = re.compile(r"^```sans-serveur([^\n]*)\n(.*?)^```[ \t]*$", re.MULTILINE | re.DOTALL)
ATTRIBUTE = re.compile(r"(panel|lang|theme|load|height)=([\w-]+)")


def element(match):
    attributes = dict(ATTRIBUTE.findall(match[1]))
    if match[2].strip():
        attributes["workload"] = " ".join(match[2].split())
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f"<sans-serveur{written}></sans-serveur>"


def on_page_markdown(markdown, **_):
    return BLOCK.sub(element, markdown)


def on_config(config, **_):
    config["extra_javascript"].append(config["extra"]["sans_serveur"].rstrip("/") + "/embed.js")
    return config
