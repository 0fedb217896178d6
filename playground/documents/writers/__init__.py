"""A Scenario → what goes elsewhere: a file for each form."""
