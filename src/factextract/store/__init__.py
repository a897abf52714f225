"""The ledger of runs: one SQLite file that knows which documents were read, how each ended, and every record."""

from factextract.store.ledger import Store as Store
from factextract.store.ledger import open_store as open_store
from factextract.store.rows import Key as Key
from factextract.store.rows import Settled as Settled
from factextract.store.rows import Source as Source
