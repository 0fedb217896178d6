"""What a team keeps: saved scenarios with their revisions, and API tokens. The only package that imports SQLAlchemy and Alembic.

`database` opens it, `migrate` brings its tables up to date, `scenarios` and `tokens` have one function a question.
"""
