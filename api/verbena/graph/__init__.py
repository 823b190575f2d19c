"""The GraphQL door: the schema, how arguments become calls, and how errors are told.

Types only declare: an object of theirs is never made. Resolvers give views of `verbena.reading`, and a field without a
resolver of its own is the attribute of that name.
"""
