"""Java's values and methods, as templates call them."""
