"""A whole method from an action of DynamoDB and a sample item: templates, integration responses, cases."""
