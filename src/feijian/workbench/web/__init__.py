"""The workbench's pages: plain forms and links, served on the bureau's own network."""
