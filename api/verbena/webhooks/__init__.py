"""Telling other programs what happened: signed requests, by the Standard Webhooks specification."""
