"""HCL, Terraform's language: text → tree (`parser`, `templates`), tree → values (`evaluator`, `functions`). No resource is known here."""
