"""Terraform: a module in HCL or JSON (`module`), and what `terraform show -json` prints (`shown`); both come to an API by `api`."""
