"""Sphinx directive for Sans Serveur: copy beside conf.py's other extensions, then in conf.py

    extensions = ["sphinx_sans_serveur"]
    sans_serveur_address = "https://example.org/sans-serveur/"

and in a page

    .. sans-serveur::
       :panel: costs
       :theme: auto
       :load: click
       :height: 520

       {"traffic": {"requests_per_month": 2e6}}

The content is the workload, as JSON or as the v1.… of a link; none is the first example.
The language is the site's, unless :lang: says another.
"""

from html import escape

from docutils import nodes
from docutils.parsers.rst import Directive, directives


def one_of(*choices):
    return lambda argument: directives.choice(argument, choices)


class SansServeur(Directive):
    has_content = True
    option_spec = {
        "panel": one_of("verdict", "comparison", "costs", "latency", "limits", "changes", "guide", "all"),
        "lang": one_of("fr", "en"),
        "theme": one_of("light", "dark", "auto"),
        "load": one_of("click", "visible", "eager"),
        "height": directives.positive_int,
    }

    def run(self):
        config = self.state.document.settings.env.config
        attributes = {"lang": "fr" if (config.language or "").startswith("fr") else "en", **self.options}
        workload = "\n".join(self.content).strip()
        if workload:
            attributes["workload"] = workload
        written = "".join(f' {name}="{escape(str(value))}"' for name, value in attributes.items())
        return [nodes.raw("", f"<sans-serveur{written}></sans-serveur>", format="html")]


def add_script(app):
    app.add_js_file(app.config.sans_serveur_address.rstrip("/") + "/embed.js", loading_method="async")


def setup(app):
    app.add_config_value("sans_serveur_address", "", "html")
    app.add_directive("sans-serveur", SansServeur)
    app.connect("builder-inited", add_script)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
