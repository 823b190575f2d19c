"""Requests that the server makes to others: which addresses may be reached, and answers that stay within bounds."""
