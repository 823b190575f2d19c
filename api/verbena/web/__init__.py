"""The HTTP door: the ASGI app, GraphQL over HTTP, figures and health."""
