"""Files of whoever runs the command line or the tests: documents, what they name, folders. The site reads none of them."""
