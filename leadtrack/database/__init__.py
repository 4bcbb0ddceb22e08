"""PostgreSQL as LeadTrack uses it: settings name this package as their ENGINE."""
