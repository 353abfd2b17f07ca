"""What the archive receives: results, agreements, the record of acts; each with its metadata."""

from kit.archives.agreements import archive_of_agreements
from kit.archives.package import Archive
from kit.archives.record import archive_of_record
from kit.archives.results import archive_of_results

__all__ = ["Archive", "archive_of_agreements", "archive_of_record", "archive_of_results"]
