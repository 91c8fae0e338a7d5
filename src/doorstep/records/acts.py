"""One act of a person is one transaction."""

from django.db import transaction

# Joins a transaction that is already open, so a door can put a receipt and several acts into one;
# a refusal anywhere then undoes all of it.
act = transaction.atomic(savepoint=False)
