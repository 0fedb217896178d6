"""Templates of CloudFormation, of SAM, and those that the CDK writes."""
