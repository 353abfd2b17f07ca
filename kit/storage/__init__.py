"""The database: opened, kept whole, copied; the parts that own its tables stand in one list."""

from kit.storage.audit import AuditCheck, AuditEntry, audit_entries, record, verify_audit
from kit.storage.backup import backup
from kit.storage.configuration import CollectorSettings
from kit.storage.decisions import Decision, DecisionError, DecisionFault
from kit.storage.errors import StoreError, without_content
from kit.storage.once import Once
from kit.storage.owners import Owner
from kit.storage.proofs import prove, proven
from kit.storage.store import Store, open_store
from kit.storage.tables import metadata

__all__ = [
    "AuditCheck",
    "AuditEntry",
    "CollectorSettings",
    "Decision",
    "DecisionError",
    "DecisionFault",
    "Once",
    "Owner",
    "Store",
    "StoreError",
    "audit_entries",
    "backup",
    "metadata",
    "open_store",
    "prove",
    "proven",
    "record",
    "verify_audit",
    "without_content",
]
