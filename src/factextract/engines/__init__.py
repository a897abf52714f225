"""Engines read files into sheets. The only place that imports a PDF library; modules starting with `_` are shared parts."""
