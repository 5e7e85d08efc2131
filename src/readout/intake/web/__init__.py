"""Asking addresses on the web, with manners. `fetch` is imported only when something is asked."""
