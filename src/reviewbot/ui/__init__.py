"""What members see: cards and pages built from domain values, forms, and persistent actions."""
