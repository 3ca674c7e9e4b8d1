#!/usr/bin/env python3
"""Django's command line for engineers; people use bin/clientkeep."""

import os
import sys

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clientkeep.config.settings")
execute_from_command_line(sys.argv)
