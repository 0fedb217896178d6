"""A service of the Serverless Framework → operations: the template that the framework makes of it, read as CloudFormation.

Documented: the framework's manual, "Variables" and "REST API"; the README of the plugin serverless-apigateway-service-proxy.
"""
