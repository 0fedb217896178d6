"""CloudFormation's intrinsic functions: which value a template gives, as far as it is known without deploying it."""
