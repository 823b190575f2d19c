"""The reading journey: published subjects as views, each text in the first language of the chain that has it.

A view is a value to be read by attribute; its attributes are the fields of the GraphQL type whose name it carries,
worked out when first asked for and then kept. Views of published content never change, so requests share them.
"""
