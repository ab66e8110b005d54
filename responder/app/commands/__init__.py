"""The commands, a module each: a command's module is imported only when that command runs."""
