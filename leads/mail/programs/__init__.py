"""Mail that programs wrote: which kind it is, and what it says."""
