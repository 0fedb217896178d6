"""What the gateway has to say of a template, a method or a body, beyond its answer."""
