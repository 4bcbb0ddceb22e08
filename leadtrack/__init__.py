"""LeadTrack, the project: settings, set-up, the sample business, and what runs it."""

__version__ = "0.1.0"
