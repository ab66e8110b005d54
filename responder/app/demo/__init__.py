"""The demo: the real daemon on a mail server inside this process, with sample letters that arrive one by one."""
